"""Service of recorded cookings: list, edit, compare, sign and erase them. Every method may raise `KitchenError`."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection

from ..changes import ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..household.model import EditedRecording
from ..household.phase_checks import LONGEST_NAME, checked_words
from ..household.records import find_record, put_record
from ..recipes.cooking_log import Cooking
from ..recipes.model import Recipe
from ..recipes.notes_service import RecipeNoteService
from ..recipes.service import RecipeService
from ..recipes.words import name_key
from ..storage.times import to_text
from .events import Event, Opened
from .learn.draft import Draft
from .learn.messages import words_of
from .learn.phase_draft import Analysis, analysis_of, draft_of_phases, steps_of_phases
from .learn.phase_edits import EditedMeanwhileError, RecordingEdit, apply_edit
from .learn.recording import recording_of
from .learn.recording_merge import merge_drafts
from .manager import CookingSessions
from .recording_view import Comparison, RecordingView, compared, recording_view
from .recordings import RecordedCooking, erase_recording, find_recording, recorded_cookings, with_edit

KEPT: Final = 6
"""Number of analyzed recordings in memory."""
MOST_COMPARED: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class EditResult:
    """The recording after an edit. `conflict`: somebody else was first, and nothing was changed."""

    view: RecordingView
    conflict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignResult:
    """The recipe of a signed recording; `None` if the recording was changed after it was seen."""

    recipe: Recipe | None


class RecordingService:
    """Recorded cookings, as the household edits and signs them."""

    def __init__(
        self,
        context: KitchenContext,
        notes: RecipeNoteService,
        recipes: RecipeService,
        sessions: CookingSessions,
    ) -> None:
        self._context = context
        self._notes = notes
        self._recipes = recipes
        self._sessions = sessions
        self._analyses: OrderedDict[str, tuple[RecordedCooking, Analysis]] = OrderedDict()
        self._signing = asyncio.Lock()

    async def list(self) -> tuple[RecordedCooking, ...]:
        """The recorded cookings, newest first; running ones too."""
        return tuple(await self._context.store.read(recorded_cookings))

    async def get(self, recording_id: str, *, language: str = "en") -> RecordingView:
        """A recording with its trace and its steps in words of a language. Raises `SESSION_NOT_FOUND`."""
        entry, analysis = await self._analysis(recording_id)
        return await self._view(entry, await self._record(entry, analysis), analysis, language)

    async def edit(
        self, recording_id: str, edit: RecordingEdit, *, language: str = "en", actor: str = ""
    ) -> EditResult:
        """Apply an edit. Raises `SESSION_NOT_FOUND`, or `INVALID` when it can't be, or the recording still runs."""
        entry, analysis = await self._analysis(recording_id)
        self._require_ended(entry)

        def work(book: Connection) -> tuple[EditedRecording, bool, bool]:
            known = find_record(book, EditedRecording, recording_id)
            record = known or _begun(entry, analysis)
            try:
                changed = apply_edit(
                    record,
                    edit,
                    length_s=analysis.length_s,
                    measure=analysis.measure,
                    found=analysis.phases,
                )
            except EditedMeanwhileError:
                return record, True, False
            if changed is record:
                return record, False, False
            return put_record(book, changed, self._context.clock.now()), False, True

        record, conflict, changed = await self._context.store.write(work)
        if changed:
            self._publish(recording_id, actor)
        return EditResult(view=await self._view(entry, record, analysis, language), conflict=conflict)

    async def compare(self, recording_ids: Sequence[str], *, language: str = "en") -> Comparison:
        """Several recordings of one dish side by side; the first one decides on the steps.

        Raises `SESSION_NOT_FOUND`, or `INVALID` for a recording without steps.
        """
        ids = self._checked_ids(recording_ids)
        drafts, cooks, phases = await self._drafts(ids, language)
        return await asyncio.to_thread(compared, cooks, drafts, phases)

    async def sign(
        self,
        recording_ids: Sequence[str],
        *,
        version: int,
        cook: str,
        recipe_id: str = "",
        language: str = "en",
        actor: str = "",
    ) -> SignResult:
        """Sign the first recording, with the tolerances of the others: it becomes a recipe.

        With `recipe_id` it becomes the next version of that recipe: with its steps, and all else as it was. `version` is
        that of the recording as its signer saw it. Raises `SESSION_NOT_FOUND`, `RECIPE_NOT_FOUND`, or `INVALID`.
        """
        ids = self._checked_ids(recording_ids)
        cook = " ".join(checked_words("by", cook, LONGEST_NAME, empty=False).split())
        async with self._signing:
            entry, analysis = await self._analysis(ids[0])
            self._require_ended(entry)
            record = await self._record(entry, analysis)
            if record.version != version:
                return SignResult(recipe=None)
            drafts, cooks, _ = await self._drafts(ids, language)
            recipe = await self._save(_signed(drafts, cook, self._context.clock.now()), recipe_id, actor)
            await self._log(recipe, cooks, cook)

            def work(book: Connection) -> None:
                newest = find_record(book, EditedRecording, ids[0]) or record
                signed = replace(
                    newest,
                    version=newest.version + 1,
                    cook=newest.cook or cook,
                    recipe_id=recipe.id,
                    signed_by=cook,
                    signed_at=to_text(self._context.clock.now()),
                )
                put_record(book, signed, self._context.clock.now())

            await self._context.store.write(work)
        self._publish(ids[0], actor)
        return SignResult(recipe=recipe)

    async def find(self, recording_id: str) -> RecordedCooking:
        """The entry of a recording, without its length; also of one whose trace is damaged. Raises `SESSION_NOT_FOUND`."""
        found = await self._context.store.read(lambda book: find_recording(book, recording_id))
        if found is None:
            raise KitchenError(ErrorCode.SESSION_NOT_FOUND, session=recording_id)
        return found

    async def erase(self, recording_id: str, *, actor: str = "") -> RecordedCooking:
        """Delete a recording with its trace and its edits; the recipe that it became stays. This can't be undone.

        Returns its entry as it was. Raises `SESSION_NOT_FOUND`, or `INVALID` while it is being recorded.
        """

        def work(book: Connection) -> RecordedCooking:
            entry = find_recording(book, recording_id)
            if entry is None:
                raise KitchenError(ErrorCode.SESSION_NOT_FOUND, session=recording_id)
            # A session whose records are damaged never ends.
            if recording_id not in self._sessions.damaged:
                self._require_ended(entry)
            erase_recording(book, recording_id)
            return entry

        async with self._signing:
            erased = await self._context.store.write(work)
            self._sessions.forget(recording_id)
            for key in [key for key, (entry, _) in self._analyses.items() if entry.id == recording_id]:
                del self._analyses[key]
        self._publish(recording_id, actor)
        return erased

    async def _save(self, signed: Recipe, recipe_id: str, actor: str) -> Recipe:
        if not recipe_id:
            return await self._recipes.add(signed, actor=actor)
        newest = await self._recipes.get(recipe_id)
        changed = replace(newest, steps=signed.steps, cook_time_s=signed.cook_time_s or newest.cook_time_s)
        return await self._recipes.edit(changed, actor=actor, reason=signed.story)

    async def _log(self, recipe: Recipe, cooks: Sequence[RecordedCooking], signer: str) -> None:
        """Add the recordings to the cooking log of their recipe, so that cook mode can show their trace."""
        known = {cooking.session_id for cooking in await self._notes.cookings(recipe.id)}
        for entry in cooks:
            if entry.id not in known:
                cooking = Cooking(
                    recipe_id=recipe.id,
                    version=recipe.version,
                    cooked_at=_moment(entry.started_at) or self._context.clock.now(),
                    session_id=entry.id,
                    cook=entry.cook or signer,
                )
                await self._notes.write_cooking(cooking)

    async def _drafts(
        self, ids: Sequence[str], language: str
    ) -> tuple[tuple[Draft, ...], tuple[RecordedCooking, ...], tuple[str, ...]]:
        """The drafts of recordings, and the phases of the steps of the first."""
        drafts: list[Draft] = []
        cooks: list[RecordedCooking] = []
        phases: tuple[str, ...] = ()
        for recording_id in ids:
            entry, analysis = await self._analysis(recording_id)
            record = await self._record(entry, analysis)
            steps = await asyncio.to_thread(steps_of_phases, analysis, record.phases, language=language)
            try:
                drafts.append(draft_of_phases(analysis, steps, name=record.name, language=language))
            except ValueError as error:
                raise KitchenError(ErrorCode.INVALID, session=recording_id, reason=str(error)) from error
            cooks.append(with_edit(entry, record))
            phases = phases or tuple(one.phase.id for one in steps if one.step is not None)
        return tuple(drafts), tuple(cooks), phases

    async def _analysis(self, recording_id: str) -> tuple[RecordedCooking, Analysis]:
        """A recording and what was found in it. That of an ended one is kept: it does not change any more."""
        boiling_c = self._context.locale.boiling_c
        key = f"{recording_id} {boiling_c:.1f}"
        found = self._analyses.get(key)
        if found is None:
            events = await self._sessions.events(recording_id)
            found = self._entry(recording_id, events), await asyncio.to_thread(_analyze, events, boiling_c)
        if not found[0].running:
            self._analyses[key] = found
            self._analyses.move_to_end(key)
            while len(self._analyses) > KEPT:
                self._analyses.popitem(last=False)
        return found

    def _entry(self, recording_id: str, events: Sequence[Event]) -> RecordedCooking:
        opened = next((event for event in events if isinstance(event, Opened) and event.dishes), None)
        if opened is None:
            raise KitchenError(ErrorCode.SESSION_NOT_FOUND, session=recording_id)
        dish = opened.dishes[0]
        return RecordedCooking(
            id=recording_id,
            name=dish.name,
            started_at=opened.wall,
            length_s=events[-1].at - events[0].at,
            running=any(session.id == recording_id for session in self._sessions.active),
            burner_id=dish.burner_id or "",
        )

    async def _record(self, entry: RecordedCooking, analysis: Analysis) -> EditedRecording:
        known = await self._context.store.read(lambda book: find_record(book, EditedRecording, entry.id))
        return known or _begun(entry, analysis)

    async def _view(
        self, entry: RecordedCooking, record: EditedRecording, analysis: Analysis, language: str
    ) -> RecordingView:
        names = await self._recipes.names() if record.recipe_id else {}
        wanted = name_key(record.name)
        others = [one for one in await self.list() if one.id != entry.id and name_key(one.name) == wanted]
        trace = analysis.trace
        return await asyncio.to_thread(
            recording_view,
            with_edit(entry, record) if record.version else entry,
            record,
            analysis,
            language=language,
            recipe_name=names.get(record.recipe_id, ""),
            others=others,
            note="" if trace is None else trace.note(words_of(language)),
        )

    def _publish(self, recording_id: str, actor: str) -> None:
        self._context.publish(ChangeKind.HOUSEHOLD_CHANGED, recording_id, actor, record="recording")

    @staticmethod
    def _require_ended(entry: RecordedCooking) -> None:
        if entry.running:
            raise KitchenError(ErrorCode.INVALID, session=entry.id, reason="it is still being recorded")

    @staticmethod
    def _checked_ids(recording_ids: Sequence[str]) -> tuple[str, ...]:
        ids = tuple(dict.fromkeys(recording_ids))
        if not 1 <= len(ids) <= MOST_COMPARED:
            raise KitchenError(ErrorCode.INVALID, field="recordings", reason=f"1 to {MOST_COMPARED}")
        return ids


def _begun(entry: RecordedCooking, analysis: Analysis) -> EditedRecording:
    """The record of a recording that nobody has edited yet; it is stored with the first edit."""
    name = "".join(letter if letter.isprintable() else " " for letter in entry.name)
    return EditedRecording(
        id=entry.id,
        name=" ".join(name.split())[:LONGEST_NAME] or "?",
        version=0,
        made=len(analysis.phases),
        phases=analysis.phases,
    )


def _moment(text: str) -> datetime | None:
    """A moment of a journal, which may be of another kitchen; `None` if it is damaged."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _analyze(events: Sequence[Event], boiling_c: float) -> Analysis:
    # numpy is loaded here, in a thread, and only if it is needed.
    opened = next(event for event in events if isinstance(event, Opened))
    return analysis_of(recording_of(events, opened.dishes[0].id), boiling_c)


def _signed(drafts: Sequence[Draft], cook: str, now: datetime) -> Recipe:
    try:
        return merge_drafts(drafts, edited=drafts[0]).sign(cook=cook, at=now)
    except ValueError as error:
        raise KitchenError(ErrorCode.INVALID, reason=str(error)) from error
