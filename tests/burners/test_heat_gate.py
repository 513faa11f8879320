"""The heat gate by itself: what a raise is, who may, questions and their answers, permits and allowances."""

import ast
from dataclasses import replace
from math import inf, nan
from pathlib import Path

from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.burners.heat_gate import (
    ANSWER_WITHIN_S,
    Actor,
    BurnerFacts,
    HeatAllowance,
    HeatAnswer,
    HeatChange,
    HeatGate,
    HeatLevel,
    HeatPermit,
    HeatQuestion,
    HeatRefusal,
    HeatRequestRefused,
    Origin,
    allowance_permit,
    cutoff_raises,
    highest,
    level_raises,
    raises_heat,
    require_permit,
)
from custom_components.hearthtech.burners.model import BurnerRefused, BurnerState, HeatSource, RefusalCode

ROOT = Path(__file__).resolve().parent.parent.parent
BURNER = "stove/1"
OWNER = Actor(origin=Origin.USER, user_id="owner", stoves=None)
COOK = Actor(origin=Origin.VOICE, user_id="owner", site="kitchen", conversation="a", stoves=None)
CHILD = replace(COOK, user_id="child", stoves=frozenset())
SATELLITE = Actor(origin=Origin.VOICE, site="bath", conversation="b")
AUTOMATION = Actor(origin=Origin.AUTOMATION, stoves=None)
HINT = replace(COOK, origin=Origin.HINT)
IDLE = BurnerState(measured_at=0.0, power=0.0)


def on(power: float | None = None, celsius: float | None = None, timer_s: float | None = None) -> BurnerState:
    return BurnerState(
        measured_at=0.0,
        source=HeatSource.REMOTE,
        power=power,
        target_temperature_c=celsius,
        timer_left_s=timer_s,
    )


def change(power: float | None = None, celsius: float | None = None, **more: object) -> HeatChange:
    return HeatChange(burner_id=BURNER, power=power, temperature_c=celsius, **more)  # type: ignore[arg-type]


class Home:
    """A gate with a clock and one burner."""

    def __init__(self, state: BurnerState = IDLE, *, armed: bool | None = True, armable: bool = True) -> None:
        self.now = 100.0
        self.burner: BurnerFacts | None = BurnerFacts(state=state, armed=armed, armable=armable)
        self.gate = HeatGate(lambda: self.now)

    def facts(self, burner_id: str) -> BurnerFacts | None:
        return self.burner if burner_id == BURNER else None

    def decide(self, actor: Actor, *changes: HeatChange) -> HeatPermit | HeatQuestion:
        return self.gate.decide(actor, changes or (change(0.5, start=True),), self.facts)

    def answer(self, actor: Actor = COOK, *, exact: bool = True) -> HeatAnswer:
        return self.gate.answer(actor, self.facts, exact=exact)

    def refusal(self, actor: Actor = COOK, *, exact: bool = True) -> HeatRefusal:
        with pytest.raises(HeatRequestRefused) as refused:
            self.answer(actor, exact=exact)
        return refused.value.code


@pytest.mark.parametrize(
    ("state", "wanted", "raises"),
    [
        (IDLE, change(0.01, start=True), True),
        (IDLE, change(0.0), False),
        (on(0.5), change(0.5), False),
        (on(0.5), change(0.4), False),
        (on(0.5), change(0.51), True),
        (on(0.5), change(celsius=40.0), True),
        (on(1.0), change(celsius=250.0), False),
        (on(celsius=90.0), change(celsius=80.0), False),
        (on(celsius=90.0), change(celsius=91.0), True),
        (on(celsius=90.0), change(0.1), True),
        (on(None), change(0.1), True),
        (None, change(0.1), True),
        (on(0.5), change(nan), True),
        (on(0.5), change(inf), True),
        (on(0.5), change(-inf), True),
        (on(0.5), change(-0.1), True),
        (on(0.5), HeatChange(burner_id=BURNER), True),
        (on(0.5, timer_s=60.0), change(0.5), False),
        (on(0.5, timer_s=60.0), change(0.5, timer_s=61.0), True),
        (on(0.5, timer_s=60.0), change(0.1, timer_s=72000.0), True),
        (on(0.5, timer_s=60.0), change(0.5, timer_s=30.0), False),
        (on(0.5, timer_s=60.0), change(0.5, timer_s=60.0), True),
        (on(0.5, timer_s=60.0), change(0.1, drops_timer=True), True),
        (on(0.5), change(0.5, timer_s=30.0), False),
        (on(0.5), change(0.5, timer_s=nan), True),
        (BurnerState(measured_at=0.0, source=HeatSource.LATCHED, power=0.5), change(0.1, start=True), True),
        (BurnerState(measured_at=0.0, source=HeatSource.MANUAL, power=0.5), change(0.4), False),
    ],
)
def test_what_a_raise_is(state: BurnerState | None, wanted: HeatChange, raises: bool) -> None:
    assert raises_heat(state, wanted) is raises


