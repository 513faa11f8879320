"""Meals that repeat, iCalendar, and wall time over the change of the clocks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
from ical.calendar_stream import IcsCalendarStream
import pytest

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.ics import calendar_text
from custom_components.hearthtech.kitchen.meal_plan.meal import Meal, MealSlot
from custom_components.hearthtech.kitchen.meal_plan.rules import MealRule, sound

BERLIN = "Europe/Berlin"
FRIDAYS = MealRule(
    first=datetime(2026, 3, 6, 19),
    time_zone=BERLIN,
    repeats="FREQ=WEEKLY;BYDAY=FR",
    words="Fish",
    slot=MealSlot.DINNER,
)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


async def test_dinner_stays_at_seven_when_the_clocks_change(kitchen: Kitchen) -> None:
    await kitchen.meal_plan.repeat(FRIDAYS)
    meals = await kitchen.meal_plan.between(at(2026, 3, 20), at(2026, 4, 11))
    assert [meal.starts_at.hour for meal in meals] == [18, 18, 17, 17]
    assert {meal.starts_at.astimezone(ZoneInfo(BERLIN)).hour for meal in meals} == {19}
    (coming,) = await kitchen.meal_plan.next_meals(at(2026, 3, 27, 18))
    assert coming.starts_at == at(2026, 4, 3, 17)


async def test_one_of_them_is_moved_and_one_taken_out(kitchen: Kitchen) -> None:
    rule = await kitchen.meal_plan.repeat(FRIDAYS)
    first, second, third, *_ = await kitchen.meal_plan.between(at(2026, 3, 1), at(2026, 4, 1))
    await kitchen.meal_plan.move(second.id, second.starts_at + timedelta(days=1))
    removed = await kitchen.meal_plan.remove(third.id)
    meals = await kitchen.meal_plan.between(at(2026, 3, 1), at(2026, 3, 25))
    assert [meal.starts_at.day for meal in meals] == [6, 14]
    assert {meal.rule for meal in meals} == {rule.id}
    with pytest.raises(KitchenError):
        await kitchen.meal_plan.remove(third.id)
    await kitchen.meal_plan.plan(removed)
    assert [
        meal.starts_at.day for meal in await kitchen.meal_plan.between(at(2026, 3, 1), at(2026, 3, 25))
    ] == [
        6,
        14,
        20,
    ]
    assert (await kitchen.meal_plan.get(first.id)).words == "Fish"


async def test_from_one_of_them_on(kitchen: Kitchen) -> None:
    rule = await kitchen.meal_plan.repeat(FRIDAYS)
    meals = await kitchen.meal_plan.between(at(2026, 3, 1), at(2026, 4, 1))
    new = await kitchen.meal_plan.change_rule(
        replace(rule, words="Pizza", first=datetime(2026, 3, 20, 20)), from_meal=meals[2].id
    )
    assert new.id != rule.id
    after = await kitchen.meal_plan.between(at(2026, 3, 1), at(2026, 4, 1))
    assert [(meal.words, meal.starts_at.hour) for meal in after] == [
        ("Fish", 18), ("Fish", 18), ("Pizza", 19), ("Pizza", 19),
    ]  # fmt: skip
    await kitchen.meal_plan.remove_rule(new.id, from_meal=after[3].id)
    assert len(await kitchen.meal_plan.between(at(2026, 3, 1), at(2027, 4, 1))) == 3
    await kitchen.meal_plan.remove_rule(rule.id)
    assert [rule.words for rule in await kitchen.meal_plan.rules()] == ["Pizza"]


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
        await kitchen.meal_plan.repeat(replace(FRIDAYS, repeats=repeats))
    assert error.value.code is ErrorCode.INVALID


async def test_no_such_zone_no_such_recipe(kitchen: Kitchen) -> None:
    with pytest.raises(KitchenError):
        await kitchen.meal_plan.repeat(replace(FRIDAYS, time_zone="Europe/Atlantis"))
    with pytest.raises(KitchenError):
        await kitchen.meal_plan.repeat(replace(FRIDAYS, recipe_id="none"))
    with pytest.raises(KitchenError):
        await kitchen.meal_plan.repeat(replace(FRIDAYS, words=""))
    with pytest.raises(KitchenError):
        await kitchen.meal_plan.repeat(replace(FRIDAYS, first=FRIDAYS.first.replace(year=1)))


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
    await kitchen.meal_plan.plan(
        Meal(starts_at=at(2026, 1, 2, 18), words="Soup, bread; and \\ more\nand pie " * 4)
    )
    await kitchen.meal_plan.repeat(replace(FRIDAYS, repeats="FREQ=WEEKLY;BYDAY=FR;COUNT=3"))
    calendar = IcsCalendarStream.calendar_from_ics(await kitchen.meal_plan.feed_text())
    assert [(event.summary or "")[:11] for event in calendar.events] == [
        "Soup, bread",
        "Fish",
        "Fish",
        "Fish",
    ]
    assert calendar.events[0].summary == "Soup, bread; and \\ more\nand pie " * 4
    assert calendar.events[1].dtstart == at(2026, 3, 6, 18)


async def test_a_feed_is_opened_and_closed(kitchen: Kitchen) -> None:
    assert await kitchen.meal_plan.feed_token() is None
    first = await kitchen.meal_plan.open_feed()
    assert len(first) >= 40
    assert await kitchen.meal_plan.open_feed() != first
    await kitchen.meal_plan.close_feed()
    assert await kitchen.meal_plan.feed_token() is None


async def test_locked_meals(kitchen: Kitchen) -> None:
    meal = await kitchen.meal_plan.plan(Meal(starts_at=at(2026, 1, 2, 18), words="Soup"))
    assert (await kitchen.meal_plan.lock(meal.id)).locked
    assert (await kitchen.meal_plan.get(meal.id)).locked


async def test_a_removed_meal_comes_back_as_the_same_with_its_leftovers_and_portions(
    kitchen: Kitchen,
) -> None:
    roast = await kitchen.meal_plan.plan(Meal(starts_at=at(2026, 3, 1, 18), words="Roast", locked=True))
    rest = await kitchen.meal_plan.plan(
        Meal(starts_at=at(2026, 3, 2, 18), words="Rest", leftover_of=roast.id, frozen="portions-1")
    )
    roast, rest = [await kitchen.meal_plan.get(meal.id) for meal in (roast, rest)]
    for meal_id in (rest.id, roast.id, rest.id):
        before = await kitchen.meal_plan.get(meal_id)
        await kitchen.meal_plan.remove(meal_id)
        assert await kitchen.meal_plan.bring_back(meal_id) == before
        assert await kitchen.meal_plan.get(rest.id) == rest
        assert await kitchen.meal_plan.get(roast.id) == roast
    # Its origin is gone meanwhile: it comes back without it.
    await kitchen.meal_plan.remove(rest.id)
    await kitchen.meal_plan.remove(roast.id)
    assert await kitchen.meal_plan.bring_back(rest.id) == replace(rest, leftover_of=None)
    for unknown in (rest.id, "no such meal", "no@20260301T180000", ""):
        with pytest.raises(KitchenError) as told:
            await kitchen.meal_plan.bring_back(unknown)
        assert told.value.code is ErrorCode.MEAL_NOT_FOUND


async def test_a_removed_meal_of_a_rule_belongs_to_it_again(kitchen: Kitchen) -> None:
    rule = await kitchen.meal_plan.repeat(FRIDAYS)
    span = (at(2026, 3, 1), at(2026, 4, 1))
    before = await kitchen.meal_plan.between(*span)
    first, second, *_ = before
    await kitchen.meal_plan.remove(first.id)
    await kitchen.meal_plan.bring_back(first.id)
    assert await kitchen.meal_plan.between(*span) == before
    assert (await kitchen.meal_plan.rule(rule.id)).left_out == ()
    # One that was moved by itself comes back where it was, once.
    moved = await kitchen.meal_plan.move(second.id, second.starts_at + timedelta(days=1))
    await kitchen.meal_plan.remove(second.id)
    assert (await kitchen.meal_plan.bring_back(second.id)).starts_at == moved.starts_at
    assert len(await kitchen.meal_plan.between(*span)) == len(before)
    # A rule that is gone brings nothing back.
    await kitchen.meal_plan.remove(first.id)
    await kitchen.meal_plan.remove_rule(rule.id)
    with pytest.raises(KitchenError) as told:
        await kitchen.meal_plan.bring_back(first.id)
    assert told.value.code is ErrorCode.MEAL_NOT_FOUND


async def test_later_meals_of_a_rule_are_removed_with_one_of_them_and_brought_back(kitchen: Kitchen) -> None:
    plan = kitchen.meal_plan
    await plan.repeat(FRIDAYS)
    span = (at(2026, 3, 1), at(2026, 4, 1))
    before = await plan.between(*span)
    # One of them was changed by itself, before the others are removed.
    await plan.change(replace(before[3], words="Soup"))
    await plan.remove(before[1].id, following=True)
    assert [meal.words for meal in await plan.between(*span)] == ["Fish", "Soup"]
    await plan.bring_back(before[1].id)
    assert [meal.words for meal in await plan.between(*span)] == ["Fish", "Fish", "Fish", "Soup"]
    # From the first on, the rule itself goes, and comes back.
    await plan.remove(before[0].id, following=True)
    assert [meal.words for meal in await plan.between(*span)] == ["Soup"]
    assert await plan.rules() == []
    await plan.bring_back(before[0].id)
    assert [meal.id for meal in await plan.between(*span)] == [meal.id for meal in before]
    # A changed meal ends the rule at the day that it had in the rule; a meal without a rule goes alone.
    await plan.remove(before[3].id, following=True)
    assert [meal.id for meal in await plan.between(*span)] == [meal.id for meal in before[:3]]
    single = await plan.plan(Meal(starts_at=at(2026, 3, 2), words="Rice"))
    await plan.remove(single.id, following=True)
    assert [meal.id for meal in await plan.between(*span)] == [meal.id for meal in before[:3]]


async def test_the_later_meals_of_a_rule_that_is_gone(kitchen: Kitchen) -> None:
    plan = kitchen.meal_plan
    rule = await plan.repeat(FRIDAYS)
    first, *_ = await plan.between(at(2026, 3, 1), at(2026, 4, 1))
    await plan.change(replace(first, words="Soup"))
    await plan.remove_rule(rule.id)
    await plan.remove(first.id, following=True)
    assert await plan.between(at(2026, 3, 1), at(2026, 4, 1)) == []
    assert (await plan.bring_back(first.id)).words == "Soup"
