"""The order of claims, tried with every mixture of losses, deaths and hangs that hypothesis can think of."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings, strategies as st

from hearthtech_skill.crew import OWNER_ANSWERS_WITHIN_S, STUCK_S, UNCLAIMED_S, Crew, Work


@dataclass
class Worker:
    """A worker whose mail and work wait until the test lets them happen."""

    name: str
    crew: Crew[str] = field(init=False)
    mail: list[dict[str, Any]] = field(default_factory=list)
    work: list[Work[str]] = field(default_factory=list)
    hangs: bool = False


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
        worker.crew = Crew(name, self.sent.append, worker.work.append)
        self.workers[name] = worker
        for other in self.workers:
            worker.crew.joined(other)
            self.workers[other].crew.joined(name)

    def speak(self, key: str, to: str | None) -> None:
        """A satellite's message: all see it, one of them (or a worker already dead) gets it."""
        self.answers[key] = []
        for worker in self.workers.values():
            worker.mail.append({"say": key, "mine": worker.name == to})

    def kill(self, name: str) -> None:
        del self.workers[name]
        for worker in self.workers.values():
            worker.mail.append({"left": name})

    def flush(self) -> None:
        """Bring out all claims, in the order in which they came."""
        for claim in self.sent:
            for worker in self.workers.values():
                worker.mail.append({"claim": claim})
        self.sent.clear()

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
                worker.crew.closed(letter["closed"])
            else:
                worker.crew.heard(letter["claim"], self.now)

    def answer(self, name: str) -> None:
        """Let one worker publish the answers it owes, if it still may."""
        worker = self.workers.get(name)
        if worker is None or worker.hangs:
            return
        for work in worker.work:
            if worker.crew.may_answer(work, self.now):
                self.flush()
                self.answers[work.key].append(name)
                for other in self.workers.values():
                    other.mail.append({"closed": work.key})
                worker.crew.finished(work)
        worker.work.clear()

    def settle(self) -> None:
        """Time passes, everybody works."""
        for _ in range(40):
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
    st.tuples(st.sampled_from(["flush", "wait"]), st.none()),
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
            case "flush", _:
                table.flush()
            case "wait", _:
                table.now += 0.1
    table.settle()
    assert {key: len(by) for key, by in table.answers.items()} == dict.fromkeys(table.answers, 1)


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