levels = st.one_of(
    st.none(),
    st.builds(HeatLevel, power=st.floats(0.0, 2.0)),
    st.builds(HeatLevel, temperature_c=st.floats(20.0, 300.0)),
)


@given(levels, levels, levels)
def test_what_does_not_raise_twice_does_not_raise_at_all(
    first: HeatLevel | None, second: HeatLevel | None, third: HeatLevel | None
) -> None:
    """No chain of lowerings that anybody may do ends higher than it began."""
    if not level_raises(first, second) and not level_raises(second, third):
        assert not level_raises(first, third) or _within_tolerance(first, third)


def _within_tolerance(first: HeatLevel | None, last: HeatLevel | None) -> bool:
    """Two steps of the tolerance of one comparison."""
    assert first is not None
    assert last is not None
    if first.power is not None and last.power is not None:
        return last.power - first.power < 1e-5
    if first.temperature_c is not None and last.temperature_c is not None:
        return last.temperature_c - first.temperature_c < 1e-5
    return first.power is not None and 1.0 - first.power < 1e-5


@given(st.floats(1.0, 1e6), st.lists(st.floats(0.001, 1e6), max_size=20))
def test_no_chain_of_free_cutoffs_makes_heat_longer(left_s: float, wanted: list[float]) -> None:
    now = left_s
    for timer_s in wanted:
        if not cutoff_raises(now, timer_s=timer_s):
            now = timer_s
    assert now <= left_s


def test_a_user_with_the_right_gets_a_permit_for_exactly_that() -> None:
    permit = Home().gate.permit(OWNER, [change(0.5, start=True)], Home().facts)
    assert permit.burners == {BURNER}
    assert not permit.covers(change(0.6, start=True))
    assert not permit.covers(replace(change(0.5, start=True), burner_id="stove/2"))
    assert permit.use(change(0.4, start=True))
    assert not permit.use(change(0.4, start=True)), "a permit is used up"


def test_a_permit_with_a_cutoff_covers_nothing_longer() -> None:
    permit = Home().gate.permit(OWNER, [change(0.5, start=True, timer_s=600.0)], Home().facts)
    assert not permit.covers(change(0.5, start=True))
    assert not permit.covers(change(0.5, start=True, timer_s=601.0))
    assert permit.covers(change(0.5, start=True, timer_s=600.0))


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (CHILD, HeatRefusal.NOT_ALLOWED),
        (replace(CHILD, origin=Origin.USER), HeatRefusal.NOT_ALLOWED),
        (SATELLITE, HeatRefusal.NOT_ALLOWED_SATELLITE),
        (replace(AUTOMATION, stoves=frozenset()), HeatRefusal.NOT_ALLOWED_AUTOMATION),
        (replace(COOK, stoves=frozenset({"other"})), HeatRefusal.NOT_ALLOWED),
    ],
)
def test_without_the_right_nothing_is_even_asked(actor: Actor, code: HeatRefusal) -> None:
    home = Home()
    with pytest.raises(HeatRequestRefused) as refused:
        home.decide(actor)
    assert refused.value.code is code
    assert home.gate.waiting(actor) is None


def test_a_satellite_with_the_right_for_its_stove_may_ask() -> None:
    assert isinstance(Home().decide(replace(SATELLITE, stoves=frozenset({"stove"}))), HeatQuestion)


