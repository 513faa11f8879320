"""Where the kitchen stands: what its calendar days and its seasons depend on. Told from outside."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A household's place. Without a latitude nothing is said of seasons."""

    time_zone: tzinfo = UTC
    latitude: float | None = None
    """Degrees, north is positive."""
    language: str = "en"
    """In which people write their lists."""

    def day(self, moment: datetime) -> date:
        """The calendar day of a moment, here."""
        return moment.astimezone(self.time_zone).date()

    def at(self, day: date, hour: time) -> datetime:
        """The moment of a wall time here; one that daylight saving leaves out comes an hour later."""
        local = datetime.combine(day, hour.replace(tzinfo=None), self.time_zone)
        return local.astimezone(UTC)

    def bounds(self, day: date) -> tuple[datetime, datetime]:
        """The first moment of a day here, and the first of the next: 23 to 25 hours."""
        return self.at(day, time()), self.at(day + timedelta(days=1), time())
