"""Conversations with follow-ups in two languages, by Assist and over Hermes, with several things by name."""

from collections.abc import Awaitable, Callable
from typing import override

from _demo.assistant import Pipeline
from _demo.checks import expect
from _demo.satellite import Heard
from _demo.scenario import Check, Scenario

type Turn = tuple[str, str]
"""What is said, and a part of the reply."""

ENGLISH: tuple[Turn, ...] = (
    ("how many calories are in grandma's chicken soup", "kilocalories"),
    ("and the protein?", "grams"),
    ("set a pasta timer for ten minutes", "pasta"),
    ("make that eight minutes", "eight minutes"),
    ("set an egg timer for five minutes", "egg"),
    ("how many timers are running", "two timers"),
    ("cancel the pasta timer", "pasta"),
    ("how much time is left", "egg"),
    ("cancel it", "cancelled"),
    ("put milk, eggs and butter on the shopping list", "milk"),
    ("take the eggs off", "eggs"),
    ("tick off the milk", "milk"),
    ("clear the shopping list", "empty"),
)
GERMAN: tuple[Turn, ...] = (
    ("stell einen Nudeltimer auf zehn Minuten", "Nudel"),
    ("mach daraus acht Minuten", "8 Minuten"),
    ("stell einen Eiertimer auf fünf Minuten", "Eier"),
    ("wie viele Timer laufen", "2"),
    ("zwei Minuten weniger für die Nudeln", "6 Minuten"),
    ("lösch alle Timer", "2"),
    ("setz Milch, Eier und Butter auf die Liste", "Milch"),
    ("nimm die Eier runter", "Eier"),
    ("hak die Milch ab", "Milch"),
    ("leere die Liste", "leer"),
)


class Talk(Scenario):
    """The same kitchen, asked by an app and by a satellite."""

    name = "talk"

    @override
    def checks(self) -> tuple[Check, ...]:
        return (
            ("English follow-ups through Assist are answered", self.english_in_assist),
            ("English follow-ups over Hermes are answered", self.english_over_hermes),
            ("German follow-ups through Assist are answered", self.german_in_assist),
            ("German follow-ups over Hermes are answered", self.german_over_hermes),
        )

    async def english_in_assist(self) -> None:
        """The conversation in English with the agent of the kitchen."""
        await self._play(ENGLISH, (await Pipeline.of_the_kitchen(self.home)).say)

    async def german_in_assist(self) -> None:
        """The conversation in German with the agent of the kitchen."""
        await self._play(GERMAN, (await Pipeline.of_the_kitchen(self.home, "de")).say)

    async def english_over_hermes(self) -> None:
        """The conversation in English at a satellite."""
        await self._play(ENGLISH, self.kitchen.say)

    async def german_over_hermes(self) -> None:
        """The conversation in German at a satellite."""

        async def say(text: str) -> Heard:
            return await self.kitchen.say(text, language="de")

        await self._play(GERMAN, say)

    async def _play(self, turns: tuple[Turn, ...], say: Callable[[str], Awaitable[Heard]]) -> None:
        """Say each sentence, and check that the reply contains what it must."""
        await self.forget_conversation()
        for said, wanted in turns:
            heard = await say(said)
            expect(wanted.lower() in heard.text.lower(), (said, heard))
        await self.expect_cold()
