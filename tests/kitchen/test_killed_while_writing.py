"""A kitchen that is killed while it writes keeps everything that it acknowledged."""

import json
from pathlib import Path
import subprocess
import sys

KILLS = 200


def test_nothing_acknowledged_is_lost_in_200_kills(tmp_path: Path) -> None:
    program = Path(__file__).with_name("kill_writer.py")
    words = [sys.executable, str(program), str(tmp_path / "book.db"), str(KILLS), "4"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode == 0, done.stderr[-2000:]
    acknowledged = json.loads(done.stdout)
    # The kills came deep in the work.
    assert acknowledged["added"] > KILLS
    assert acknowledged["picture"] > KILLS / 2
