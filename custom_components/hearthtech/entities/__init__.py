"""Base classes of entities, and entity classes with logic of their own."""
