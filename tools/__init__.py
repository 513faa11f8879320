"""Development tools and command lines. Not installed with the integration."""
