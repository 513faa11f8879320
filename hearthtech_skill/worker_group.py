"""Claim protocol for several workers on one broker: each message is answered exactly once.

MQTT 5 shared subscriptions send each message to one worker. By itself this loses the messages of a killed worker.
Therefore every worker also receives every message, and claims it, before working on it, on a topic that all of them
read. The broker delivers all claims in the same order to everybody: a claim is a compare-and-set on the owner of a job,
and the first one wins for all workers. The MQTT last will of a worker notifies the others that it is gone, after all
messages that it had published; the first worker that claims its open jobs takes them over.

A claim contains a request number that a successor keeps. With it, Home Assistant returns the first answer to a repeated
question instead of acting again.

A lost connection also loses the order of claims: jobs that were open then are claimed again. A worker that knows that
such a job was answered meanwhile objects, and the winner waits a moment for objections before it works.

Pure logic: messages are sent by `send`, work is done by `perform`, and time is a parameter.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
import re
from typing import Any
from uuid import uuid4

UNCLAIMED_S = 0.3
"""A job without a claim for this long was assigned to a worker that is gone (s)."""
OWNER_ANSWERS_WITHIN_S = 1.6
"""An owner that took longer does not answer (s),"""
STUCK_S = 1.75
"""because after this time another worker may reply that the kitchen does not answer (s)."""
RESUME_WITHIN_S = 10.0
"""A request made longer than this before the reconnection is discarded (s)."""
OBJECT_WITHIN_S = 0.25
"""Time for objections that a job which was claimed again was already answered (s)."""
MAX_JOBS = 10_000
MAX_WORKERS = 1_000
MAX_NAME = 200
"""Characters of a worker's name."""
FORGET_S = 30.0
_REQUEST = re.compile(r"[0-9A-Za-z._-]{1,64}")

type SendMessage = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Job[RequestT]:
    """A job of this worker. `is_rescue`: its first owner does not respond, so only an error sentence is spoken."""

    key: str
    job: RequestT
    request: str
    is_rescue: bool = False


@dataclass(slots=True)
class _Open[RequestT]:
    job: RequestT
    session: str | None
    seen: float
    owner: str | None = None
    request: str = ""
    owned_since: float = 0.0
    asked_for: float | None = None
    """When this worker last claimed the job."""
    resumed: bool = False
    """Whether the job was open when the connection was lost."""
    begins: float | None = None
    """When this worker may begin a job that it has claimed again."""


class WorkerGroup[RequestT]:
    """One worker's state of all jobs and their owners. It is equal in all workers, because all receive the same order.

    The key of a job is the same in every worker, and unique among open jobs.
    """

    def __init__(self, worker: str, send: SendMessage, perform: Callable[[Job[RequestT]], None]) -> None:
        self._worker = worker
        self._send = send
        self._perform = perform
        self._jobs: OrderedDict[str, _Open[RequestT]] = OrderedDict()
        self._living: set[str] = set()
        self._answered: OrderedDict[str, float] = OrderedDict()
        """Recently answered jobs, and when this worker was notified of the answer."""

    @property
    def open_jobs(self) -> int:
        """The number of jobs without an answer."""
        return len(self._jobs)

    def knows(self, key: str) -> bool:
        """Whether a job is open."""
        return key in self._jobs

    def seen(self, key: str, job: RequestT, now: float, *, session: str | None = None) -> None:
        """Called for a message that requires an answer, from the subscription of all workers."""
        if key in self._jobs:
            return
        self._answered.pop(key, None)
        self._jobs[key] = _Open(job, session, now)
        while len(self._jobs) > MAX_JOBS:
            self._jobs.popitem(last=False)

    def assigned(self, key: str, now: float) -> None:
        """Called when the broker has assigned the message to this worker: claim it."""
        known = self._jobs.get(key)
        if known is not None and known.owner is None:
            self._claim(key, known, now)

    def heard(self, claim: dict[str, Any], now: float) -> None:
        """Called for each claim, in the common order; start the work if this worker has won it."""
        key, worker, request = claim.get("job"), claim.get("by"), claim.get("request")
        if not isinstance(key, str) or not isinstance(worker, str) or len(worker) > MAX_NAME:
            return
        if request is not None and not (isinstance(request, str) and _REQUEST.fullmatch(request)):
            return  # It goes on to Home Assistant as it is.
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
            self._perform(Job(key, known.job, request, claim.get("rescue") is True))

    def closed(self, session: str, now: float) -> None:
        """Called when the session was answered, or nobody waits for an answer any more."""
        for key in [key for key, known in self._jobs.items() if known.session == session]:
            self._close(key, now)

    def finished(self, work: Job[RequestT], now: float) -> None:
        """Called when this worker has done a job.

        The other workers see that from the answer only if the job belongs to a session.
        """
        known = self._close(work.key, now)
        if known is not None and known.session is None:
            self._send({"job": work.key, "by": self._worker, "done": True})

    def may_answer(self, work: Job[RequestT], now: float) -> bool:
        """Whether this worker may still answer."""
        known = self._jobs.get(work.key)
        if known is None or known.owner != self._worker or known.request != work.request:
            return False
        is_alone = not self._living - {self._worker}
        return work.is_rescue or is_alone or now - known.owned_since < OWNER_ANSWERS_WITHIN_S

    def joined(self, worker: str) -> None:
        """Called when a worker joins."""
        if len(worker) <= MAX_NAME and len(self._living) < MAX_WORKERS:
            self._living.add(worker)

    def left(self, worker: str, now: float) -> None:
        """Called when a worker is gone: claim its unanswered jobs."""
        self._living.discard(worker)
        for key, known in list(self._jobs.items()):
            if known.owner == worker and worker != self._worker:
                self._claim(key, known, now)

    def tick(self, now: float) -> None:
        """Handle jobs without owner, and owners that do not respond. Call it about ten times per second."""
        while self._answered and now - next(iter(self._answered.values())) > FORGET_S:
            self._answered.popitem(last=False)
        for key, known in list(self._jobs.items()):
            if now - known.seen > FORGET_S:
                del self._jobs[key]
            elif known.begins is not None and known.owner == self._worker:
                if now >= known.begins:
                    known.begins, known.owned_since = None, now
                    self._perform(Job(key, known.job, known.request))
            elif known.asked_for is not None and now - known.asked_for < UNCLAIMED_S:
                continue
            elif known.owner is None and now - known.seen >= UNCLAIMED_S:
                self._claim(key, known, now)
            elif known.owner not in (None, self._worker) and now - known.owned_since >= STUCK_S:
                self._claim(key, known, now, is_rescue=True)

    def reconnected(self, now: float) -> None:
        """Called after a reconnection. The order of claims is lost, so open jobs are claimed again."""
        self._living.clear()
        for key, known in list(self._jobs.items()):
            if now - known.seen > RESUME_WITHIN_S:
                del self._jobs[key]
                continue
            known.owner, known.asked_for, known.begins = None, None, None
            known.seen, known.resumed = now, True

    def _close(self, key: str, now: float) -> _Open[RequestT] | None:
        known = self._jobs.pop(key, None)
        if known is not None:
            self._answered[key] = now
            while len(self._answered) > MAX_JOBS:
                self._answered.popitem(last=False)
        return known

    def _claim(self, key: str, known: _Open[RequestT], now: float, *, is_rescue: bool = False) -> None:
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
