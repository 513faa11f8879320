"""Locale of the kitchen: time zone, place and language, which determine calendar days and seasons."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from ..burners.boiling import boiling_point_c


@dataclass(frozen=True, slots=True, kw_only=True)
class KitchenLocale:
    """Locale of a household. Without a latitude there are no seasons."""

    time_zone: tzinfo = UTC
    latitude: float | None = None
    """Degrees, north is positive."""
    elevation_m: float | None = None
    """Above sea level (m); `None` counts as sea level."""
    language: str = "en"
    """Language in which people write their lists."""
    country: str = ""
    """ISO code of the country, for the packages of its shops; empty: one with metric units."""

    @property
    def boiling_c(self) -> float:
        """Boiling point of water here (°C)."""
        return boiling_point_c(self.elevation_m)

    def day(self, moment: datetime) -> date:
        """The local calendar day of a moment."""
        return moment.astimezone(self.time_zone).date()

    def at(self, day: date, hour: time) -> datetime:
        """The moment of a local wall time; one that daylight saving skips is an hour later."""
        local = datetime.combine(day, hour.replace(tzinfo=None), self.time_zone)
        return local.astimezone(UTC)

    def bounds(self, day: date) -> tuple[datetime, datetime]:
        """The first moment of a local day, and the first of the next: 23 to 25 hours apart."""
        return self.at(day, time()), self.at(day + timedelta(days=1), time())
