"""Time and memory of recognition with many recipe names, and of changing the names.

Nothing here waits, so its processor time is the time on a free core; other programs do not count.
"""

from collections.abc import Sequence
import gc
import json
from pathlib import Path
import random
import subprocess
import sys
import time

from benchmarks.report import Goal, Table

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = 4_000


def names(count: int) -> list[str]:
    """Return different names of recipes as families use them."""
    from custom_components.hearthtech.voice.word_classes import LISTS

    chance = random.Random(99)
    whose = (
        "Grandma",
        "Aunt Rosa",
        "Papa",
        "Ida",
        "Uncle Tom",
        "Nonna",
        "Mrs Weber",
        "Jo",
        "Lena",
        "the neighbor",
    )
    found: dict[str, None] = {}
    while len(found) < count:
        dish = chance.choice(LISTS["dish"])
        style = chance.choice(LISTS["cuisine"])
        found[f"{chance.choice(whose)}'s {style} {dish} with {chance.choice(LISTS['ingredient'])}"] = None
    return list(found)


def questions(recipes: Sequence[str], count: int) -> list[str]:
    """Return test sentences: exact and similar ones, some with names of the book, some with none."""
    from tools.voice_training.examples import examples

    chance = random.Random(3)
    asked = [example.text for example in chance.sample(examples(), count // 2)]
    shapes = (
        "start {} on the front left burner",
        "what is in {}",
        "how do i make {}",
        "how many calories are in {}",
        "how long does {} take to cook please",
    )
    asked += [chance.choice(shapes).format(chance.choice(recipes)) for _ in range(count // 2)]
    chance.shuffle(asked)
    return asked


def measure(count: int) -> dict[str, float]:
    """Return milliseconds of recognition and of the longest slice of a change, and megabytes, in this process."""
    from custom_components.hearthtech.voice.recognizer import Named, Recognizer

    recipes = names(count)
    asked = questions(recipes, QUESTIONS)
    gc.collect()
    before = resident_mb()
    recognizer = Recognizer(preload=["en"])
    recognizer.prepare("en")
    recognizer.update("recipe", [Named(str(n), name) for n, name in enumerate(recipes)])
    gc.collect()
    memory = resident_mb() - before
    for text in asked[:500]:
        recognizer.recognize(text, session=True)
    taken = []
    for number, text in enumerate(asked):
        start = time.thread_time()
        recognizer.recognize(text, session=number % 2 == 0)
        taken.append(time.thread_time() - start)
    taken.sort()
    changed = [Named(str(n), f"{name} again") for n, name in enumerate(recipes)]
    slices = []
    work = recognizer.update_in_slices("recipe", changed)
    while True:
        start = time.thread_time()
        ended = next(work, 1)
        slices.append(time.thread_time() - start)
        if ended is not None:
            break
    return {
        "p50": taken[len(taken) // 2] * 1000,
        "p99": taken[int(len(taken) * 0.99)] * 1000,
        "change": max(slices) * 1000,
        "memory": memory,
    }


def resident_mb() -> float:
    """Return the memory of this process (MB)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def speed(names: Sequence[int]) -> tuple[list[Goal], Table]:
    """Measure in separate processes."""
    goals, rows = [], []
    for count in names:
        done = subprocess.run(
            [sys.executable, __file__, str(count)], capture_output=True, text=True, check=True, cwd=ROOT
        )
        found = json.loads(done.stdout)
        rows.append((count, *(round(found[name], 3) for name in ("p50", "p99", "change", "memory"))))
        goals += [
            Goal(f"{count} names: recognition p50", round(found["p50"], 3), "ms", "<= 1"),
            Goal(f"{count} names: recognition p99", round(found["p99"], 3), "ms", "<= 10"),
            Goal(f"{count} names: longest block of a change", round(found["change"], 3), "ms", "<= 20"),
        ]
        if count == max(names):
            goals.append(
                Goal(f"{count} names: memory of the recognizer", round(found["memory"], 1), "MB", "<= 60")
            )
    columns = ("names", "p50 ms", "p99 ms", "change ms", "memory MB")
    return goals, Table("speed, warm (processor time)", columns, rows)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "script"))
    from standalone_import import prepare_standalone_import

    prepare_standalone_import()
    print(json.dumps(measure(int(sys.argv[1]))))
