"""The tables of the book, as they are now. How older books get here is told in `migrations`.

Times are UTC, stored as ISO 8601 text so that both databases sort and show them alike. Documents (a version of
a recipe, a journal entry's data) are JSON text: their shape belongs to the code that reads them.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

FACTS = Table(
    "facts",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
    comment="Facts of the book itself: its schema, whether the family's recipes were laid in.",
)

RECIPES = Table(
    "recipes",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("total_time_s", Double),
    Column("fingerprint", String(64), nullable=False, index=True),
    Column("created_at", String(32), nullable=False),
    Column("changed_at", String(32), nullable=False, index=True),
    Column("erased_at", String(32)),
    Column("last_cooked_at", String(32)),
    comment="One row a recipe; its words are in versions. An erased one can be brought back.",
)

VERSIONS = Table(
    "versions",
    METADATA,
    Column("recipe", ForeignKey("recipes.number", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("document", Text, nullable=False),
    Column("author", Text, nullable=False, default=""),
    Column("reason", Text, nullable=False, default=""),
    Column("created_at", String(32), nullable=False),
)

ORIGINALS = Table(
    "originals",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("recipe", ForeignKey("recipes.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("media_type", String(128), nullable=False),
    Column("source", Text, nullable=False, default=""),
    Column("content", LargeBinary),
    Column("media", ForeignKey("media.hash")),
    Column("created_at", String(32), nullable=False),
    comment="The words as they came, never changed. Text lies here, compressed; pictures and clips in media.",
)

MEDIA = Table(
    "media",
    METADATA,
    Column("hash", String(64), primary_key=True),
    Column("media_type", String(128), nullable=False),
    Column("size", Integer, nullable=False),
    Column("created_at", String(32), nullable=False),
    comment="Files beside the database, named by the SHA-256 of their content.",
)

PICTURES = Table(
    "pictures",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("recipe", ForeignKey("recipes.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("media", ForeignKey("media.hash"), nullable=False),
    Column("role", String(16), nullable=False),
    Column("caption", Text, nullable=False, default=""),
    Column("created_at", String(32), nullable=False),
)

NOTES = Table(
    "notes",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("recipe", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("part", String(16), nullable=False),
    Column("line", Integer),
    Column("words", Text, nullable=False, default=""),
    Column("author", Text, nullable=False, default=""),
    Column("media", ForeignKey("media.hash")),
    Column("created_at", String(32), nullable=False),
    Index("ix_notes_recipe", "recipe", "version"),
)

LINEAGE = Table(
    "lineage",
    METADATA,
    Column("child", ForeignKey("recipes.number", ondelete="CASCADE"), primary_key=True),
    Column("parent", ForeignKey("recipes.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("parent_version", Integer),
    Column("person", Text, nullable=False, default=""),
    Column("generation", Integer),
    Column("year", Integer),
    Column("place", Text, nullable=False, default=""),
    Column("reason", Text, nullable=False, default=""),
)

RATINGS = Table(
    "ratings",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("recipe", ForeignKey("recipes.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("person", Text, nullable=False),
    Column("dimension", String(32), nullable=False),
    Column("stars", Double, nullable=False),
    Column("words", Text, nullable=False, default=""),
    Column("created_at", String(32), nullable=False),
    UniqueConstraint("recipe", "version", "person", "dimension"),
)

DIARY = Table(
    "diary",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("recipe", ForeignKey("recipes.number", ondelete="CASCADE"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("cooked_at", String(32), nullable=False),
    Column("session", String(64)),
    Column("cook", Text, nullable=False, default=""),
    Column("words", Text, nullable=False, default=""),
    Index("ix_diary_recipe", "recipe", "cooked_at"),
)

WORDS = Table(
    "words",
    METADATA,
    Column("word", String(64), primary_key=True),
    comment="Every word of the book's names and ingredients, so that a misspelled one finds its neighbours.",
)

SOFT_MEASURES = Table(
    "soft_measures",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("owner", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("food", Text, nullable=False, default=""),
    Column("grams", Double, nullable=False),
    Column("created_at", String(32), nullable=False),
    comment="One weighing of one person's handful.",
)

MEALS = Table(
    "meals",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("starts_at", String(32), nullable=False, index=True),
    Column("ends_at", String(32), nullable=False, index=True),
    Column("slot", String(32), nullable=False),
    Column("recipe_id", String(64)),
    Column("words", Text, nullable=False, default=""),
    Column("servings", Double),
    Column("people", Text, nullable=False),
    Column("changed_at", String(32), nullable=False),
)

TIMERS = Table(
    "timers",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False, default=""),
    Column("set_at", String(32), nullable=False),
    Column("ends_at", String(32), nullable=False),
    Column("session", String(64)),
    Column("done", Boolean, nullable=False, default=False),
)

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("opened_at", String(32), nullable=False),
    Column("closed_at", String(32), index=True),
)

JOURNAL = Table(
    "journal",
    METADATA,
    Column("session", ForeignKey("sessions.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("stove_time", Double, nullable=False),
    Column("wall_time", String(32), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("data", Text, nullable=False),
    comment="What happened in a cooking session, in order. Rows are only ever added.",
)
