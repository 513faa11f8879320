"""Recipe storage with versions, sources, notes and cooking log."""
