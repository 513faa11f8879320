"""Meal plans."""