def test_words_only_ask_and_an_exact_yes_permits_once() -> None:
    home = Home()
    question = home.decide(COOK, change(0.89, start=True))
    assert isinstance(question, HeatQuestion)
    assert (question.burner_id, question.level) == (BURNER, HeatLevel(power=0.89))
    answer = home.answer()
    assert answer.question is question
    assert answer.permit.use(change(0.89, start=True))
    assert home.refusal() is HeatRefusal.NO_QUESTION


def test_a_yes_that_is_not_exact_ends_the_question() -> None:
    home = Home()
    home.decide(COOK)
    assert home.refusal(exact=False) is HeatRefusal.NOT_EXACT
    assert home.refusal() is HeatRefusal.NO_QUESTION


def test_a_question_is_open_until_its_time_is_over() -> None:
    home = Home()
    home.decide(COOK)
    home.now += ANSWER_WITHIN_S
    assert home.answer().permit.covers(change(0.5, start=True))


def test_too_late() -> None:
    home = Home()
    home.decide(COOK)
    home.now += ANSWER_WITHIN_S + 0.1
    assert home.refusal() is HeatRefusal.TOO_LATE
    assert home.refusal() is HeatRefusal.NO_QUESTION


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(COOK, site="bath"),
        replace(COOK, conversation="z"),
        replace(COOK, user_id="other"),
        CHILD,
    ],
)
def test_words_from_elsewhere_neither_answer_nor_end_a_question(elsewhere: Actor) -> None:
    home = Home()
    home.decide(COOK)
    assert home.refusal(elsewhere) is HeatRefusal.NO_QUESTION
    home.gate.end(elsewhere)
    assert home.answer().permit.covers(change(0.5, start=True))


def test_any_other_input_ends_it_and_a_correction_becomes_the_new_question() -> None:
    home = Home()
    home.decide(COOK, change(0.89, start=True))
    home.gate.end(COOK)
    assert home.refusal() is HeatRefusal.NO_QUESTION
    home.decide(COOK, change(0.89, start=True))
    home.decide(COOK, change(0.6, start=True))
    permit = home.answer().permit
    assert permit.covers(change(0.6, start=True))
    assert not permit.covers(change(0.89, start=True))


def test_a_hint_may_ask_but_never_answers() -> None:
    home = Home()
    assert isinstance(home.decide(HINT), HeatQuestion)
    assert home.refusal(HINT) is HeatRefusal.NO_WORDS
    for origin in (Origin.USER, Origin.AUTOMATION):
        assert home.refusal(replace(COOK, origin=origin)) is HeatRefusal.NO_WORDS
    with pytest.raises(HeatRequestRefused):
        home.gate.permit(HINT, [change(0.5)], home.facts)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (None, HeatRefusal.UNAVAILABLE),
        (BurnerFacts(state=replace(IDLE, available=False)), HeatRefusal.UNAVAILABLE),
        (BurnerFacts(state=IDLE, armed=False), HeatRefusal.NOT_ARMED),
        (BurnerFacts(state=replace(IDLE, source=HeatSource.MANUAL, power=0.3)), HeatRefusal.BY_HAND),
        (BurnerFacts(state=replace(IDLE, source=HeatSource.LATCHED)), HeatRefusal.LATCHED),
        (BurnerFacts(state=on(0.1)), HeatRefusal.CHANGED),
    ],
)
def test_everything_is_checked_again_at_the_yes(facts: BurnerFacts | None, code: HeatRefusal) -> None:
    home = Home()
    home.decide(COOK)
    home.burner = facts
    assert home.refusal() is code
    assert home.gate.waiting(COOK) is None


def test_a_burner_that_was_turned_off_meanwhile_is_not_started_by_the_yes() -> None:
    home = Home(on(0.3))
    home.decide(COOK, change(0.9))
    home.burner = BurnerFacts(state=IDLE, armed=True)
    assert home.refusal() is HeatRefusal.CHANGED


def test_a_right_withdrawn_between_question_and_yes_counts() -> None:
    home = Home()
    home.decide(COOK)
    assert home.refusal(replace(COOK, stoves=frozenset())) is HeatRefusal.NOT_ALLOWED


