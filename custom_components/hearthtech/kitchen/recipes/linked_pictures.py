"""Fetch the pictures that an imported file only names, bounded in number, size and time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from .file_formats import FoundRecipe
from .media import media_type_of

type FetchPicture = Callable[[str], Awaitable[bytes | None]]
"""Fetches one picture of the public web; `None` when that is not possible."""
type Report = Callable[[int, int], None]

MOST_PICTURES = 500
PICTURE_CHOICES = 8
"""Pictures of one page that a user is offered."""
LARGEST_TOTAL = 128 * 1024 * 1024
LONGEST_S = 300.0
_AT_ONCE = 4


async def with_linked_pictures(
    found: Sequence[FoundRecipe], fetch: FetchPicture, report: Report, *, choices: int = 1
) -> tuple[list[FoundRecipe], int]:
    """The recipes with their first picture that is named, and the number of recipes whose picture is missing.

    A recipe that is alone gets up to this number of `choices`, in the order of its page and each content once.
    """
    most = choices if len(found) == 1 else 1
    wanted = [
        (at, links)
        for at, item in enumerate(found)
        if not item.pictures and (links := [one for one in item.linked if "://" in one][:most])
    ]
    jobs = [(at, place, link) for at, links in wanted for place, link in enumerate(links)][:MOST_PICTURES]
    fetched: dict[int, dict[int, bytes]] = {}
    size = done = 0
    limit = asyncio.Semaphore(_AT_ONCE)

    async def one(at: int, place: int, link: str) -> None:
        nonlocal size, done
        async with limit:
            content = await fetch(link) if size < LARGEST_TOTAL else None
        done += 1
        report(done, len(jobs))
        if (
            content is not None
            and size + len(content) <= LARGEST_TOTAL
            and media_type_of(content) is not None
        ):
            size += len(content)
            fetched.setdefault(at, {})[place] = content

    tasks = [asyncio.create_task(one(*job)) for job in jobs]
    if tasks:
        try:
            await asyncio.wait(tasks, timeout=LONGEST_S)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    result = list(found)
    for at, contents in fetched.items():
        different = dict.fromkeys(contents[place] for place in sorted(contents))
        pictures = {f"picture {number}": content for number, content in enumerate(different, 1)}
        result[at] = replace(result[at], pictures=pictures)
    return result, sum(at not in fetched for at, _ in wanted)
