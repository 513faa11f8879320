"""What all tests share."""

import logging

# The test tools of Home Assistant write every statement of every database down; nobody reads it here.
logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name long parameters by their beginning and length: a page of 50,000 brackets is no name for a test."""
    if isinstance(val, (str, bytes)) and len(val) > 80:
        return f"{val[:24]!r}-{len(val)}"
    return None
