"""Builds the documentation site from `docs/` and from the code. Started by `script/docs`."""
