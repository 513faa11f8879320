"""Voice assistants of Home Assistant ("pipelines") that the kitchen answers first, changed in place and restored.

The dialog of Assist remembers the pipeline that was used last, and satellites choose theirs by name; so chosen pipelines
keep their identity, and only their conversation agent is changed. What the agent was before, and whether local intents
were preferred, is stored: sentences that do not concern the kitchen go there, and it is restored when the kitchen is
removed or disabled, or the pipeline is no longer chosen.
"""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
import hashlib
from types import ModuleType
from typing import Any, Final, cast

from homeassistant.components.conversation import HOME_ASSISTANT_AGENT
from homeassistant.components.conversation.const import DOMAIN as CONVERSATION_DOMAIN
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.storage import Store
from homeassistant.loader import async_get_integration
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

ASSIST_PIPELINE: Final = "assist_pipeline"
AGENT_UNIQUE_ID: Final = f"{DOMAIN}_conversation"
STORE_VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerAgent:
    """Where the sentences of a pipeline went before the kitchen answered them."""

    engine: str = HOME_ASSISTANT_AGENT
    """The conversation agent: the registry id of an entity, so that it may be renamed, or the id of another agent."""
    prefer_local: bool = False
    """Whether local intents were tried first."""

    @property
    def unique_id(self) -> str:
        """The unique id of the kitchen's conversation entity that passes sentences on to this agent."""
        if self.engine == HOME_ASSISTANT_AGENT:
            # Local intents are those of this agent.
            return AGENT_UNIQUE_ID
        name = hashlib.sha256(f"{self.engine} {self.prefer_local}".encode()).hexdigest()[:12]
        return f"{AGENT_UNIQUE_ID}_{name}"

    def agent_id(self, hass: HomeAssistant) -> str:
        """Return the present id of the conversation agent."""
        return er.async_resolve_entity_id(er.async_get(hass), self.engine) or self.engine


