"""`hearthtech-skill`: serve Hermes satellites until the process is asked to stop."""

import argparse
import asyncio
from contextlib import suppress
import os
from pathlib import Path
import signal
import sys

from .config import SkillConfig, load, read_secret
from .errors import SkillError
from .logs import set_up
from .phrases import load as load_phrases
from .skill import Skill

EXIT_CONFIG = 2
"""Exit code for an invalid configuration; restarting would not help."""


def main(arguments: list[str] | None = None) -> int:
    """Run the skill. Returns 0 after it was asked to stop, 2 if its configuration is invalid."""
    parser = argparse.ArgumentParser(
        prog="hearthtech-skill", description="The kitchen's voice for Hermes satellites."
    )
    parser.add_argument("--config", type=Path, help="settings in YAML (or HEARTHTECH_SKILL_CONFIG)")
    parser.add_argument("--check", action="store_true", help="check the settings and stop")
    options = parser.parse_args(arguments)

    chosen = options.config or (Path(path) if (path := os.environ.get("HEARTHTECH_SKILL_CONFIG")) else None)
    try:
        config = load(chosen, os.environ)
        secrets = [read_secret(config.home_assistant.token_file, "token")]
        if config.mqtt.password_file:
            secrets.append(read_secret(config.mqtt.password_file, "password"))
        if config.phrases:
            load_phrases(config.phrases)
        if options.check:
            sys.stdout.write("The settings are in order.\n")
            return 0
        set_up(config.log.level, config.log.format, frozenset(secrets))

        asyncio.run(_serve(config))
    except SkillError as error:
        sys.stderr.write(f"hearthtech-skill: {error}\n")
        return EXIT_CONFIG
    return 0


async def _serve(config: SkillConfig) -> None:
    """Serve until SIGTERM or SIGINT."""
    skill = Skill(config)
    told_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told_to_stop.set)
    work = asyncio.create_task(skill.run())
    wait = asyncio.create_task(told_to_stop.wait())
    await asyncio.wait({work, wait}, return_when=asyncio.FIRST_COMPLETED)
    if not work.done():
        await skill.stop()
        work.cancel()
    wait.cancel()
    with suppress(asyncio.CancelledError):
        await work


if __name__ == "__main__":
    sys.exit(main())
