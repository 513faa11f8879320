"""Cooking sessions, from watching to autopilot."""
