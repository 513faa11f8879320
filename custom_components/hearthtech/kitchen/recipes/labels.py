"""The words that head the parts of a recipe, in the languages families keep them in."""

from enum import StrEnum
import re


class Part(StrEnum):
    """What the lines under a heading are."""

    INGREDIENTS = "ingredients"
    STEPS = "steps"
    NOTES = "notes"
    EQUIPMENT = "equipment"
    NUTRITION = "nutrition"
    DESCRIPTION = "description"
    END = "end"
    """Nothing of a recipe comes after it: comments, links, newsletters."""


_HEADINGS = {
    Part.INGREDIENTS: (
        r"(?:the )?ingredients?(?: list| needed| required| you(?:'|’)ll need)?|you(?:'|’)?(?:ll| will)? need"
        r"|what you(?:'|’)?(?:ll| will)? need|what you need|shopping list|zutaten(?:liste)?(?: für .*)?"
        r"|ingr[ée]dients?(?: pour .*)?|les ingrédients|ingredientes?(?: para .*)?|ingredienti(?: per .*)?|ingrediënten"
        r"|składniki|ingredienser|ainekset|ingrediente|hozzávalók|suroviny|malzemeler|ингредиенты|材料|sastojci"
    ),
    Part.STEPS: (
        r"(?:the )?(?:method|directions?|instructions?|steps?|procedure|process|preparation(?: method| steps)?"
        r"|how to (?:make|cook|prepare)(?: it| this)?(?: .{1,50})?|what (?:to|you) do|cooking (?:method|instructions|directions)"
        r"|recipe instructions|step[- ]by[- ]step(?: instructions)?|to make)|(?:und so (?:geht|wird) .*|(?:so geht(?:'|’)?s|zubereitung|anleitung|arbeitsschritte|schritte)(?: .{1,30})?)"
        r"|(?:la )?pr[ée]paration(?: de la recette)?|[ée]tapes(?: de (?:la )?préparation)?|réalisation|instrucciones|elaboraci[óo]n"
        r"|preparaci[óo]n|paso a paso|modo de (?:preparo|preparaci[óo]n|fazer)|pasos|preparazione|procedimento|come (?:si )?prepara.*"
        r"|bereiding(?:swijze)?|sposób przygotowania|przygotowanie|gör så här|fremgangsmåde|valmistus(?:ohje)?|elkészítés|postup|yapılışı|hazırlanışı|приготовление|作り方"
    ),
    Part.NOTES: (
        r"(?:recipe |cook(?:'|’)?s |chef(?:'|’)?s |my |baker(?:'|’)s )?(?:notes?|tips?|hints?|tricks?)(?: ?(?:and|&|,) ?(?:notes?|tips?|tricks?|variations?))*"
        r"|(?:expert |top |pro |helpful |recipe )?tips(?: .{1,40})?|variations?|substitutions?|storage|make[- ]ahead|to store|serving suggestions?"
        r"|tipps?(?: .{1,30})?|anmerkung(?:en)?|hinweise?|astuces?|conseils?|notas?|consejos?|trucos?|consigli(?:o)?|note|opmerkingen"
    ),
    Part.EQUIPMENT: r"(?:special |required |recommended )?(?:equipment|tools|utensils|kitchen tools|cookware)(?: needed)?|küchengeräte|utensilien|matériel|ustensiles|utensilios|attrezzatura",
    Part.NUTRITION: r"(?:estimated )?nutrition(?:al)?(?: facts| info(?:rmation)?| values?)?(?: per .*)?|nährwerte?(?: .*)?|valeurs nutritionnelles.*|información nutricional.*|valori nutrizionali.*",
    Part.DESCRIPTION: r"about(?: this recipe| the recipe)?|description|introduction|story|the story|beschreibung",
    Part.END: (
        r"comments?|leave a (?:comment|reply).*|\d+ comments?|reviews?|ratings? ?(?:and|&) ?reviews?|more recipes.*|related(?: recipes| posts)?.*|you (?:may|might) also (?:like|love|enjoy).*"
        r"|similar recipes|share(?: this.*)?|newsletter|subscribe.*|about (?:me|the author)|follow (?:us|me).*|did you make this.*|rate this.*|popular.*|reader interactions|kommentare.*|commentaires.*|comentarios.*|commenti.*|privacy policy|copyright.*|categories|archives|tags?"
    ),
}
_PATTERNS = {part: re.compile(rf"(?:{pattern})", re.IGNORECASE) for part, pattern in _HEADINGS.items()}
_TRIM = re.compile(r"^[\W_]+|[\W_]+$")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")


def part_of(line: str) -> Part | None:
    """The part of a recipe that a line heads, when it is the heading of one and nothing else."""
    if len(line) > 80:
        return None
    words = _TRIM.sub("", _ASIDE.sub("", " ".join(line.split())))
    return next((part for part, pattern in _PATTERNS.items() if pattern.fullmatch(words)), None)


