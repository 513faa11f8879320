"""Subentry flow of people: add, change and remove them. A subentry stores only the id of a person.

Their names and restrictions are stored in the database. Editing a person does not reload the kitchen, so a running
session is not disturbed.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, Final
from uuid import uuid4

from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigSubentryFlow,
    SubentryFlowResult,
    UnknownSubEntry,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelectorConfig,
)
from homeassistant.util.hass_dict import HassKey
import voluptuous as vol

from ..const import DOMAIN, SUBENTRY_PERSON, EntryKind
from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.people.model import ActivityLevel, Allergen, Diet, Goal, Person, Severity, Sex
from ..kitchen.people.store import FIRST_YEAR, HEIGHT_CM, PORTION, WEIGHT_KG
from .selectors import FiniteNumberSelector, PlainTextSelector

CONF_ACTIVITY: Final = "activity"
CONF_AVOIDS: Final = "avoids"
CONF_BIRTH_YEAR: Final = "birth_year"
CONF_BODY: Final = "body"
CONF_DIETS: Final = "diets"
CONF_DISLIKES: Final = "dislikes"
CONF_FAVORITES: Final = "favorites"
CONF_GOAL: Final = "goal"
CONF_GUEST: Final = "guest"
CONF_HEIGHT: Final = "height"
CONF_HOME_ASSISTANT_PERSON: Final = "home_assistant_person"
CONF_MILD: Final = "mild_allergens"
CONF_NAME: Final = "name"
CONF_NEEDS: Final = "needs"
CONF_PERSON_ID: Final = "person"
CONF_PORTION: Final = "portion"
CONF_SEVERE: Final = "severe_allergens"
CONF_SEX: Final = "sex"
CONF_WEIGHT: Final = "weight"

_FORM_FIELDS: Final = {"name", "birth_year", "height_cm", "weight_kg"}
"""Fields of the form that can show an error of their own."""


def _choice(options: type[StrEnum], key: str, *, multiple: bool = False) -> SelectSelector:
    return SelectSelector(
        SelectSelectorConfig(
            options=[option.value for option in options],
            translation_key=key,
            multiple=multiple,
            mode=SelectSelectorMode.DROPDOWN,
        )
    )


def _number(bounds: tuple[float, float], unit: str | None = None) -> FiniteNumberSelector:
    config = NumberSelectorConfig(
        min=bounds[0], max=bounds[1], step="any" if unit else 1, mode=NumberSelectorMode.BOX
    )
    if unit is not None:
        config["unit_of_measurement"] = unit
    return FiniteNumberSelector(config)


_WORDS: Final = PlainTextSelector(TextSelectorConfig(multiple=True))
PERSON_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_NAME): PlainTextSelector(),
        vol.Optional(CONF_HOME_ASSISTANT_PERSON): EntitySelector(EntitySelectorConfig(domain="person")),
        vol.Optional(CONF_GUEST, default=False): BooleanSelector(),
        vol.Required(CONF_NEEDS): section(
            vol.Schema(
                {
                    vol.Optional(CONF_SEVERE): _choice(Allergen, "allergen", multiple=True),
                    vol.Optional(CONF_MILD): _choice(Allergen, "allergen", multiple=True),
                    vol.Optional(CONF_AVOIDS): _WORDS,
                    vol.Optional(CONF_DIETS): _choice(Diet, "diet", multiple=True),
                    vol.Optional(CONF_DISLIKES): _WORDS,
                    vol.Optional(CONF_FAVORITES): _WORDS,
                }
            )
        ),
        vol.Required(CONF_BODY): section(
            vol.Schema(
                {
                    vol.Optional(CONF_BIRTH_YEAR): _number((FIRST_YEAR, 2100)),
                    vol.Optional(CONF_SEX): _choice(Sex, "sex"),
                    vol.Optional(CONF_HEIGHT): _number(HEIGHT_CM, "cm"),
                    vol.Optional(CONF_WEIGHT): _number(WEIGHT_KG, "kg"),
                    vol.Optional(CONF_PORTION): _number(PORTION, "×"),
                    vol.Optional(CONF_ACTIVITY): _choice(ActivityLevel, "activity"),
                    vol.Optional(CONF_GOAL): _choice(Goal, "goal"),
                }
            ),
            {"collapsed": True},
        ),
    }
)


_ARRIVING: HassKey[set[str]] = HassKey(f"{DOMAIN}_people_arriving")


@callback
def arriving(hass: HomeAssistant) -> set[str]:
    """Return the ids of persons that a flow is adding; their subentries are created by that flow."""
    return hass.data.setdefault(_ARRIVING, set())


class PersonFlow(ConfigSubentryFlow):
    """Add a person, or change their data."""

    _shown: Person | None = None
    """The person as the form first showed them."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask for the data of a new person."""
        if (kitchen := self._kitchen()) is None:
            return self.async_abort(reason="kitchen_not_loaded")
        errors: dict[str, str] = {}
        if user_input is not None:
            person = as_person(user_input, Person(id=uuid4().hex, name=""))
            arriving(self.hass).add(person.id)
            try:
                added = await kitchen.people.add(person)
            except KitchenError as error:
                arriving(self.hass).discard(person.id)
                errors["base"] = told_error(error)
            else:
                return self.async_create_entry(
                    title=added.name, data={CONF_PERSON_ID: added.id}, unique_id=added.id
                )
        return self._form("user", user_input or {}, errors)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change a person. Nothing is reloaded: entities subscribe to changes."""
        if (kitchen := self._kitchen()) is None:
            return self.async_abort(reason="kitchen_not_loaded")
        try:
            subentry = self._get_reconfigure_subentry()
            known = await kitchen.people.get(subentry.data[CONF_PERSON_ID])
        except KitchenError, UnknownSubEntry:
            return self.async_abort(reason="person_gone")
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                # The form replaces only what was changed in it: others may have changed the rest meanwhile.
                shown = self._shown or known
                changed = await kitchen.people.change(as_person(user_input, shown), base=shown)
            except KitchenError as error:
                if error.code is ErrorCode.PERSON_NOT_FOUND:
                    return self.async_abort(reason="person_gone")
                errors["base"] = told_error(error)
            else:
                return self.async_update_and_abort(self._get_entry(), subentry, title=changed.name)
        if user_input is None:
            self._shown = known
        return self._form("reconfigure", user_input or as_form(known), errors)

    def _kitchen(self) -> Kitchen | None:
        entry = self._get_entry()
        if entry.state is not ConfigEntryState.LOADED:
            return None
        kitchen: Kitchen = entry.runtime_data
        return kitchen

    def _form(self, step: str, values: Mapping[str, Any], errors: dict[str, str]) -> SubentryFlowResult:
        schema = self.add_suggested_values_to_schema(PERSON_SCHEMA, values)
        return self.async_show_form(step_id=step, data_schema=schema, errors=errors)


def told_error(error: KitchenError) -> str:
    """Return the translation key and field of an error."""
    if error.code is not ErrorCode.INVALID:
        return "book_unavailable"
    field = str(error.data.get("field", ""))
    return f"invalid_{field}" if field in _FORM_FIELDS else "invalid_person"


def as_person(form: Mapping[str, Any], known: Person) -> Person:
    """Return the person with the values of the form; other values are not changed."""
    needs, body = form.get(CONF_NEEDS, {}), form.get(CONF_BODY, {})
    mild = {Allergen(code): Severity.MILD for code in needs.get(CONF_MILD, ())}
    severe = {Allergen(code): Severity.SEVERE for code in needs.get(CONF_SEVERE, ())}
    year = body.get(CONF_BIRTH_YEAR)
    return replace(
        known,
        name=form[CONF_NAME],
        home_assistant_person=form.get(CONF_HOME_ASSISTANT_PERSON),
        # A food in both lists is a severe restriction.
        allergens=mild | severe,
        avoids=tuple(needs.get(CONF_AVOIDS, ())),
        diets=frozenset(map(Diet, needs.get(CONF_DIETS, ()))),
        dislikes=tuple(needs.get(CONF_DISLIKES, ())),
        favorites=tuple(needs.get(CONF_FAVORITES, ())),
        birth_year=None if year is None else int(year),
        sex=None if CONF_SEX not in body else Sex(body[CONF_SEX]),
        height_cm=body.get(CONF_HEIGHT),
        weight_kg=body.get(CONF_WEIGHT),
        guest=form.get(CONF_GUEST, False),
        portion=body.get(CONF_PORTION),
        activity=None if CONF_ACTIVITY not in body else ActivityLevel(body[CONF_ACTIVITY]),
        goal=Goal(body.get(CONF_GOAL, Goal.KEEP)),
    )


def as_form(person: Person) -> dict[str, Any]:
    """Return the form values of a person."""
    body = {
        CONF_BIRTH_YEAR: person.birth_year,
        CONF_SEX: person.sex,
        CONF_HEIGHT: person.height_cm,
        CONF_WEIGHT: person.weight_kg,
        CONF_PORTION: person.portion,
        CONF_ACTIVITY: person.activity,
        CONF_GOAL: person.goal,
    }
    form = {
        CONF_NAME: person.name,
        CONF_GUEST: person.guest,
        CONF_NEEDS: {
            CONF_SEVERE: _of_severity(person, Severity.SEVERE),
            CONF_MILD: _of_severity(person, Severity.MILD),
            CONF_AVOIDS: list(person.avoids),
            CONF_DIETS: sorted(person.diets),
            CONF_DISLIKES: list(person.dislikes),
            CONF_FAVORITES: list(person.favorites),
        },
        CONF_BODY: {key: value for key, value in body.items() if value is not None},
    }
    if person.home_assistant_person is not None:
        form[CONF_HOME_ASSISTANT_PERSON] = person.home_assistant_person
    return form


def _of_severity(person: Person, severity: Severity) -> list[str]:
    return sorted(allergen.value for allergen, told in person.allergens.items() if told is severity)


SUBENTRY_FLOWS: Final[Mapping[str, Mapping[str, type[ConfigSubentryFlow]]]] = {
    EntryKind.KITCHEN: {SUBENTRY_PERSON: PersonFlow}
}
"""The flows of the types of subentries, by kind of entry."""
