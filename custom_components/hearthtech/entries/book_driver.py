"""The driver of the database: part of Python for a file, and a package for a server, installed when it is needed."""

from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.requirements import RequirementsNotFound, async_process_requirements

from ..const import DOMAIN
from ..kitchen.errors import ErrorCode, KitchenError

SERVER_REQUIREMENTS: Final = ("psycopg[binary]>=3.2",)
"""Packages that only a book on PostgreSQL needs, so they are not among the requirements of the manifest."""


async def async_install_driver(hass: HomeAssistant, address: str) -> None:
    """Install what a book at this address needs. Does nothing for a file.

    Raises:
        KitchenError: when the driver can't be installed, for example without an internet connection.
    """
    if not address.partition("://")[0].startswith("postgres"):
        return
    try:
        await async_process_requirements(hass, DOMAIN, list(SERVER_REQUIREMENTS))
    except RequirementsNotFound as error:
        raise KitchenError(ErrorCode.BOOK_UNAVAILABLE, reason=str(error)) from error
