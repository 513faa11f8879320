"""Meals that repeat, iCalendar, and wall time over the change of the clocks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
from ical.calendar_stream import IcsCalendarStream
import pytest

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.plan import Meal, MealRule, Slot
from custom_components.hearthtech.kitchen.plan.ics import calendar_text
from custom_components.hearthtech.kitchen.plan.rules import sound

BERLIN = "Europe/Berlin"
FRIDAYS = MealRule(
    first=datetime(2026, 3, 6, 19),
    time_zone=BERLIN,
    repeats="FREQ=WEEKLY;BYDAY=FR",
    words="Fish",
    slot=Slot.DINNER,
)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


async def test_dinner_stays_at_seven_when_the_clocks_change(kitchen: Kitchen) -> None:
    await kitchen.repeat_meal(FRIDAYS)
    meals = await kitchen.meals_between(at(2026, 3, 20), at(2026, 4, 11))
    assert [meal.starts_at.hour for meal in meals] == [18, 18, 17, 17]
    assert {meal.starts_at.astimezone(ZoneInfo(BERLIN)).hour for meal in meals} == {19}
    (coming,) = await kitchen.next_meals(at(2026, 3, 27, 18))
    assert coming.starts_at == at(2026, 4, 3, 17)


async def test_one_of_them_is_moved_and_one_taken_out(kitchen: Kitchen) -> None:
    rule = await kitchen.repeat_meal(FRIDAYS)
    first, second, third, *_ = await kitchen.meals_between(at(2026, 3, 1), at(2026, 4, 1))
    await kitchen.move_meal(second.id, second.starts_at + timedelta(days=1))
    removed = await kitchen.remove_meal(third.id)
    meals = await kitchen.meals_between(at(2026, 3, 1), at(2026, 3, 25))
    assert [meal.starts_at.day for meal in meals] == [6, 14]
    assert {meal.rule for meal in meals} == {rule.id}
    with pytest.raises(KitchenError):
        await kitchen.remove_meal(third.id)
    await kitchen.plan_meal(removed)
    assert [meal.starts_at.day for meal in await kitchen.meals_between(at(2026, 3, 1), at(2026, 3, 25))] == [
        6,
        14,
        20,
    ]
    assert (await kitchen.meal(first.id)).words == "Fish"


async def test_from_one_of_them_on(kitchen: Kitchen) -> None:
    rule = await kitchen.repeat_meal(FRIDAYS)
    meals = await kitchen.meals_between(at(2026, 3, 1), at(2026, 4, 1))
    new = await kitchen.change_rule(
        replace(rule, words="Pizza", first=datetime(2026, 3, 20, 20)), from_meal=meals[2].id
    )
    assert new.id != rule.id
    after = await kitchen.meals_between(at(2026, 3, 1), at(2026, 4, 1))
    assert [(meal.words, meal.starts_at.hour) for meal in after] == [
        ("Fish", 18), ("Fish", 18), ("Pizza", 19), ("Pizza", 19),
    ]  # fmt: skip
    await kitchen.remove_rule(new.id, from_meal=after[3].id)
    assert len(await kitchen.meals_between(at(2026, 3, 1), at(2027, 4, 1))) == 3
    await kitchen.remove_rule(rule.id)
    assert [rule.words for rule in await kitchen.rules()] == ["Pizza"]


@pytest.mark.parametrize(
    "repeats",
    [
        "", "FREQ=SECONDLY", "FREQ=HOURLY", "FREQ=WEEKLY;BYHOUR=1", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=9999999",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=7;BYDAY=MO", "FREQ=WEEKLY;BYDAY=XX", "nonsense",
        "FREQ=WEEKLY;UNTIL=yesterday", "FREQ=WEEKLY;UNTIL=20200101", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=WEEKLY\nFREQ=DAILY", "FREQ=WEEKLY;" + "BYDAY=MO;" * 100, "FREQ=DAILY;COUNT=0;COUNT=x",
    ],
    ids=range(16),
)  # fmt: skip
async def test_rules_that_are_none_are_refused(kitchen: Kitchen, repeats: str) -> None:
    with pytest.raises(KitchenError) as error:
        await kitchen.repeat_meal(replace(FRIDAYS, repeats=repeats))
    assert error.value.code is ErrorCode.INVALID


async def test_no_such_zone_no_such_recipe(kitchen: Kitchen) -> None:
    with pytest.raises(KitchenError):
        await kitchen.repeat_meal(replace(FRIDAYS, time_zone="Europe/Atlantis"))
    with pytest.raises(KitchenError):
        await kitchen.repeat_meal(replace(FRIDAYS, recipe_id="none"))
    with pytest.raises(KitchenError):
        await kitchen.repeat_meal(replace(FRIDAYS, words=""))
    with pytest.raises(KitchenError):
        await kitchen.repeat_meal(replace(FRIDAYS, first=FRIDAYS.first.replace(year=1)))


@settings(max_examples=60, deadline=None)
@given(
    first=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda t: t.replace(microsecond=0)),
    repeats=st.sampled_from([
        "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3;COUNT=20", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYDAY=2TU",
        "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=YEARLY", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20280101",
    ]),
    zone=st.sampled_from([BERLIN, "UTC", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe"]),
    days=st.integers(0, 400),
)  # fmt: skip
def test_a_span_holds_what_its_parts_hold(first: datetime, repeats: str, zone: str, days: int) -> None:
    try:
        rule = sound(replace(FRIDAYS, first=first, repeats=repeats, time_zone=zone))
    except KitchenError:
        return
    start = first.replace(tzinfo=UTC) + timedelta(days=days)
    middle, end = start + timedelta(days=33, hours=5), start + timedelta(days=70)
    whole = {meal.id for meal in rule.between(start, end)}
    assert whole == {meal.id for part in ((start, middle), (middle, end)) for meal in rule.between(*part)}
    coming = rule.next(start)
    later = [meal for meal in rule.between(start, start + timedelta(days=4000)) if meal.starts_at > start]
    assert coming == (later[0] if later else None)
    for meal in rule.between(start, end):
        assert meal.end > start
        assert meal.starts_at < end
        wall = meal.starts_at.astimezone(ZoneInfo(zone))
        # A wall time that the change of the clocks leaves out comes an hour (or half) later.
        assert (
            abs((wall.replace(tzinfo=None) - first).seconds % 86400) in {0, 1800, 3600}
            or wall.time() == first.time()
        )


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300).filter(lambda text: text.strip()))
def test_any_words_survive_icalendar(words: str) -> None:
    meal = Meal(id="1", starts_at=at(2026, 1, 1, 18), words=words)
    text = calendar_text([meal], "Meals", at(2026, 1, 1))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert unfolded.count("BEGIN:VEVENT") >= 1
    assert len([line for line in unfolded.split("\r\n") if line.startswith("BEGIN:VEVENT")]) == 1


async def test_another_program_reads_the_feed(kitchen: Kitchen) -> None:
    await kitchen.plan_meal(
        Meal(starts_at=at(2026, 1, 2, 18), words="Soup, bread; and \\ more\nand pie " * 4)
    )
    await kitchen.repeat_meal(replace(FRIDAYS, repeats="FREQ=WEEKLY;BYDAY=FR;COUNT=3"))
    calendar = IcsCalendarStream.calendar_from_ics(await kitchen.feed_text())
    assert [(event.summary or "")[:11] for event in calendar.events] == [
        "Soup, bread",
        "Fish",
        "Fish",
        "Fish",
    ]
    assert calendar.events[0].summary == "Soup, bread; and \\ more\nand pie " * 4
    assert calendar.events[1].dtstart == at(2026, 3, 6, 18)


async def test_a_feed_is_opened_and_closed(kitchen: Kitchen) -> None:
    assert await kitchen.feed_token() is None
    first = await kitchen.open_feed()
    assert len(first) >= 40
    assert await kitchen.open_feed() != first
    await kitchen.close_feed()
    assert await kitchen.feed_token() is None


async def test_locked_meals(kitchen: Kitchen) -> None:
    meal = await kitchen.plan_meal(Meal(starts_at=at(2026, 1, 2, 18), words="Soup"))
    assert (await kitchen.lock_meal(meal.id)).locked
    assert (await kitchen.meal(meal.id)).locked
