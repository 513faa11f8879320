"""Fixtures and hooks of all tests."""

import logging

# The test tools of Home Assistant log every statement of every database; nobody reads it here.
logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name long parameters by their beginning and length: 50,000 brackets are no usable name of a test."""
    if isinstance(val, (str, bytes)) and len(val) > 80:
        return f"{val[:24]!r}-{len(val)}"
    return None
