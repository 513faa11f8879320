"""The shopping list as a to-do list."""

from typing import override

from homeassistant.components.todo.const import TodoItemStatus, TodoListEntityFeature
from homeassistant.components.todo.entity import TodoItem, TodoListEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .book_events import kitchen_device
from .data import KitchenConfigEntry
from .errors import translated_errors, user_error
from .kitchen.changes import Change, ChangeKind
from .kitchen.plan.shopping import ShoppingItem

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: KitchenConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the shopping list of the kitchen."""
    async_add_entities([ShoppingList(entry)])


def as_todo(item: ShoppingItem) -> TodoItem:
    """A thing to buy as the list shows it; the description tells a note and what it is for."""
    meals = dict.fromkeys(source.name for source in item.sources if source.name)
    told = [part for part in (item.note, ", ".join(meals)) if part]
    return TodoItem(
        uid=item.id,
        summary=item.words,
        status=TodoItemStatus.COMPLETED if item.bought else TodoItemStatus.NEEDS_ACTION,
        description="\n".join(told) or None,
    )


class ShoppingList(TodoListEntity):
    """What is to buy."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_translation_key = "shopping_list"
    _attr_supported_features = (
        TodoListEntityFeature.CREATE_TODO_ITEM
        | TodoListEntityFeature.UPDATE_TODO_ITEM
        | TodoListEntityFeature.DELETE_TODO_ITEM
        | TodoListEntityFeature.MOVE_TODO_ITEM
        | TodoListEntityFeature.SET_DESCRIPTION_ON_ITEM
    )

    def __init__(self, entry: KitchenConfigEntry) -> None:
        """Belong to the kitchen."""
        self._kitchen = entry.runtime_data
        self._shown: dict[str, TodoItem] = {}
        self._reads = 0
        self._attr_unique_id = f"{entry.entry_id}_shopping_list"
        self._attr_device_info = kitchen_device(entry)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the list."""
        self.async_on_remove(self._kitchen.subscribe(self._changed))
        await self._read()

    @override
    async def async_create_todo_item(self, item: TodoItem) -> None:
        """Write a thing on the list as people say it: `2 kg flour`."""
        with translated_errors():
            await self._kitchen.add_to_shopping(item.summary or "", note=item.description or "")
        await self._read()

    @override
    async def async_update_todo_item(self, item: TodoItem) -> None:
        """Rewrite a thing, or say that it is bought."""
        shown = self._shown.get(item.uid or "")
        if shown is None:
            raise user_error("kitchen_shopping_item_not_found", what=item.summary or "")
        with translated_errors():
            await self._kitchen.change_shopping(
                shown.uid or "",
                words=item.summary if item.summary != shown.summary else None,
                note=(item.description or "") if item.description != shown.description else None,
                bought=item.status == TodoItemStatus.COMPLETED,
            )
        await self._read()

    @override
    async def async_delete_todo_items(self, uids: list[str]) -> None:
        """Cross things off."""
        with translated_errors():
            await self._kitchen.remove_from_shopping(uids)
        await self._read()

    @override
    async def async_move_todo_item(self, uid: str, previous_uid: str | None = None) -> None:
        """Put a thing after another one, or first."""
        with translated_errors():
            await self._kitchen.move_in_shopping(uid, previous_uid)
        await self._read()

    @callback
    def _changed(self, change: Change) -> None:
        if change.kind is ChangeKind.SHOPPING_CHANGED:
            self.hass.async_create_task(self._read(), eager_start=True)

    async def _read(self) -> None:
        self._reads += 1
        read = self._reads
        items = [as_todo(item) for item in await self._kitchen.shopping_list()]
        if read == self._reads:
            self._shown = {item.uid or "": item for item in items}
            self._attr_todo_items = items
            self.async_write_ha_state()
