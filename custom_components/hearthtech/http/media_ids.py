"""Names of pictures, clips and source documents in media ids and URLs."""

from typing import Final

from ..const import DOMAIN

ORIGINAL: Final = "original"
FILE: Final = "file:"
MEDIA_URL: Final = f"/api/{DOMAIN}/media/{{media_hash}}"
ORIGINAL_URL: Final = f"/api/{DOMAIN}/original/{{recipe_id}}"


def file_id(media_hash: str) -> str:
    """Return the media id of a picture or clip that belongs to no recipe yet."""
    return f"media-source://{DOMAIN}/{FILE}{media_hash}"


def media_id(recipe_id: str, part: str) -> str:
    """Return a media id. `part` is the hash of a file, or `ORIGINAL`."""
    return f"media-source://{DOMAIN}/{recipe_id}/{part}"
