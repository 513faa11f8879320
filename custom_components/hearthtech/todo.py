"""The shopping list and the preparations of planned meals as to-do list entities."""

from datetime import timedelta
from typing import Final, override

from homeassistant.components.todo.const import TodoItemStatus, TodoListEntityFeature
from homeassistant.components.todo.entity import TodoItem, TodoListEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.event import async_track_time_change
from homeassistant.util import dt as dt_util

from .entities.book_entity import BookEntity
from .entities.kitchen_device import kitchen_device
from .errors import translated_errors, user_error
from .kitchen.changes import Change, ChangeKind
from .kitchen.meal_plan.preparation_service import PREPARATION_CHANGES, MealPreparation, preparation_title
from .kitchen.shopping.shopping_list import ShoppingItem
from .kitchen.shopping.shown_items import ShownItem
from .models import KitchenConfigEntry

PARALLEL_UPDATES = 0
PREPARED_DAYS: Final = 14
"""Days ahead in the list of preparations."""


async def async_setup_entry(
    hass: HomeAssistant,
    entry: KitchenConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the shopping list of the kitchen, and what is to be prepared for planned meals."""
    async_add_entities([ShoppingList(entry), PreparationList(entry)])


def as_todo(item: ShoppingItem, shown: ShownItem) -> TodoItem:
    """Convert an item of the shopping list to a to-do item; its description has the note, packages and the purpose."""
    told = [part for part in (item.note, *_added_lines(item, shown)) if part]
    return TodoItem(
        uid=item.id,
        summary=shown.line,
        status=TodoItemStatus.COMPLETED if item.bought else TodoItemStatus.NEEDS_ACTION,
        description="\n".join(told) or None,
    )


def _added_lines(item: ShoppingItem, shown: ShownItem) -> tuple[str, str]:
    """The lines of a description that the kitchen writes: the packages to buy, and the dishes it is for."""
    return shown.packages, ", ".join(dict.fromkeys(source.name for source in item.sources if source.name))


def as_task(one: MealPreparation, language: str) -> TodoItem:
    """Convert a preparation to a to-do item; the description is the sentence of the recipe."""
    return TodoItem(
        uid=one.id,
        summary=preparation_title(one, language),
        status=TodoItemStatus.COMPLETED if one.done else TodoItemStatus.NEEDS_ACTION,
        due=dt_util.as_local(one.begin_at),
        description=one.words or None,
    )


class ShoppingList(BookEntity, TodoListEntity):
    """To-do list entity of the shopping list."""

    _attr_translation_key = "shopping_list"
    _attr_supported_features = (
        TodoListEntityFeature.CREATE_TODO_ITEM
        | TodoListEntityFeature.UPDATE_TODO_ITEM
        | TodoListEntityFeature.DELETE_TODO_ITEM
        | TodoListEntityFeature.MOVE_TODO_ITEM
        | TodoListEntityFeature.SET_DESCRIPTION_ON_ITEM
    )

    def __init__(self, entry: KitchenConfigEntry) -> None:
        """Attach the entity to the device of the kitchen."""
        self._kitchen = entry.runtime_data
        self._shown: dict[str, TodoItem] = {}
        self._added: dict[str, tuple[str, str]] = {}
        """The lines of descriptions by item that are not part of its note."""
        self._attr_unique_id = f"{entry.entry_id}_shopping_list"
        self._attr_device_info = kitchen_device(entry)

    @override
    async def async_added_to_hass(self) -> None:
        """Subscribe to changes of the list."""
        self.async_on_remove(self._kitchen.subscribe(self._changed))
        await self.update_from_book()

    @override
    async def async_create_todo_item(self, item: TodoItem) -> None:
        """Add an item as typed, for example `2 kg flour`."""
        with translated_errors():
            await self._kitchen.shopping.add(item.summary or "", note=item.description or "")
        await self.update_from_book()

    @override
    async def async_update_todo_item(self, item: TodoItem) -> None:
        """Change an item, or mark it as bought."""
        shown = self._shown.get(item.uid or "")
        if shown is None:
            raise user_error("kitchen_shopping_item_not_found", what=item.summary or "")
        with translated_errors():
            await self._kitchen.shopping.change(
                shown.uid or "",
                words=item.summary if item.summary != shown.summary else None,
                note=self._note(item) if item.description != shown.description else None,
                bought=item.status == TodoItemStatus.COMPLETED,
            )
        await self.update_from_book()

    def _note(self, item: TodoItem) -> str:
        """The note of an item whose description somebody has changed."""
        added = self._added.get(item.uid or "", ())
        return "\n".join(line for line in (item.description or "").splitlines() if line not in added)

    @override
    async def async_delete_todo_items(self, uids: list[str]) -> None:
        """Remove items."""
        with translated_errors():
            await self._kitchen.shopping.remove(uids)
        await self.update_from_book()

    @override
    async def async_move_todo_item(self, uid: str, previous_uid: str | None = None) -> None:
        """Move an item behind another one, or to the first place."""
        with translated_errors():
            await self._kitchen.shopping.move(uid, previous_uid)
        await self.update_from_book()

    @callback
    def _changed(self, change: Change) -> None:
        if change.kind is ChangeKind.SHOPPING_CHANGED:
            self.update_soon()

    @override
    async def read_book(self) -> list[TodoItem]:
        items = await self._kitchen.shopping.items()
        shown = await self._kitchen.shopping.shown(items)
        self._added = {item.id: _added_lines(item, shown[item.id]) for item in items}
        return [as_todo(item, shown[item.id]) for item in items]

    @override
    def show_book(self, found: list[TodoItem]) -> None:
        self._shown = {item.uid or "": item for item in found}
        self._attr_todo_items = found


class PreparationList(BookEntity, TodoListEntity):
    """To-do list entity of what is done before the meals of the coming days; it moves with the plan."""

    _attr_translation_key = "preparations"
    _attr_supported_features = TodoListEntityFeature.UPDATE_TODO_ITEM

    def __init__(self, entry: KitchenConfigEntry) -> None:
        """Attach the entity to the device of the kitchen."""
        self._kitchen = entry.runtime_data
        self._attr_unique_id = f"{entry.entry_id}_preparations"
        self._attr_device_info = kitchen_device(entry)

    @override
    async def async_added_to_hass(self) -> None:
        """Subscribe to changes of the plan and of recipes; the days of the list move every hour."""
        self.async_on_remove(self._kitchen.subscribe(self._changed))
        self.async_on_remove(async_track_time_change(self.hass, self.update_from_book, minute=0, second=30))
        await self.update_from_book()

    @override
    async def async_update_todo_item(self, item: TodoItem) -> None:
        """Mark a preparation as done, or as open again."""
        with translated_errors():
            await self._kitchen.preparations.mark(
                item.uid or "", done=item.status == TodoItemStatus.COMPLETED
            )
        await self.update_from_book()

    @callback
    def _changed(self, change: Change) -> None:
        if change.kind in PREPARATION_CHANGES:
            self.update_soon()

    @override
    async def read_book(self) -> list[TodoItem]:
        today = dt_util.now().date()
        start = dt_util.start_of_local_day(today - timedelta(days=1))
        end = dt_util.start_of_local_day(today + timedelta(days=PREPARED_DAYS))
        language = self.hass.config.language.partition("-")[0]
        return [as_task(one, language) for one in await self._kitchen.preparations.between(start, end)]

    @override
    def show_book(self, found: list[TodoItem]) -> None:
        self._attr_todo_items = found
