"""Checks a stove against the rules, one after the other."""

from collections.abc import Callable, Sequence

from custom_components.hearthtech.hearth_link.errors import LinkError, LinkRefused, LinkUnavailable
from tools.hearth_link_check.conformance import (
    CheckContext,
    ConformanceRule,
    NotSupported,
    Outcome,
    RuleResult,
    RuleViolation,
)
from tools.hearth_link_check.rules_list import RULES


async def check(
    context: CheckContext,
    *,
    rules: Sequence[ConformanceRule] = RULES,
    on_verdict: Callable[[RuleResult], None] = lambda _verdict: None,
) -> list[RuleResult]:
    """Check rules, by default all, one after the other; each leaves the stove off.

    Raises:
        LinkUnavailable: the stove can't be reached.
    """
    await (await context.connect()).close()
    verdicts = []
    for one in rules:
        lacking = [need for need in one.needs if getattr(context, need.value) is None]
        if lacking:
            verdict = RuleResult(
                one.name, one.text, Outcome.SKIPPED, f"needs {' and '.join(sorted(lacking))}"
            )
        else:
            verdict = await _judge(one, context)
        on_verdict(verdict)
        verdicts.append(verdict)
    return verdicts


async def _judge(one: ConformanceRule, context: CheckContext) -> RuleResult:
    try:
        await one.check(context)
    except NotSupported as lacking:
        verdict = RuleResult(one.name, one.text, Outcome.SKIPPED, str(lacking))
    except RuleViolation as error:
        verdict = RuleResult(one.name, one.text, Outcome.FAIL, str(error))
    except LinkRefused as error:
        verdict = RuleResult(one.name, one.text, Outcome.FAIL, f"refused: {error}")
    except LinkUnavailable as error:
        verdict = RuleResult(one.name, one.text, Outcome.FAIL, f"connection lost: {error}")
    except (LinkError, KeyError, TypeError, ValueError) as error:
        verdict = RuleResult(one.name, one.text, Outcome.FAIL, f"malformed: {error!r}")
    else:
        verdict = RuleResult(one.name, one.text, Outcome.PASS)
    await context.reset()
    return verdict
