"""Recipes that keep their story."""
