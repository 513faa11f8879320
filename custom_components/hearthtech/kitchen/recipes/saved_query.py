"""The saved search that a typed or spoken text names."""

from dataclasses import replace

from sqlalchemy import Connection

from ..household.model import SavedSearch
from ..household.records import all_records
from .search import Query
from .words import name_key


def saved_query(connection: Connection, query: Query) -> Query:
    """The query, with the words of a saved search if its text is the name of one."""
    if not (key := name_key(query.text)):
        return query
    for search in all_records(connection, SavedSearch):
        if name_key(search.name) == key:
            return replace(query, text=search.query)
    return query