class PipelineSwitch:
    """Switches pipelines to the kitchen and back. One for each Home Assistant."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Create the switch; `load` reads what was stored."""
        self._hass = hass
        self._store: Store[dict[str, dict[str, Any]]] = Store(
            hass, STORE_VERSION, f"{DOMAIN}.{ASSIST_PIPELINE}"
        )
        self._former: dict[str, FormerAgent] | None = None
        self.add_agents: Callable[[Collection[FormerAgent]], Awaitable[None]] | None = None
        """Adds the conversation entities that pass on to these agents; set while the platform is loaded."""

    async def load(self) -> Mapping[str, FormerAgent]:
        """Return the former agents of the switched pipelines, by the id of the pipeline."""
        if self._former is None:
            stored = await self._store.async_load() or {}
            self._former = {
                pipeline_id: FormerAgent(engine=str(one["engine"]), prefer_local=bool(one["prefer_local"]))
                for pipeline_id, one in stored.items()
            }
        return self._former

    async def prepare(self, wanted: Collection[str]) -> set[FormerAgent]:
        """Store the present agents of the chosen pipelines. Returns all former agents, each of which needs an entity."""
        former = dict(await self.load())
        if (assist := await self._assist()) is not None:
            ours = self._our_entities()
            for pipeline in assist.async_get_pipelines(self._hass):
                if pipeline.id in wanted and pipeline.conversation_engine not in ours:
                    former[pipeline.id] = FormerAgent(
                        engine=self._lasting_id(pipeline.conversation_engine),
                        prefer_local=pipeline.prefer_local_intents,
                    )
        await self._keep(former)
        return set(former.values())

    async def switch(self, wanted: Collection[str]) -> None:
        """Let the kitchen answer the chosen pipelines, and restore all others. Its entities have to exist."""
        if (assist := await self._assist()) is None:
            return
        registry = er.async_get(self._hass)
        former = dict(await self.load())
        for pipeline in assist.async_get_pipelines(self._hass):
            if (before := former.get(pipeline.id)) is None:
                continue
            if pipeline.id not in wanted:
                await self._restore(assist, pipeline, before)
                continue
            agent = registry.async_get_entity_id(CONVERSATION_DOMAIN, DOMAIN, before.unique_id)
            if agent is not None and (pipeline.conversation_engine, pipeline.prefer_local_intents) != (
                agent,
                False,
            ):
                await assist.async_update_pipeline(
                    self._hass, pipeline, conversation_engine=agent, prefer_local_intents=False
                )
        await self._keep({key: before for key, before in former.items() if key in wanted})

    async def choose(self, wanted: Collection[str]) -> None:
        """Let the kitchen answer exactly the chosen pipelines. Without entities, only restore the others."""
        former = await self.prepare(wanted)
        if self.add_agents is not None:
            await self.add_agents(former)
        await self.switch(wanted)

    async def restore(self) -> None:
        """Restore all switched pipelines. One that a person has changed since then is left as it is."""
        await self.switch(())

    async def _restore(self, assist: ModuleType, pipeline: Any, before: FormerAgent) -> None:
        if pipeline.conversation_engine in self._our_entities():
            await assist.async_update_pipeline(
                self._hass,
                pipeline,
                conversation_engine=before.agent_id(self._hass),
                prefer_local_intents=before.prefer_local,
            )

    async def follow_rename(self, before: str, now: str) -> None:
        """Change the pipelines that use an entity of the kitchen under its former id."""
        if (assist := await self._assist()) is None:
            return
        for pipeline in assist.async_get_pipelines(self._hass):
            if pipeline.conversation_engine == before:
                await assist.async_update_pipeline(self._hass, pipeline, conversation_engine=now)

    async def choices(self) -> dict[str, str]:
        """Return the names of all pipelines by id, the preferred one first; empty without Assist."""
        if (assist := await self._assist()) is None:
            return {}
        preferred = assist.async_get_pipeline(self._hass).id
        pipelines = assist.async_get_pipelines(self._hass)
        return {one.id: one.name for one in sorted(pipelines, key=lambda one: one.id != preferred)}

    async def answers_any(self) -> bool:
        """Whether a pipeline uses the kitchen already, chosen here or by hand in the settings of Home Assistant."""
        if (assist := await self._assist()) is None:
            return False
        ours = self._our_entities()
        return any(one.conversation_engine in ours for one in assist.async_get_pipelines(self._hass))

    async def _assist(self) -> ModuleType | None:
        """Return the integration of pipelines; `None` if this home does not use it.

        Not imported at the top: a home without it does not have its packages.
        """
        if ASSIST_PIPELINE not in self._hass.config.components:
            return None
        integration = await async_get_integration(self._hass, ASSIST_PIPELINE)
        assist = cast(ModuleType, await integration.async_get_component())
        await assist.async_setup_pipeline_store(self._hass)
        return assist

    async def _keep(self, former: dict[str, FormerAgent]) -> None:
        if former != self._former:
            self._former = former
            await self._store.async_save({key: asdict(before) for key, before in former.items()})

    @callback
    def _our_entities(self) -> set[str]:
        """Return the ids of the kitchen's conversation entities, also if they are not loaded."""
        return {
            entry.entity_id
            for entry in er.async_get(self._hass).entities.values()
            if entry.platform == DOMAIN and entry.domain == CONVERSATION_DOMAIN
        }

    @callback
    def _lasting_id(self, engine: str) -> str:
        entry = er.async_get(self._hass).async_get(engine) if engine != HOME_ASSISTANT_AGENT else None
        return engine if entry is None else entry.id


_SWITCH: HassKey[PipelineSwitch] = HassKey(f"{DOMAIN}_pipeline_switch")


@callback
def pipeline_switch(hass: HomeAssistant) -> PipelineSwitch:
    """Return the switch of pipelines, creating it on first use."""
    if _SWITCH not in hass.data:
        hass.data[_SWITCH] = PipelineSwitch(hass)
    return hass.data[_SWITCH]


def agents_by_unique_id(former: Iterable[FormerAgent]) -> dict[str, FormerAgent]:
    """Return the agents to which the kitchen's conversation entities pass on, by the unique id of the entity."""
    return {FormerAgent().unique_id: FormerAgent()} | {before.unique_id: before for before in former}
