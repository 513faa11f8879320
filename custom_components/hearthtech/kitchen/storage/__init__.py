"""The store of the kitchen: one database, SQLite or PostgreSQL, and the files of an export.

`database.Store` is the entry. This module imports nothing, so that readers of files start without a database.
"""
