"""The data of gatherings: the party, its guests, what they bring, and the states of a cook-off."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ..people.check import Standing
from ..people.model import Allergen, Diet

DIMENSIONS = ("taste", "look", "warmth", "story")
"""The dimensions in which entries of a cook-off are scored, and reviews give stars."""
LOWEST_SCORE, HIGHEST_SCORE = 1, 5


class Rsvp(StrEnum):
    """The answer of a guest."""

    OPEN = "open"
    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


class Course(StrEnum):
    """What a dish is at a potluck."""

    STARTER = "starter"
    MAIN = "main"
    SIDE = "side"
    SALAD = "salad"
    BREAD = "bread"
    DESSERT = "dessert"
    DRINK = "drink"
    OTHER = "other"


class Technique(StrEnum):
    """How an entry of a cook-off was cooked; shown with the names."""

    BY_HAND = "by_hand"
    GUIDED = "guided"
    AUTOPILOT = "autopilot"


class GatheringStage(StrEnum):
    """The stage of a gathering. Voting is closed when its time is over, also while the stage is still `VOTING`."""

    PLANNING = "planning"
    VOTING = "voting"
    COUNTED = "counted"
    """Voting is over, and the result is not revealed."""
    REVEALED = "revealed"


class LinkKind(StrEnum):
    """What a secret link opens."""

    SHARED = "shared"
    """Everybody's link of a gathering: a guest enters a name and receives a personal link."""
    PERSONAL = "personal"
    PAPER = "paper"
    """The code of a ballot on paper, entered by the host."""
    RECIPE = "recipe"


