"""The order of claims, tried with every mixture of losses, deaths and hangs that hypothesis can think of."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings, strategies as st

from hearthtech_skill.worker_group import (
    OWNER_ANSWERS_WITHIN_S,
    RESUME_WITHIN_S,
    STUCK_S,
    UNCLAIMED_S,
    Job,
    WorkerGroup,
)


@dataclass
class Worker:
    """A worker whose mail and work wait until the test lets them happen."""

    name: str
    crew: WorkerGroup[str] = field(init=False)
    mail: list[dict[str, Any]] = field(default_factory=list)
    work: list[Job[str]] = field(default_factory=list)
    hangs: bool = False
    is_away: bool = False
    """Its connection is lost: what it sends goes nowhere, and nothing comes."""


class Table:
    """A broker that gives everybody the same order."""

    def __init__(self, names: str) -> None:
        self.now = 0.0
        self.workers: dict[str, Worker] = {}
        self.sent: list[dict[str, Any]] = []
        self.answers: dict[str, list[str]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        worker = Worker(name)
        worker.crew = WorkerGroup(name, lambda claim: self._send(worker, claim), worker.work.append)
        self.workers[name] = worker
        for other in self.workers:
            worker.crew.joined(other)
            self.workers[other].crew.joined(name)

    def _send(self, worker: Worker, claim: dict[str, Any]) -> None:
        if not worker.is_away:
            self.sent.append(claim)

    def speak(self, key: str, to: str | None) -> None:
        """A satellite's message: all see it, one of them (or a worker already dead) gets it."""
        if all(worker.is_away for worker in self.workers.values()):
            return  # nobody heard it
        self.answers[key] = []
        for worker in self.workers.values():
            self._post(worker, {"say": key, "mine": worker.name == to})

    @staticmethod
    def _post(worker: Worker, letter: dict[str, Any]) -> None:
        if not worker.is_away:
            worker.mail.append(letter)

    def kill(self, name: str) -> None:
        victim = self.workers.pop(name)
        # What it alone had heard, because the broker lost the other copies, died with it.
        for key in [key for key, by in self.answers.items() if not by and victim.crew.knows(key)]:
            if not self._heard(key):
                del self.answers[key]
        for worker in self.workers.values():
            self._post(worker, {"left": name})

    def lose(self, name: str) -> None:
        """One worker's connection breaks: its last will is sent, and what was on the way to it is lost."""
        worker = self.workers[name]
        worker.is_away = True
        self._lose_mail(worker)
        for other in self.workers.values():
            self._post(other, {"left": name})

    def _lose_mail(self, worker: Worker) -> None:
        """What it had not read is gone; what nobody has read was never heard."""
        lost = [letter["say"] for letter in worker.mail if "say" in letter]
        worker.mail.clear()
        for key in lost:
            if not self.answers.get(key) and not self._heard(key):
                self.answers.pop(key, None)

    def _heard(self, key: str) -> bool:
        """Whether any worker knows of it, or will when it reads its mail."""
        workers = self.workers.values()
        return any(
            one.crew.knows(key) or any(letter.get("say") == key for letter in one.mail) for one in workers
        )

    def come_back(self, name: str) -> None:
        worker = self.workers[name]
        if worker.is_away:
            worker.is_away = False
            worker.crew.reconnected(self.now)
            for other in self.workers.values():
                if not other.is_away:
                    worker.crew.joined(other.name)
                    other.crew.joined(name)

    def restart(self) -> None:
        """The broker goes and comes back: every connection breaks, and no last will is sent."""
        self.sent.clear()
        for worker in self.workers.values():
            # The end of a session is told again by the dialogue manager's own notice.
            kept = [letter for letter in worker.mail if "closed" in letter]
            self._lose_mail(worker)
            worker.mail = kept
            worker.is_away = True
        for name in self.workers:
            self.come_back(name)

    def flush(self) -> None:
        """Bring out all claims, in the order in which they came."""
        sent, self.sent[:] = list(self.sent), []
        for claim in sent:
            for worker in self.workers.values():
                self._post(worker, {"claim": claim})

    def run(self, name: str, letters: int = 1000) -> None:
        """Let one worker look around and read so much of its mail."""
        worker = self.workers.get(name)
        if worker is None or worker.hangs:
            return
        worker.crew.tick(self.now)
        for _ in range(min(letters, len(worker.mail))):
            letter = worker.mail.pop(0)
            if "say" in letter:
                worker.crew.seen(letter["say"], letter["say"], self.now, session=letter["say"])
                if letter["mine"]:
                    worker.crew.assigned(letter["say"], self.now)
            elif "left" in letter:
                worker.crew.left(letter["left"], self.now)
            elif "closed" in letter:
                worker.crew.closed(letter["closed"], self.now)
            else:
                worker.crew.heard(letter["claim"], self.now)

    def answer(self, name: str) -> None:
        """Let one worker publish the answers it owes, if it still may."""
        worker = self.workers.get(name)
        if worker is None or worker.hangs:
            return
        for work in worker.work:
            if worker.is_away or not worker.crew.may_answer(work, self.now):
                continue
            self.flush()
            self.answers.setdefault(work.key, []).append(name)
            for other in self.workers.values():
                self._post(other, {"closed": work.key})
            worker.crew.finished(work, self.now)
        worker.work.clear()

    def settle(self) -> None:
        """Time passes, everybody works."""
        for name in self.workers:
            self.come_back(name)
        for _ in range(60):
            self.now += 0.1
            for name in list(self.workers):
                self.run(name)
            self.flush()
            for name in list(self.workers):
                self.run(name)
                self.answer(name)


