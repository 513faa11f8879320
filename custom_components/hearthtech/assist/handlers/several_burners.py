"""Set several burners with one request: lower at once what is lower, and ask once about all that rise."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...burners.burner import Burner
from ...burners.heat_gate import HeatChange, HeatPermit, raises_heat
from ...kitchen.recipes.model import Heat
from ...voice.answer_reader import SpokenAnswer
from ...voice.burner_settings import THOSE_ON, BurnerSetting
from ...voice.intents import LOWERS_HEAT, Kind
from ...voice.numbers import say_duration
from ...voice.reply import Reply
from ..heat_question import ask_to_heat
from ..turn import TurnContext, is_on
from .burner_heat import cut_off_s, out_of_range, set_burner, wanted_heat
from .off import heat_off_of


def settings_in(details: Mapping[str, object]) -> tuple[BurnerSetting, ...]:
    """Return the settings among the details of a request; empty if it concerns one burner."""
    settings = details.get("settings")
    return settings if isinstance(settings, tuple) else ()


async def set_several(turn: TurnContext, settings: Sequence[BurnerSetting]) -> Reply:
    """Set burners: lower and turn off at once, ask for a missing level, or ask whether to raise.

    The question names every burner that rises and its level; one yes permits exactly those.
    """
    said: list[str] = []
    unknown: list[BurnerSetting] = []
    raised: list[tuple[BurnerSetting, HeatChange, Heat]] = []
    for setting in _each(turn, settings):
        if (burner := turn.kitchen.burners.get(setting.burner_id)) is None:
            continue
        heat = wanted_heat(_details(setting), burner)
        if heat is None:
            unknown.append(setting)
        elif heat.power == 0:
            said.append((await heat_off_of(turn, [burner])).say)
        elif (problem := out_of_range(turn, burner, heat)) is not None:
            said.append(problem.say)
        elif raises_heat(burner.state, change := _change(burner, heat, setting.for_s)):
            raised.append((setting, change, heat))
        else:
            said.append((await set_burner(turn, burner, heat, for_s=setting.for_s)).say)
    off = [one for one in unknown if one.change == "down"]
    unknown = [one for one in unknown if one not in off]
    if unknown:
        return _prefixed(said, _ask_level(turn, (*(one for one, _, _ in raised), *unknown), unknown))
    if raised:
        return _prefixed(said, _ask(turn, raised))
    return Reply(say=" ".join(said), kind=turn.kind) if said else turn.reply("nothing_on")


def _each(turn: TurnContext, settings: Sequence[BurnerSetting]) -> list[BurnerSetting]:
    """Return one setting for each burner, where "both" and "all" mean those that are on."""
    named = {setting.burner_id for setting in settings}
    on = [burner.id for burner in turn.kitchen.burners if is_on(burner) and burner.id not in named]
    found: list[BurnerSetting] = []
    for setting in settings:
        ids = on if setting.burner_id == THOSE_ON else [setting.burner_id]
        found += [replace(setting, burner_id=burner_id) for burner_id in ids]
    return found


async def carry_out(turn: TurnContext, settings: Sequence[BurnerSetting], permit: HeatPermit) -> Reply:
    """Set the burners that a yes permits, each to the level that the question stated."""
    said: list[str] = []
    for setting in settings:
        burner = turn.kitchen.burners.get(setting.burner_id)
        ceilings = permit.ceilings(setting.burner_id)
        if burner is None or not ceilings:
            continue
        change = ceilings[0]
        heat = Heat(power=change.power, temperature_c=change.temperature_c)
        reply = await set_burner(turn, burner, heat, start=change.start, for_s=setting.for_s, permit=permit)
        said.append(reply.say)
    return Reply(say=" ".join(said), kind=turn.kind)


def with_answer(settings: Sequence[BurnerSetting], answer: SpokenAnswer) -> tuple[BurnerSetting, ...] | None:
    """Return the settings, changed by an answer or a correction; `None` if it does not say which of them it means.

    An answer that names one of the burners changes that one. Otherwise it sets the level of those that have none, or
    of all if they have the same.
    """
    if answer.burner is not None:
        chosen = [one for one in settings if one.burner_id == answer.burner_id]
    else:
        chosen = [one for one in settings if not one.known]
        alike = len({replace(one, burner_id="") for one in settings}) == 1
        chosen = chosen or (list(settings) if alike else [])
    if not chosen or not (answer.heat or answer.duration_s is not None):
        return None
    return tuple(_answered(one, answer) if one in chosen else one for one in settings)


def _answered(setting: BurnerSetting, answer: SpokenAnswer) -> BurnerSetting:
    if answer.heat:
        setting = replace(setting, power=answer.power, temperature_c=answer.temperature_c, change=None)
    return setting if answer.duration_s is None else replace(setting, for_s=answer.duration_s)


def _details(setting: BurnerSetting) -> dict[str, object]:
    return {"power": setting.power, "temperature_c": setting.temperature_c, "change": setting.change}


def _change(burner: Burner, heat: Heat, for_s: float | None) -> HeatChange:
    return HeatChange(
        burner_id=burner.id,
        power=heat.power,
        temperature_c=heat.temperature_c,
        start=not is_on(burner),
        timer_s=cut_off_s(burner, for_s),
    )


def _ask(turn: TurnContext, raised: Sequence[tuple[BurnerSetting, HeatChange, Heat]]) -> Reply:
    """Ask whether to raise these burners."""
    named = [
        turn.phrase("burner_to_level", burner=turn.burner_name(setting.burner_id), level=turn.level(heat))
        if setting.for_s is None
        else turn.phrase(
            "burner_to_level_for",
            burner=turn.burner_name(setting.burner_id),
            level=turn.level(heat),
            time=say_duration(setting.for_s, turn.language),
        )
        for setting, _, heat in raised
    ]
    details = {"settings": tuple(setting for setting, _, _ in raised)}
    changes = [change for _, change, _ in raised]
    return ask_to_heat(turn, changes, "set_several", details, "ask_set_several", settings=turn.listed(named))


def _ask_level(
    turn: TurnContext, settings: tuple[BurnerSetting, ...], unknown: Sequence[BurnerSetting]
) -> Reply:
    turn.dialogue.ask(turn.conversation, "heat_details", {"settings": settings})
    names = turn.listed(turn.burner_name(one.burner_id) for one in unknown)
    return turn.reply("which_level", burner=names, expects=(Kind.SET_HEAT, Kind.CANCEL), ends=False)


def _prefixed(said: Sequence[str], reply: Reply) -> Reply:
    """Return the reply after sentences about what has been done already."""
    return replace(reply, say=" ".join((*said, reply.say)))


async def then_set(turn: TurnContext, reply: Reply) -> Reply:
    """After "turn off the front left and set the back left to four": ask about the burners that are to be set."""
    if turn.kind not in LOWERS_HEAT or not turn.recognition.settings:
        return reply
    asked = await set_several(turn.as_kind(Kind.SET_HEAT), turn.recognition.settings)
    return replace(asked, say=f"{reply.say} {asked.say}")
