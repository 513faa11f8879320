"""Several workers behind one broker: no message is answered twice, and none never.

MQTT 5 shared subscriptions hand each message to one worker. That alone loses what a killed worker had taken. So
every worker also sees every message, and before one works on it, it claims it on a topic that all of them read.
The broker puts all claims in one order, the same for everybody: a claim is a compare-and-set on the owner of a job,
and the first one wins everywhere at once. A worker's MQTT last will tells the others that it is gone, after
everything it had still published; whoever claims its open jobs first takes them over.

The claim carries a request number that a successor keeps, by which Home Assistant gives a question that was already
asked its first answer instead of acting again.

When the connection was lost, with it the order is lost: what was open then is claimed anew. Whoever knows that it was
answered meanwhile says so, and the winner waits for that a moment before it works.

Pure logic: messages go out through `send`, work through `perform`, time is handed in.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

UNCLAIMED_S = 0.3
"""A job that nobody claimed for so long was handed to a worker that is gone."""
OWNER_ANSWERS_WITHIN_S = 1.6
"""An owner that took longer keeps silent,"""
STUCK_S = 1.75
"""because now another may say that the kitchen does not answer."""
RESUME_WITHIN_S = 10.0
"""What was asked longer before the connection came back is of no use any more."""
OBJECT_WITHIN_S = 0.25
"""Others have so long to say that a job claimed anew was answered already."""
MAX_JOBS = 10_000
FORGET_S = 30.0

type Send = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Work[Job]:
    """A job that is this worker's now. `is_rescue`: its owner hangs, so only a sentence is owed."""

    key: str
    job: Job
    request: str
    is_rescue: bool = False


@dataclass(slots=True)
class _Open[Job]:
    job: Job
    session: str | None
    seen: float
    owner: str | None = None
    request: str = ""
    owned_since: float = 0.0
    asked_for: float | None = None
    """When this worker last claimed it."""
    resumed: bool = False
    """It was open when the connection was lost."""
    begins: float | None = None
    """When this worker, which won it anew, may begin."""