STEPS = st.one_of(
    st.tuples(st.just("speak"), st.sampled_from(["a", "b", "c", None])),
    st.tuples(st.sampled_from(["kill", "run", "read one", "answer"]), st.sampled_from("abcd")),
    st.tuples(st.sampled_from(["lose", "come back"]), st.sampled_from("abc")),
    st.tuples(st.sampled_from(["flush", "wait", "restart"]), st.none()),
)


@settings(max_examples=500, deadline=None)
@given(st.lists(STEPS, max_size=60))
def test_every_message_is_answered_exactly_once(steps: list[tuple[str, str | None]]) -> None:
    table = Table("abcd")  # d is never killed
    for number, (what, who) in enumerate(steps):
        match what, who:
            case "speak", _:
                table.speak(f"session-{number}", who)
            case "kill", str() if who in table.workers and who != "d":
                table.kill(who)
            case "read one", str():
                table.run(who, letters=1)
            case "run", str():
                table.run(who)
            case "answer", str():
                table.answer(who)
            case "lose", str() if who in table.workers and not table.workers[who].is_away:
                table.lose(who)
            case "come back", str() if who in table.workers:
                table.come_back(who)
            case "restart", _:
                table.restart()
            case "flush", _:
                table.flush()
            case "wait", _:
                table.now += 0.1
    table.settle()
    assert {key: len(by) for key, by in table.answers.items()} == dict.fromkeys(table.answers, 1)


def test_what_was_open_when_the_broker_restarted_is_answered_once() -> None:
    table = Table("abc")
    table.speak("s", "a")
    for name in "abc":
        table.run(name)
    table.flush()
    for name in "abc":
        table.run(name)
    assert table.workers["a"].work, "a works on it"
    table.restart()
    for _ in range(10):
        table.now += 0.1
        for name in "abc":
            table.run(name)
        table.flush()
        for name in "abc":
            table.run(name)
            assert not any(work.is_rescue for work in table.workers[name].work)
            table.answer(name)
    assert len(table.answers["s"]) == 1, "within a second, by who won it"


def test_what_was_answered_while_a_worker_was_away_is_not_answered_again() -> None:
    table = Table("ab")
    table.speak("s", "a")
    for name in "ab":
        table.run(name)
    table.flush()
    table.lose("a")
    table.run("b")
    for _ in range(6):
        table.now += 0.1
        table.run("b")
        table.flush()
        table.run("b")
        table.answer("b")
    assert table.answers["s"] == ["b"]
    table.come_back("a")
    table.settle()
    assert table.answers["s"] == ["b"]


def test_what_is_too_old_when_the_connection_is_back_is_left() -> None:
    table = Table("a")
    table.speak("s", "a")
    table.run("a")
    table.now += RESUME_WITHIN_S + 1
    table.restart()
    table.settle()
    assert table.answers["s"] == []


def test_hanging_owner_is_answered_for_and_keeps_silent_when_it_wakes() -> None:
    table = Table("ab")
    table.speak("s", "a")
    table.run("a")
    table.run("b")
    table.flush()
    table.run("a")
    table.workers["a"].hangs = True
    table.settle()
    assert table.answers["s"] == ["b"]
    table.workers["a"].hangs = False
    table.answer("a")  # before it has read its mail
    assert table.answers["s"] == ["b"]


def test_successor_asks_under_the_same_request_number() -> None:
    table = Table("ab")
    table.speak("s", "a")
    for name in "ab":
        table.run(name)
    table.flush()
    for name in "ab":
        table.run(name)
    [first] = table.workers["a"].work
    table.kill("a")
    table.run("b")
    table.flush()
    table.run("b")
    [second] = table.workers["b"].work
    assert second.request == first.request
    assert not second.is_rescue


def test_lone_worker_may_answer_late() -> None:
    table = Table("a")
    table.speak("s", "a")
    table.run("a")
    table.flush()
    table.run("a")
    table.now += 10
    table.answer("a")
    assert table.answers["s"] == ["a"]


def test_the_times_leave_room_between_owner_and_successor() -> None:
    assert UNCLAIMED_S < OWNER_ANSWERS_WITHIN_S < STUCK_S < 2.0


def test_junk_on_the_claim_topic_changes_nothing() -> None:
    table = Table("ab")
    table.speak("s", "a")
    table.run("a")
    crew = table.workers["a"].crew
    for junk in (
        {},
        {"job": 3},
        {"job": "s"},
        {"job": "s", "by": None},
        {"job": "s", "by": "b", "over": "x"},
    ):
        crew.heard(junk, 0.0)
    table.settle()
    assert table.answers["s"] == ["a"]


def test_the_second_claim_loses_even_with_who_sent_it() -> None:
    table = Table("ab")
    table.speak("s", "a")
    table.run("a")
    table.flush()  # a's claim is first in the order
    table.run("b", letters=1)
    table.now += UNCLAIMED_S
    table.run("b", letters=0)  # b has not read it, and claims too
    table.run("a")
    table.answer("a")
    for _ in range(2):
        table.run("b", letters=1)
    table.answer("b")
    assert table.answers["s"] == ["a"]
