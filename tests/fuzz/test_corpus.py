"""Every reader of outside text and every protocol survives the kept corpus and random changes of it."""

import random

from hypothesis import given, settings, strategies as st
import pytest

from tools.fuzz.corpus import CORPUS, kept
from tools.fuzz.targets import LONGEST, TARGETS, Target

CHANGES = 60
"""Changed inputs of each reader; `script/bench fuzz` tries many more."""


def changed(data: bytes, chance: random.Random) -> bytes:
    """An input with some bytes changed, removed, repeated or inserted."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(made) + 1)
        length = chance.randint(1, 12)
        what = chance.randrange(4)
        if what == 0:
            made[at : at + 1] = bytes([chance.randrange(256)])
        elif what == 1:
            del made[at : at + length]
        elif what == 2:
            made[at:at] = made[at : at + length] * chance.randint(1, 40)
        else:
            made[at:at] = chance.choice(
                [
                    b"1e400",
                    b"NaN",
                    b'"',
                    b"{",
                    b"\xff",
                    b"\x00",
                    "½".encode(),
                    "٢".encode(),
                    b"<!--",
                    b"[",
                    b"-1",
                    b"\n",
                ]
            )
    return bytes(made[:LONGEST])


@pytest.mark.parametrize("name", TARGETS)
def test_kept_inputs(name: str) -> None:
    inputs = kept(name)
    assert inputs
    for data in inputs:
        TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
def test_changed_inputs(name: str) -> None:
    chance = random.Random(name)
    inputs = kept(name)
    for _ in range(CHANGES):
        TARGETS[name](changed(chance.choice(inputs), chance))


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=300))
@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes(name: str, data: bytes) -> None:
    TARGETS[name](data)


def test_each_folder_of_the_corpus_has_a_reader() -> None:
    assert {path.name for path in CORPUS.iterdir() if path.is_dir()} <= set(TARGETS)


def test_an_undeclared_error_is_a_fault() -> None:
    def read(data: bytes) -> None:
        if b"x" in data:
            raise KeyError(data)
        raise ValueError

    target = Target(read, (ValueError,))
    target(b"a")
    with pytest.raises(KeyError):
        target(b"x")