class Fact(StrEnum):
    """What a line of the kind "Prep time: 10 min" tells."""

    YIELD = "yield"
    PREP_TIME = "prep_time_s"
    COOK_TIME = "cook_time_s"
    TOTAL_TIME = "total_time_s"
    REST_TIME = "rest_time"
    AUTHOR = "author"
    SOURCE = "source"
    CATEGORY = "categories"
    CUISINE = "cuisines"
    KEYWORDS = "keywords"
    NAME = "name"
    LEVEL = "level"


_FACTS = {
    Fact.YIELD: r"serves|servings?|yields?|makes|portions?|portionen|personen|quantity|pour|für|ergibt|raciones|porciones|porzioni|dosi|recipe yield|number of servings|enough for",
    Fact.PREP_TIME: r"(?:prep(?:aration)?|hands[- ]on|active|vorbereitungs|arbeits|prepara(?:tion|ción))[ -]?(?:time|zeit)|prep|vorbereitung|temps de préparation|tiempo de preparación|tempo di preparazione",
    Fact.COOK_TIME: r"(?:cook(?:ing)?|bake|baking|koch|back|gar|grill(?:ing)?|roast(?:ing)?)[ -/]*(?:time|zeit)|cook|temps de cuisson|cuisson|tiempo de cocción|tempo di cottura|cottura",
    Fact.TOTAL_TIME: r"(?:total|overall|gesamt|ready)[ -]?(?:time|zeit|in)|total|time(?: required)?|ready in|duration|temps total|durée|tiempo total|tempo totale|gesamtzeit|zeit",
    Fact.REST_TIME: r"(?:additional|rest(?:ing)?|chill(?:ing)?|ruhe|marinat(?:ing|ion)|inactive|cooling|rising|proofing)[ -]?(?:time|zeit)|temps de repos",
    Fact.AUTHOR: r"author|(?:recipe )?by|from the kitchen of|recipe from|von|autor|auteur|autore",
    Fact.SOURCE: r"source|adapted from|original|quelle|fuente|fonte",
    Fact.CATEGORY: r"course|category|meal|type|kategorie|gang",
    Fact.CUISINE: r"cuisine|küche",
    Fact.KEYWORDS: r"keywords?|tags?|stichworte",
    Fact.NAME: r"title|name|recipe(?: name| title)?|rezept|titel|recette|receta|ricetta",
    Fact.LEVEL: r"difficulty|level|skill level|schwierigkeit(?:sgrad)?|difficulté|dificultad|difficoltà",
}
_FACT = re.compile(
    "|".join(rf"(?P<{fact.name}>{pattern})" for fact, pattern in _FACTS.items()).join(
        (r"[\W_]*(?:", r")(?:\s*[:：=–-]+\s*|\s+(?=(?:about |approximately |ca\. )?[\d½¼¾⅓⅔]|(?:one|two|three|four|five|six|eight|ten|twelve|a dozen)\b))(?P<value>.+)")
    ),
    re.IGNORECASE,
)  # fmt: skip


def fact_of(line: str) -> tuple[Fact, str] | None:
    """What a line of the kind "Serves 4" or "Cook time: 1 h" tells, and its value in words."""
    if len(line) > 200 or (match := _FACT.fullmatch(line.strip())) is None:
        return None
    fact = next(fact for fact in Fact if match[fact.name])
    return fact, match["value"].strip(" *_")


_LABEL = re.compile(
    "|".join(
        rf"(?P<{fact.name}>{_FACTS[fact]})"
        for fact in (Fact.YIELD, Fact.PREP_TIME, Fact.COOK_TIME, Fact.TOTAL_TIME, Fact.REST_TIME)
    ).join((r"(?<![^\W_])(?:", r")(?![^\W_])\s*[:：]?\s*(?=\d|[½¼¾⅓⅔])")),
    re.IGNORECASE,
)
_ALONE = re.compile("|".join(_FACTS.values()).join((r"[\W_]*(?:", r")[\W_]*")), re.IGNORECASE)


def facts_of(line: str) -> list[tuple[Fact, str]]:
    """Everything a line of nothing but facts tells: "Prep Time 15 mins Cook Time 45 mins"; empty when it tells more."""
    pieces = [piece for piece in re.split(r"\s*[|•·]\s*|\s{3,}|\t", line) if piece]
    facts = [fact_of(piece) for piece in pieces]
    if pieces and None not in facts and len(facts) > 1:
        return [fact for fact in facts if fact is not None]
    labels = list(_LABEL.finditer(line)) if len(line) <= 200 else []
    if len(labels) > 1 and not line[: labels[0].start()].strip():
        ends = [*(label.start() for label in labels[1:]), len(line)]
        return [
            (
                next(fact for fact in Fact if label.groupdict().get(fact.name)),
                line[label.end() : end].strip(" ,;|·•"),
            )
            for label, end in zip(labels, ends, strict=True)
        ]
    one = fact_of(line)
    return [one] if one is not None else []


def is_label(line: str) -> bool:
    """Whether a line is only the label of a fact whose value stands on the next ("Prep Time")."""
    return len(line) <= 30 and _ALONE.fullmatch(line) is not None
