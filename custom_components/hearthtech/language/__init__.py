"""Primitives of text in five languages: folding, singular forms, numbers, units, durations.

Imports no other package of the integration. Word tables are in `data/<language>.json`; they are read when `data` is
imported, so that no function of this package opens a file.
"""
