"""`script/hearth link check`: command line of the conformance check."""

import argparse
import asyncio
from dataclasses import asdict
import json
import sys
from urllib.parse import parse_qs, urlsplit

from aiohttp import ClientError, ClientSession

from custom_components.hearthtech.hearth_link.errors import LinkError
from tools.hearth_link_check.conformance import CheckContext, Outcome, RuleResult, StoveOperator
from tools.hearth_link_check.runner import check

FAILED = 1
USAGE = 2


class WebHands:
    """Manual operation of a virtual stove through its control panel's API."""

    def __init__(self, session: ClientSession, url: str) -> None:
        parts = urlsplit(url)
        self._session = session
        self._base = f"http://{parts.netloc}"
        self._token = parse_qs(parts.query).get("token", [""])[0]

    async def do(self, verb: str, **arguments: object) -> object:
        """Run the operation. Returns the text that the stove shows afterwards.

        Raises:
            LinkError: the panel can't be reached, or refuses the operation.
        """
        headers = {"X-Token": self._token}
        try:
            async with self._session.post(
                f"{self._base}/do/{verb}", json=arguments, headers=headers
            ) as answer:
                if answer.status >= 400:
                    raise LinkError(f"hands: {(await answer.text()).strip()}")
                shown = await answer.json()
                return shown.get("result") if isinstance(shown, dict) else None
        except (ClientError, OSError) as error:
            raise LinkError(f"the hands can't be reached: {error}") from None


class AskedHands:
    """Manual operation by the person at the terminal."""

    async def do(self, verb: str, **arguments: object) -> object:
        """Ask for the operation, and wait until it is done. Returns the typed line, such as a pairing code.

        Raises:
            LinkError: when the answer was "no".
        """
        words = " ".join(f"{name}={value}" for name, value in arguments.items())
        question = f"At the stove, please: {verb} {words} — then press Enter"
        hints = {"pair": "type the code that it shows", "renew_certificate": "type no to leave this out"}
        if (hint := hints.get(verb)) is not None:
            question = f"{question} ({hint})"
        typed = (await asyncio.to_thread(input, f"{question} ")).strip()
        if typed.lower() in {"no", "n"}:
            raise LinkError(f"hands: {verb} was left out")
        return typed


def _settings(chosen: argparse.Namespace) -> dict[str, str]:
    """Parse the options; the JSON line of `stove run --json` contains all of them.

    Raises:
        ValueError: when they are invalid.
    """
    url = sys.stdin.readline() if chosen.url == "-" else chosen.url
    found = {"client": chosen.client, "key": chosen.key, "fingerprint": chosen.fingerprint or "", "url": url.strip(),
             "hands": chosen.hands or ""}  # fmt: skip
    if url.lstrip().startswith("{"):
        ready = json.loads(url)
        client, key = next(iter(ready.get("keys", {}).items()), ("", ""))
        known = {"url": ready["url"], "fingerprint": ready["fingerprint"], "hands": ready["hands"],
                 "client": client, "key": key}  # fmt: skip
        found = {
            name: found[name] if name != "url" and found[name] else value for name, value in known.items()
        }
    parts = urlsplit(found["url"])
    if parts.scheme != "wss" or not parts.hostname or not parts.port:
        raise ValueError("a stove's address looks like wss://HOST:PORT/link")
    bytes.fromhex(found["key"])
    if bool(found["key"]) != bool(found["client"]):
        raise ValueError("--key and --client go together")
    return found


def check_stove(chosen: argparse.Namespace) -> int:
    """Check the stove and print the result. Returns 0 when no rule failed."""
    try:
        found = _settings(chosen)
    except (ValueError, KeyError, AttributeError) as error:
        sys.stderr.write(f"{error}\n")
        return USAGE
    try:
        verdicts = asyncio.run(_run(found, as_json=chosen.json))
    except LinkError as error:
        sys.stderr.write(f"the stove can't be checked: {error}\n")
        return FAILED
    failed = [one for one in verdicts if one.outcome is Outcome.FAIL]
    skipped = [one for one in verdicts if one.outcome is Outcome.SKIPPED]
    passed = len(verdicts) - len(failed) - len(skipped)
    if chosen.json:
        rules = [asdict(one) for one in verdicts]
        totals = {"passed": passed, "failed": len(failed), "skipped": len(skipped), "rules": rules}
        sys.stdout.write(json.dumps(totals) + "\n")
    else:
        sys.stdout.write(f"link check: {passed} of {len(verdicts)} rules passed, {len(failed)} failed, ")
        sys.stdout.write(f"{len(skipped)} not checked\n")
    return FAILED if failed else 0


async def _run(found: dict[str, str], *, as_json: bool) -> list[RuleResult]:
    parts = urlsplit(found["url"])
    async with ClientSession() as session:
        hands: StoveOperator | None = None
        if found["hands"] == "ask":
            hands = AskedHands()
        elif found["hands"]:
            hands = WebHands(session, found["hands"])
        context = CheckContext(
            session,
            parts.hostname or "",
            parts.port or 0,
            client_id=found["client"],
            key=bytes.fromhex(found["key"]) or None,
            fingerprint=found["fingerprint"] or None,
            hands=hands,
        )

        def say(verdict: RuleResult) -> None:
            if not as_json:
                why = f"  ({verdict.why})" if verdict.why else ""
                sys.stdout.write(f"{verdict.outcome.value:<8} {verdict.rule:<22} {verdict.text}{why}\n")
                sys.stdout.flush()

        return await check(context, on_verdict=say)
