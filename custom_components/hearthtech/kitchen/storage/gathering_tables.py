"""The tables of gatherings: potlucks and cook-offs with guests.

Needs and ballots refer to no guest. Their key is a digest of the guest's secret link, which is not stored; the tables
have no times and no row numbers, so that their order says nothing about who answered when.
"""

from sqlalchemy import Boolean, Column, ForeignKey, MetaData, String, Table, Text

from .schema import METADATA


def gathering_tables(metadata: MetaData) -> tuple[Table, ...]:
    """Define the tables in `metadata`, in the order in which they are created."""

    def key(name: str = "id") -> Column[str]:
        return Column(name, String(64), primary_key=True)

    def gathering(*, nullable: bool = False) -> Column[str]:
        parent = ForeignKey("gatherings.id", ondelete="CASCADE")
        return Column("gathering", parent, nullable=nullable, index=True)

    def document() -> Column[str]:
        return Column("document", Text, nullable=False)

    def moment(name: str, *, index: bool = False) -> Column[str]:
        return Column(name, String(32), nullable=False, index=index or None)

    return (
        Table(
            "gatherings",
            metadata,
            key(),
            moment("starts_at", index=True),
            document(),
            moment("changed_at"),
            comment="Potlucks and cook-offs.",
        ),
        Table("gathering_guests", metadata, key(), gathering(), document(), moment("changed_at")),
        Table(
            "gathering_dishes",
            metadata,
            key(),
            gathering(),
            document(),
            moment("changed_at"),
            comment="Dishes that guests bring, and dishes that are still needed.",
        ),
        Table(
            "gathering_needs",
            metadata,
            key("key"),
            gathering(),
            document(),
            Column("counted", Boolean, nullable=False, default=False),
            comment="What one guest can't eat, without the guest. `counted`: it is part of the shown numbers.",
            sqlite_with_rowid=False,
        ),
        Table(
            "gathering_ballots",
            metadata,
            key("key"),
            gathering(),
            document(),
            comment="One guest's scores, without the guest.",
            sqlite_with_rowid=False,
        ),
        Table(
            "gathering_links",
            metadata,
            key("digest"),
            gathering(nullable=True),
            Column("kind", String(16), nullable=False),
            Column("guest", String(64)),
            Column("recipe", String(64)),
            moment("expires_at"),
            comment="SHA-256 of secret links and of codes on paper. Deleted when a gathering is closed.",
        ),
        Table(
            "gathering_moments",
            metadata,
            key(),
            gathering(),
            moment("at"),
            Column("kind", String(16), nullable=False),
            document(),
            comment="Reactions during a meal, and reviews of its dishes.",
        ),
    )


GATHERINGS, GUESTS, DISHES, NEEDS, BALLOTS, LINKS, MOMENTS = gathering_tables(METADATA)
