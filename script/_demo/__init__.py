"""The demo: a complete kitchen of real components on one machine, and an automatic check of it."""
