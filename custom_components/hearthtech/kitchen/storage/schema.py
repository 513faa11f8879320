"""The present tables of the book. Migrations of older books are in `migrations`.

Times are UTC, stored as ISO 8601 text so that both databases sort and show them alike. Documents (a version
of a recipe, a journal entry's data) are JSON text: their structure is defined by the code that reads them.
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

UNDO = Table(
    "undo",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("who", Text, nullable=False, default=""),
    Column("kind", String(32), nullable=False),
    Column("recipe", String(64), nullable=False, default="", index=True),
    Column("name", Text, nullable=False, default=""),
    Column("document", Text, nullable=False),
    comment="The latest changes with what takes them back: rows that were removed, ids of rows that were added.",
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
    Column("rule", String(64), index=True),
    Column("leftover_of", String(64)),
    Column("locked", Boolean, nullable=False, default=False),
    Column("changed_at", String(32), nullable=False),
    Column("cook", String(64)),
    Column("frozen", String(64)),
    comment="`rule` is the repeating rule a meal came from; a locked one is left alone by proposals.",
)

MEAL_RULES = Table(
    "meal_rules",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("document", Text, nullable=False),
    Column("changed_at", String(32), nullable=False),
    comment="Meals that repeat.",
)

PEOPLE = Table(
    "people",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("changed_at", String(32), nullable=False),
    Column("removed_at", String(32)),
    comment="Who eats here. A removed one stays readable where they were planned.",
)

EATEN = Table(
    "eaten",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("at", String(32), nullable=False),
    Column("recipe", String(64)),
    Column("version", Integer),
    Column("name", Text, nullable=False),
    Column("portions", Double, nullable=False),
    Column("leftover", Boolean, nullable=False, default=False),
    Column("figures", Text, nullable=False),
    Column("counted", Integer, nullable=False),
    Column("lines_total", Integer, nullable=False),
    Index("ix_eaten_person", "person", "at"),
    comment="Portions as eaten; a recipe that changes later does not change them.",
)

PROFILES = Table(
    "profiles",
    METADATA,
    Column("recipe", ForeignKey("recipes.number", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("form", Integer, nullable=False),
    Column("document", LargeBinary, nullable=False),
    comment="What suggestions and checks need of a recipe; made anew when it or the way of making it (`form`) changes.",
)

FOOD_CORRECTIONS = Table(
    "food_corrections",
    METADATA,
    Column("name_key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("food", Integer, nullable=False),
    Column("who", Text, nullable=False, default=""),
    Column("created_at", String(32), nullable=False),
    comment="Which food of the database the family means by a name.",
)

PRODUCTS = Table(
    "products",
    METADATA,
    Column("name_key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("who", Text, nullable=False, default=""),
    Column("created_at", String(32), nullable=False),
    comment="What the products that the household buys contain, as it stated.",
)

PANTRY = Table(
    "pantry",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("food", Text, nullable=False, default="", index=True),
    Column("amount", Double),
    Column("unit", String(32), nullable=False, default=""),
    Column("use_by", String(10)),
    Column("place", Text, nullable=False, default=""),
    Column("changed_at", String(32), nullable=False),
    comment="What is in the house. `food` is the entry of the food database; no amount: some of it.",
)

PANTRY_TAKEN = Table(
    "pantry_taken",
    METADATA,
    Column("session", String(64), primary_key=True),
    Column("dish", String(64), primary_key=True),
    Column("taken_at", String(32), nullable=False),
    comment="Cooked dishes that have taken from the pantry what they needed, so that none takes it twice.",
)

SHOPPING = Table(
    "shopping",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("position", Double, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("food", Text, nullable=False, default=""),
    Column("amounts", Text, nullable=False),
    Column("aisle", String(32), nullable=False, default=""),
    Column("note", Text, nullable=False, default=""),
    Column("bought", Boolean, nullable=False, default=False),
    Column("sources", Text, nullable=False),
    Column("changed_at", String(32), nullable=False),
    comment="One thing to buy; `sources` tells the meals and recipes it is for.",
)

HOUSEHOLD_RECORDS = Table(
    "household_records",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("kind", String(32), nullable=False, index=True),
    Column("document", Text, nullable=False),
    Column("changed_at", String(32), nullable=False),
    comment="Small records: frozen portions, minimums of the pantry, weekly items, shops, saved searches, barcodes.",
)

TIMERS = Table(
    "timers",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False, default=""),
    Column("set_at", String(32), nullable=False),
    Column("ends_at", String(32), nullable=False),
    Column("paused_at", String(32)),
    Column("session", String(64)),
    Column("site", Text, nullable=False, default=""),
    Column("done", Boolean, nullable=False, default=False),
    Column("home", String(64), nullable=False, server_default=""),
)

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("opened_at", String(32), nullable=False),
    Column("closed_at", String(32), index=True),
    Column("home", String(64), nullable=False, server_default=""),
    comment="Cooking sessions. `home`: which of the homes that share the book cooks; empty in a book of one home.",
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
    comment="What happened in a cooking session, in order. Rows are only added, and deleted with their session.",
)
