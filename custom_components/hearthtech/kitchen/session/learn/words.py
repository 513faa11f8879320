"""The words of draft steps, by language; English where a language is not known."""

from collections.abc import Mapping
from dataclasses import dataclass
import re


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWords:
    """Phrases with `{celsius}`, `{level}` and `{time}`, each a whole sentence without its full stop."""

    add: str
    boil: str
    warm_to: str
    heat_pan: str
    warm_on: str
    about: str
    keep_boiling: str
    simmer: str
    keep_at: str
    fry: str
    off: str
    rest: str
    levels: tuple[str, str, str]
    """High, medium, low, with the space before."""
    seconds: str
    minute: str
    minutes: str
    story: str
    """With `{cook}` and `{day}`."""
    adds: re.Pattern[str]
    """Remarks that say that something was put in, also where the temperature does not show it."""

    def time(self, seconds: float) -> str:
        """A length of time as a cook would say it."""
        if seconds < 90:
            return self.seconds.format(count=f"{round_time(seconds):.0f}")
        minutes = round(seconds / 60)
        return self.minute if minutes == 1 else self.minutes.format(count=minutes)


def round_time(seconds: float) -> float:
    """To what a cook would say: 5 s below two minutes, 15 s below ten, else half a minute."""
    unit = 5 if seconds < 120 else 15 if seconds < 600 else 30
    return float(max(round(seconds / unit), 1) * unit)


def _said(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(words)})\b", re.IGNORECASE)


ENGLISH = DraftWords(
    add="Put the next ingredients in",
    boil="Let it come to a boil{level}",
    warm_to="Warm it to {celsius} °C",
    heat_pan="Heat the pan to {celsius} °C",
    warm_on="Warm it{level} to {celsius} °C",
    about="{words}, about {time}.",
    keep_boiling="Keep it boiling for {time}",
    simmer="Let it simmer gently for {time}",
    keep_at="Keep it at {celsius} °C for {time}",
    fry="Fry it at {celsius} °C for {time}",
    off="Turn the heat off",
    rest="Turn the heat off and let it rest for {time}",
    levels=(" on high heat", " on medium heat", " on low heat"),
    seconds="{count} seconds",
    minute="1 minute",
    minutes="{count} minutes",
    story="Recorded while {cook} cooked, {day}.",
    adds=_said(
        "add",
        "adding",
        "put",
        "putting",
        "pour",
        "pouring",
        "stir in",
        "goes? in",
        "going in",
        "drop",
        "in with",
    ),
)
WORDS: Mapping[str, DraftWords] = {
    "en": ENGLISH,
    "de": DraftWords(
        add="Die nächsten Zutaten hineingeben",
        boil="Zum Kochen bringen{level}",
        warm_to="Auf {celsius} °C erwärmen",
        heat_pan="Die Pfanne auf {celsius} °C erhitzen",
        warm_on="Auf {celsius} °C erwärmen{level}",
        about="{words}, etwa {time}.",
        keep_boiling="{time} kochen lassen",
        simmer="{time} leise köcheln lassen",
        keep_at="{time} bei {celsius} °C halten",
        fry="{time} bei {celsius} °C braten",
        off="Die Hitze ausschalten",
        rest="Die Hitze ausschalten und {time} ruhen lassen",
        levels=(", bei starker Hitze", ", bei mittlerer Hitze", ", bei schwacher Hitze"),
        seconds="{count} Sekunden",
        minute="1 Minute",
        minutes="{count} Minuten",
        story="Aufgezeichnet, während {cook} kochte, {day}.",
        adds=_said("dazu", "hinzu", "hinein", "rein", "zugeben", "hineingeben", "gebe", "gib", "unterrühren"),
    ),
    "fr": DraftWords(
        add="Ajouter les ingrédients suivants",
        boil="Porter à ébullition{level}",
        warm_to="Chauffer à {celsius} °C",
        heat_pan="Chauffer la poêle à {celsius} °C",
        warm_on="Chauffer{level} jusqu'à {celsius} °C",
        about="{words}, environ {time}.",
        keep_boiling="Laisser bouillir {time}",
        simmer="Laisser mijoter doucement {time}",
        keep_at="Maintenir à {celsius} °C pendant {time}",
        fry="Faire revenir à {celsius} °C pendant {time}",
        off="Couper le feu",
        rest="Couper le feu et laisser reposer {time}",
        levels=(" à feu vif", " à feu moyen", " à feu doux"),
        seconds="{count} secondes",
        minute="1 minute",
        minutes="{count} minutes",
        story="Enregistré pendant que {cook} cuisinait, {day}.",
        adds=_said("ajoute", "ajouter", "ajoutez", "mets", "mettre", "verse", "verser", "incorpore"),
    ),
    "es": DraftWords(
        add="Añadir los ingredientes siguientes",
        boil="Llevar a ebullición{level}",
        warm_to="Calentar a {celsius} °C",
        heat_pan="Calentar la sartén a {celsius} °C",
        warm_on="Calentar{level} hasta {celsius} °C",
        about="{words}, unos {time}.",
        keep_boiling="Dejar hervir {time}",
        simmer="Dejar cocer a fuego lento {time}",
        keep_at="Mantener a {celsius} °C durante {time}",
        fry="Freír a {celsius} °C durante {time}",
        off="Apagar el fuego",
        rest="Apagar el fuego y dejar reposar {time}",
        levels=(" a fuego fuerte", " a fuego medio", " a fuego bajo"),
        seconds="{count} segundos",
        minute="1 minuto",
        minutes="{count} minutos",
        story="Grabado mientras {cook} cocinaba, {day}.",
        adds=_said("añado", "añade", "añadir", "echo", "echa", "echar", "agrego", "agregar", "incorporar"),
    ),
    "it": DraftWords(
        add="Aggiungere gli ingredienti successivi",
        boil="Portare a ebollizione{level}",
        warm_to="Scaldare a {celsius} °C",
        heat_pan="Scaldare la padella a {celsius} °C",
        warm_on="Scaldare{level} fino a {celsius} °C",
        about="{words}, circa {time}.",
        keep_boiling="Far bollire per {time}",
        simmer="Far sobbollire dolcemente per {time}",
        keep_at="Tenere a {celsius} °C per {time}",
        fry="Friggere a {celsius} °C per {time}",
        off="Spegnere il fuoco",
        rest="Spegnere il fuoco e lasciar riposare per {time}",
        levels=(" a fuoco vivo", " a fuoco medio", " a fuoco basso"),
        seconds="{count} secondi",
        minute="1 minuto",
        minutes="{count} minuti",
        story="Registrato mentre {cook} cucinava, {day}.",
        adds=_said("aggiungo", "aggiungi", "aggiungere", "metto", "metti", "verso", "versa", "unisco"),
    ),
}


def known_language(language: str) -> str:
    """The language in which words are found for `de` or `de-AT`."""
    base = language.replace("_", "-").partition("-")[0].lower()
    return base if base in WORDS else "en"


def words_of(language: str) -> DraftWords:
    """The words of a language."""
    return WORDS[known_language(language)]
