"""Gatherings: potlucks, cook-offs, reviews, and the keepsake afterwards."""