class Crew[Job]:
    """One worker's view of who works on what, equal for all workers, as all see the same order.

    A job's key is the same for every worker, and no two open jobs have the same.
    """

    def __init__(self, worker: str, send: Send, perform: Callable[[Work[Job]], None]) -> None:
        self._worker = worker
        self._send = send
        self._perform = perform
        self._jobs: OrderedDict[str, _Open[Job]] = OrderedDict()
        self._living: set[str] = set()
        self._answered: OrderedDict[str, float] = OrderedDict()
        """Jobs that were answered lately, and when this worker learned of it."""

    @property
    def open_jobs(self) -> int:
        """How many jobs wait for their answer."""
        return len(self._jobs)

    def knows(self, key: str) -> bool:
        """Whether this job is open."""
        return key in self._jobs

    def seen(self, key: str, job: Job, now: float, *, session: str | None = None) -> None:
        """A message that all workers see asks for an answer."""
        if key in self._jobs:
            return
        self._answered.pop(key, None)
        self._jobs[key] = _Open(job, session, now)
        while len(self._jobs) > MAX_JOBS:
            self._jobs.popitem(last=False)

    def assigned(self, key: str, now: float) -> None:
        """The broker handed the message to this worker: claim it."""
        known = self._jobs.get(key)
        if known is not None and known.owner is None:
            self._claim(key, known, now)

    def heard(self, claim: dict[str, Any], now: float) -> None:
        """A claim came back in the order that holds for all; work if it is this worker's and won."""
        key, worker, request = claim.get("job"), claim.get("by"), claim.get("request")
        if not isinstance(key, str) or not isinstance(worker, str):
            return
        known = self._jobs.get(key)
        if known is None:
            if claim.get("resume") is True and key in self._answered:
                self._send({"job": key, "by": self._worker, "answered": True})
            return
        if claim.get("answered") is True or (claim.get("done") is True and known.owner == worker):
            self._close(key, now)
            return
        if claim.get("done") is True:
            return
        if claim.get("taken") is True:
            if worker != self._worker and known.owner in {None, self._worker} and isinstance(request, str):
                known.owner, known.request, known.owned_since, known.begins = worker, request, now, None
            return
        if claim.get("resume") is True and known.owner == self._worker != worker:
            self._send({"job": key, "by": self._worker, "taken": True, "request": known.request})
            return
        if known.owner != claim.get("over") or not isinstance(request, str):
            return
        known.owner, known.request, known.owned_since = worker, request, now
        if worker == self._worker and claim.get("resume") is True:
            known.begins = now + OBJECT_WITHIN_S
        elif worker == self._worker:
            self._perform(Work(key, known.job, request, claim.get("rescue") is True))

    def closed(self, session: str, now: float) -> None:
        """The session was answered, or nobody waits for it any more."""
        for key in [key for key, known in self._jobs.items() if known.session == session]:
            self._close(key, now)

    def finished(self, work: Work[Job], now: float) -> None:
        """This worker did a job; the others see that by the answer only if it is one of a session."""
        known = self._close(work.key, now)
        if known is not None and known.session is None:
            self._send({"job": work.key, "by": self._worker, "done": True})

    def may_answer(self, work: Work[Job], now: float) -> bool:
        """Whether the answer is still this worker's to give."""
        known = self._jobs.get(work.key)
        if known is None or known.owner != self._worker or known.request != work.request:
            return False
        is_alone = not self._living - {self._worker}
        return work.is_rescue or is_alone or now - known.owned_since < OWNER_ANSWERS_WITHIN_S

    def joined(self, worker: str) -> None:
        """A worker is there."""
        self._living.add(worker)

    def left(self, worker: str, now: float) -> None:
        """A worker is gone: claim what it had not answered."""
        self._living.discard(worker)
        for key, known in list(self._jobs.items()):
            if known.owner == worker and worker != self._worker:
                self._claim(key, known, now)

    def tick(self, now: float) -> None:
        """Look for jobs that nobody took, and owners that hang. Call it some ten times a second."""
        while self._answered and now - next(iter(self._answered.values())) > FORGET_S:
            self._answered.popitem(last=False)
        for key, known in list(self._jobs.items()):
            if now - known.seen > FORGET_S:
                del self._jobs[key]
            elif known.begins is not None and known.owner == self._worker:
                if now >= known.begins:
                    known.begins, known.owned_since = None, now
                    self._perform(Work(key, known.job, known.request))
            elif known.asked_for is not None and now - known.asked_for < UNCLAIMED_S:
                continue
            elif known.owner is None and now - known.seen >= UNCLAIMED_S:
                self._claim(key, known, now)
            elif known.owner not in (None, self._worker) and now - known.owned_since >= STUCK_S:
                self._claim(key, known, now, is_rescue=True)

    def reconnected(self, now: float) -> None:
        """The connection was lost, and with it the order: what is still open is to be claimed anew."""
        self._living.clear()
        for key, known in list(self._jobs.items()):
            if now - known.seen > RESUME_WITHIN_S:
                del self._jobs[key]
                continue
            known.owner, known.asked_for, known.begins = None, None, None
            known.seen, known.resumed = now, True

    def _close(self, key: str, now: float) -> _Open[Job] | None:
        known = self._jobs.pop(key, None)
        if known is not None:
            self._answered[key] = now
            while len(self._answered) > MAX_JOBS:
                self._answered.popitem(last=False)
        return known

    def _claim(self, key: str, known: _Open[Job], now: float, *, is_rescue: bool = False) -> None:
        known.asked_for = now
        claim: dict[str, Any] = {
            "job": key,
            "by": self._worker,
            "over": known.owner,
            "request": known.request or uuid4().hex,
        }
        if is_rescue:
            claim["rescue"] = True
        elif known.resumed:
            claim["resume"] = True
        self._send(claim)