def test_a_hob_that_cannot_be_armed_is_started_from_cold_by_a_tap_only() -> None:
    home = Home(armed=None, armable=False)
    assert isinstance(home.decide(OWNER), HeatPermit)
    for actor in (COOK, HINT, AUTOMATION):
        with pytest.raises(HeatRequestRefused) as refused:
            home.decide(actor)
        assert refused.value.code is HeatRefusal.NOT_ARMABLE
    home.burner = BurnerFacts(state=on(0.3), armable=False)
    assert isinstance(home.decide(AUTOMATION, change(0.5)), HeatPermit)


def test_questions_are_bounded() -> None:
    home = Home()
    for number in range(1000):
        home.decide(replace(COOK, conversation=str(number)))
    assert home.refusal(replace(COOK, conversation="0")) is HeatRefusal.NO_QUESTION


def test_a_session_heats_within_its_allowance_only() -> None:
    allowance = HeatAllowance(
        recipe_version=3, burner_id=BURNER, power=0.6, temperature_c=95.0, giver="owner"
    )
    assert allowance_permit(allowance, 3, change(0.6, start=True)) is not None
    assert allowance_permit(allowance, 3, change(celsius=95.0)) is not None
    assert allowance_permit(allowance, 3, change(0.61)) is None
    assert allowance_permit(allowance, 3, change(celsius=96.0)) is None
    assert allowance_permit(allowance, 4, change(0.1)) is None
    assert allowance_permit(allowance, 3, replace(change(0.1), burner_id="stove/2")) is None
    assert allowance_permit(None, 3, change(0.1)) is None


def test_the_highest_level_is_what_a_question_states() -> None:
    assert highest([HeatLevel(power=0.2), None, HeatLevel(power=0.9), HeatLevel(temperature_c=60.0)]) == (
        HeatLevel(power=0.9)
    )
    assert highest([HeatLevel(temperature_c=60.0), HeatLevel(temperature_c=95.0)]) == HeatLevel(
        temperature_c=95.0
    )
    assert highest([None, HeatLevel(power=0.0)]) is None


def test_a_burner_refuses_a_raise_without_a_permit() -> None:
    assert not require_permit(on(0.5), change(0.3, start=True), None)
    for permit in (None, Home().gate.permit(OWNER, [change(0.2)], Home(on(0.1)).facts)):
        with pytest.raises(BurnerRefused) as refused:
            require_permit(IDLE, change(0.3, start=True), permit)
        assert refused.value.code is RefusalCode.UNAUTHORIZED
    permit = Home().gate.permit(OWNER, [change(0.3, start=True)], Home().facts)
    assert require_permit(IDLE, change(0.3, start=True), permit)


def test_nobody_else_makes_a_permit() -> None:
    with pytest.raises(TypeError):
        HeatPermit(object(), OWNER, [change(1.0)])
    makers = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "custom_components").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Call) and _name(node.func) == "HeatPermit")
        or (isinstance(node, ast.Name | ast.Attribute) and _name(node) == "_ISSUER")
    ]
    assert {maker.rpartition(":")[0] for maker in makers} == {
        "custom_components/hearthtech/burners/heat_gate.py"
    }


def test_every_other_caller_of_set_passes_a_permit_on() -> None:
    """Calls of `set` with a power or a temperature, and what takes them, name the permit."""
    lacking = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "custom_components").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and _name(node.func) == "set"
        if {"power", "temperature_c", "timer_s", "start"} & (names := {word.arg for word in node.keywords})
        if "permit" not in names
    ]
    assert lacking == []
    takers = [
        node
        for path in sorted((ROOT / "custom_components").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.AsyncFunctionDef) and node.name == "set"
        if "power" in {word.arg for word in node.args.kwonlyargs}
    ]
    assert len(takers) >= 3
    assert all("permit" in {word.arg for word in taker.args.kwonlyargs} for taker in takers)


def test_every_burner_of_ours_checks_the_permit() -> None:
    for name in ("adapters/link_stove/burner.py", "adapters/entity_hob/burner.py"):
        tree = ast.parse((ROOT / "custom_components" / "hearthtech" / name).read_text())
        (setter,) = [n for n in ast.walk(tree) if isinstance(n, ast.AsyncFunctionDef) and n.name == "set"]
        called = [_name(node.func) for node in ast.walk(setter) if isinstance(node, ast.Call)]
        assert "require_permit" in called, name


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
