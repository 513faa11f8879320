"""Triggers, conditions and blueprints, and the meal plan cache that they use."""
