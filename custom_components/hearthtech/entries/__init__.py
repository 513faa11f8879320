"""Setup and unload of config entries, one module for each kind of entry."""
