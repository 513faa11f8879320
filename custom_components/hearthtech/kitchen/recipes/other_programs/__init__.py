"""Readers of the files of other recipe programs; each makes schema.org objects, which `jsonld` reads."""