class Reaction(StrEnum):
    """Reactions during the meal."""

    LOVE = "love"
    YUM = "yum"
    WOW = "wow"
    LAUGH = "laugh"
    SPICY = "spicy"
    RECIPE_PLEASE = "recipe_please"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """A potluck, with or without a cook-off."""

    id: str = ""
    title: str
    starts_at: datetime
    place: str = ""
    words: str = ""
    courses: tuple[Course, ...] = (Course.MAIN, Course.SALAD, Course.DESSERT, Course.DRINK)
    """Courses of which at least one dish is wanted."""
    portions_per_head: float = 2.0
    """Portions of food (without drinks) that are wanted for each person."""
    opens_at: datetime | None = None
    """Before this moment the guests' pages are closed; `None`: open."""
    closes_at: datetime
    """From this moment the guests' pages are closed."""
    stage: GatheringStage = GatheringStage.PLANNING
    letters: dict[str, str] = field(default_factory=dict)
    """Ids of the dishes of a cook-off by letter, in a random order."""
    voting_ends_at: datetime | None = None
    shown_needs: dict[str, int] = field(default_factory=dict)
    """Number of guests by need, as last shown."""
    shown_answers: int = 0
    """Number of answers in `shown_needs`."""

    @property
    def is_blind(self) -> bool:
        """Whether nobody may see who cooked which entry: from the opening of voting until the reveal."""
        return self.stage in {GatheringStage.VOTING, GatheringStage.COUNTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """A guest. Needs and ballots do not refer to it."""

    id: str = ""
    gathering_id: str
    name: str
    rsvp: Rsvp = Rsvp.OPEN
    heads: int = 1
    """Number of people, including this guest."""
    words: str = ""
    invited: bool = False
    """Whether the host issued the link, or confirmed the guest. Only these may vote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PotluckDish:
    """A dish that somebody brings, or that is still needed (`guest_id` is `None`)."""

    id: str = ""
    gathering_id: str
    name: str
    course: Course = Course.OTHER
    portions: float = 0.0
    guest_id: str | None = None
    cook: str = ""
    """Name of who brings it."""
    allergens: dict[Allergen, Standing] = field(default_factory=dict)
    """Stated by the guest, or found in the pasted recipe. An allergen that is not here is not checked."""
    suits: frozenset[Diet] = frozenset()
    """Diets that the guest states it keeps."""
    recipe_text: str = ""
    """The recipe as it was pasted."""
    recipe_id: str | None = None
    """A recipe of the household's book."""
    recipe_version: int | None = None
    technique: Technique | None = None
    competes: bool = False
    consent: bool = False
    """Whether the recipe may be part of the keepsake; given by who brings it."""
    still_needed: bool = False
    """The host asked for it: a guest can claim it."""

    def standing(self, allergen: Allergen) -> Standing:
        """The standing of an allergen; `NOT_CHECKED` when nothing is known."""
        return self.allergens.get(allergen, Standing.NOT_CHECKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestNeeds:
    """What one guest can't eat, without the guest."""

    allergens: frozenset[Allergen] = frozenset()
    severe: frozenset[Allergen] = frozenset()
    """Those of `allergens` with severe reactions."""
    diets: frozenset[Diet] = frozenset()

    @property
    def codes(self) -> frozenset[str]:
        """The needs as codes of `Allergen` and `Diet`."""
        return frozenset({*(one.value for one in self.allergens), *(one.value for one in self.diets)})


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNeeds:
    """The needs as the host and the guests see them."""

    answers: int = 0
    """Number of counted answers; 0 until there are enough of them."""
    counts: dict[str, int] = field(default_factory=dict)
    """Number of guests by need, among the counted answers."""
    severe: frozenset[Allergen] = frozenset()
    """Severe allergies, without a number; shown at once."""


class GapKind(StrEnum):
    """What is missing at a potluck."""

    NO_COURSE = "no_course"
    TOO_FEW_PORTIONS = "too_few_portions"
    NOTHING_SAFE = "nothing_safe"
    """No dish is free of an allergen, or keeps a diet, of a guest."""
    NOT_CLAIMED = "not_claimed"
    """The host asked for a dish, and nobody brings it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PotluckGap:
    """One missing thing. `what` is a course, a need or the name of a dish."""

    kind: GapKind
    what: str = ""
    count: float | None = None
    """Missing portions, or guests with the need; `None` if it is not shown."""
    not_checked: int = 0
    """Dishes that may be suitable and are not checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PotluckOverview:
    """The state of a potluck in numbers."""

    guests: int
    coming: int
    """Number of people who accepted, including companions."""
    maybe: int
    unanswered: tuple[str, ...]
    """Names of guests without an answer."""
    portions: float
    """Portions of food, without drinks."""
    portions_per_head: float | None
    needs: ShownNeeds
    gaps: tuple[PotluckGap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """One entry of a revealed cook-off."""

    place: int | None
    """1 for the best; entries with equal scores share a place, and the next ones are skipped. `None`: no scores."""
    tied: bool
    letter: str
    dish: str
    cook: str
    technique: Technique | None
    score: float | None
    """Mean over the dimensions, 1 to 5."""
    dimensions: dict[str, float]
    votes: int
    dish_id: str = ""
    recipe_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CookOffResult:
    """The revealed result of a cook-off."""

    ballots: int
    entries: tuple[Standings, ...]

    @property
    def winners(self) -> tuple[Standings, ...]:
        """The entries on the first place: several for a tie, none without votes."""
        return tuple(entry for entry in self.entries if entry.place == 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A critic's review of a dish: prose, stars by dimension (0–5), a picture, and the version tasted."""

    id: str = ""
    gathering_id: str = ""
    dish_id: str = ""
    critic: str
    words: str = ""
    stars: dict[str, float] = field(default_factory=dict)
    media: str | None = None
    """Hash of a picture of the book's media folder."""
    recipe_id: str | None = None
    recipe_version: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionMoment:
    """One reaction of the timeline, without the guest."""

    id: str = ""
    gathering_id: str = ""
    dish_id: str = ""
    reaction: Reaction
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestLink:
    """A stored link: the digest of its secret, and what it opens until when."""

    digest: str
    kind: LinkKind
    expires_at: datetime
    gathering_id: str | None = None
    guest_id: str | None = None
    recipe_id: str | None = None
