"""Derive recipe steps with goals from a recorded cooking. Needs numpy; import it when it is used."""
