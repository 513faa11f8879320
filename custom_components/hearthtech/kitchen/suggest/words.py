"""Reasons and answers in words, one sentence each, in the five languages of the voice."""

from collections.abc import Mapping, Sequence
from typing import Final

from .food_words import FOOD_WORDS
from .model import Answer, Reason, ReasonCode

type Sentences = Mapping[str, str]

AND: Final = {"en": "and", "de": "und", "fr": "et", "es": "y", "it": "e"}

EN: Final[Sentences] = {
    "uses_expiring": "It uses {foods}, to be eaten within {days} days.",
    "uses_expiring_0": "It uses {foods}, to be eaten today.",
    "uses_expiring_1": "It uses {foods}, to be eaten by tomorrow.",
    "in_house": "{share} % of what it needs is in the house.",
    "in_season": "In season now: {foods}.",
    "liked": "You gave it {stars} stars.",
    "likes_food": "You liked dishes with {food}.",
    "likes_cuisine": "You like this cuisine: {cuisine}.",
    "favorite": "A favorite of {people}.",
    "quick": "Ready in {minutes} minutes.",
    "one_pot": "One pot is enough.",
    "long_ago": "Not cooked for {days} days.",
    "never_cooked": "Never cooked yet.",
    "fits_the_day": "It suits what is left of the day.",
    "leftovers": "Leftovers of the day before.",
    "variety": "Something else than in the days before.",
    "disliked": "There is something in it that {people} would rather not eat.",
    "not_checked": "Not all of its ingredients could be checked for allergens.",
    "empty_book": "There is no recipe in the book yet.",
    "nothing_safe": "No recipe of the book is safe for everybody who eats.",
    "diets_contradict": "No recipe of the book keeps all these diets at once.",
    "nothing_fits": "No recipe of the book fits these wishes.",
}
DE: Final[Sentences] = {
    "uses_expiring": "Verbraucht {foods}, das in {days} Tagen gegessen sein sollte.",
    "uses_expiring_0": "Verbraucht {foods}, das heute gegessen sein sollte.",
    "uses_expiring_1": "Verbraucht {foods}, das bis morgen gegessen sein sollte.",
    "in_house": "{share} % der Zutaten sind im Haus.",
    "in_season": "Jetzt in der Saison: {foods}.",
    "liked": "Von euch mit {stars} Sternen bewertet.",
    "likes_food": "Gerichte mit {food} haben euch geschmeckt.",
    "likes_cuisine": "Ihr mögt diese Küche: {cuisine}.",
    "favorite": "Ein Lieblingsgericht von {people}.",
    "quick": "In {minutes} Minuten fertig.",
    "one_pot": "Ein Topf genügt.",
    "long_ago": "Seit {days} Tagen nicht gekocht.",
    "never_cooked": "Noch nie gekocht.",
    "fits_the_day": "Passt zu dem, was heute noch fehlt.",
    "leftovers": "Reste vom Vortag.",
    "variety": "Etwas anderes als an den Tagen davor.",
    "disliked": "Darin ist etwas, das {people} nicht mag.",
    "not_checked": "Nicht alle Zutaten konnten auf Allergene geprüft werden.",
    "empty_book": "Im Buch steht noch kein Rezept.",
    "nothing_safe": "Kein Rezept im Buch ist für alle am Tisch sicher.",
    "diets_contradict": "Kein Rezept im Buch hält alle diese Ernährungsweisen zugleich ein.",
    "nothing_fits": "Kein Rezept im Buch passt zu diesen Wünschen.",
}
FR: Final[Sentences] = {
    "uses_expiring": "Utilise {foods}, à manger dans les {days} jours.",
    "uses_expiring_0": "Utilise {foods}, à manger aujourd’hui.",
    "uses_expiring_1": "Utilise {foods}, à manger d’ici demain.",
    "in_house": "{share} % des ingrédients sont à la maison.",
    "in_season": "De saison en ce moment : {foods}.",
    "liked": "Vous lui avez donné {stars} étoiles.",
    "likes_food": "Vous avez aimé les plats avec : {food}.",
    "likes_cuisine": "Vous aimez cette cuisine : {cuisine}.",
    "favorite": "Un plat préféré de {people}.",
    "quick": "Prêt en {minutes} minutes.",
    "one_pot": "Une seule casserole suffit.",
    "long_ago": "Pas cuisiné depuis {days} jours.",
    "never_cooked": "Encore jamais cuisiné.",
    "fits_the_day": "Convient à ce qui manque encore aujourd’hui.",
    "leftovers": "Les restes de la veille.",
    "variety": "Autre chose que les jours précédents.",
    "disliked": "Il y a dedans quelque chose que {people} n’aime pas.",
    "not_checked": "Les allergènes de tous les ingrédients n’ont pas pu être vérifiés.",
    "empty_book": "Il n’y a encore aucune recette dans le livre.",
    "nothing_safe": "Aucune recette du livre n’est sûre pour tous les convives.",
    "diets_contradict": "Aucune recette du livre ne respecte tous ces régimes à la fois.",
    "nothing_fits": "Aucune recette du livre ne répond à ces souhaits.",
}
ES: Final[Sentences] = {
    "uses_expiring": "Aprovecha {foods}, que hay que comer en {days} días.",
    "uses_expiring_0": "Aprovecha {foods}, que hay que comer hoy.",
    "uses_expiring_1": "Aprovecha {foods}, que hay que comer antes de mañana.",
    "in_house": "El {share} % de los ingredientes está en casa.",
    "in_season": "De temporada ahora: {foods}.",
    "liked": "Le disteis {stars} estrellas.",
    "likes_food": "Os gustaron los platos con {food}.",
    "likes_cuisine": "Os gusta esta cocina: {cuisine}.",
    "favorite": "Un plato favorito de {people}.",
    "quick": "Listo en {minutes} minutos.",
    "one_pot": "Basta una sola olla.",
    "long_ago": "Hace {days} días que no se cocina.",
    "never_cooked": "Todavía no se ha cocinado nunca.",
    "fits_the_day": "Se ajusta a lo que falta hoy.",
    "leftovers": "Sobras del día anterior.",
    "variety": "Algo distinto de los días anteriores.",
    "disliked": "Lleva algo que a {people} no le gusta.",
    "not_checked": "No se han podido comprobar los alérgenos de todos los ingredientes.",
    "empty_book": "Todavía no hay ninguna receta en el libro.",
    "nothing_safe": "Ninguna receta del libro es segura para todos los comensales.",
    "diets_contradict": "Ninguna receta del libro cumple todas estas dietas a la vez.",
    "nothing_fits": "Ninguna receta del libro se ajusta a estos deseos.",
}
IT: Final[Sentences] = {
    "uses_expiring": "Usa {foods}, da mangiare entro {days} giorni.",
    "uses_expiring_0": "Usa {foods}, da mangiare oggi.",
    "uses_expiring_1": "Usa {foods}, da mangiare entro domani.",
    "in_house": "Il {share} % degli ingredienti è in casa.",
    "in_season": "Di stagione adesso: {foods}.",
    "liked": "Le avete dato {stars} stelle.",
    "likes_food": "Vi sono piaciuti i piatti con: {food}.",
    "likes_cuisine": "Vi piace questa cucina: {cuisine}.",
    "favorite": "Un piatto preferito di {people}.",
    "quick": "Pronto in {minutes} minuti.",
    "one_pot": "Basta una sola pentola.",
    "long_ago": "Non si cucina da {days} giorni.",
    "never_cooked": "Mai cucinato finora.",
    "fits_the_day": "Si adatta a ciò che manca oggi.",
    "leftovers": "Avanzi del giorno prima.",
    "variety": "Qualcosa di diverso dai giorni precedenti.",
    "disliked": "Contiene qualcosa che a {people} non piace.",
    "not_checked": "Non di tutti gli ingredienti si sono potuti controllare gli allergeni.",
    "empty_book": "Nel libro non c’è ancora nessuna ricetta.",
    "nothing_safe": "Nessuna ricetta del libro è sicura per tutti i commensali.",
    "diets_contradict": "Nessuna ricetta del libro rispetta tutte queste diete insieme.",
    "nothing_fits": "Nessuna ricetta del libro risponde a questi desideri.",
}
LANGUAGES: Final[Mapping[str, Sentences]] = {"en": EN, "de": DE, "fr": FR, "es": ES, "it": IT}


def reason_words(reason: Reason, language: str = "en") -> str:
    """One sentence."""
    sentences = LANGUAGES.get(language, EN)
    data = dict(reason.data)
    key = reason.code.value
    if reason.code is ReasonCode.USES_EXPIRING and f"{key}_{data['days']}" in sentences:
        key = f"{key}_{data['days']}"
    if reason.code is ReasonCode.IN_HOUSE:
        data["share"] = round(100 * float(str(data["share"])))
    if reason.code is ReasonCode.LIKED:
        data["stars"] = f"{float(str(data['stars'])):.2g}"
    if reason.code is ReasonCode.IN_SEASON:
        data["foods"] = [food_name(str(food), language) for food in _sequence(data["foods"])]
    if "food" in data:
        data["food"] = food_name(str(data["food"]), language)
    filled = {name: _joined(value, language) for name, value in data.items()}
    return sentences[key].format(**filled)


def answer_words(answer: Answer, language: str = "en") -> str:
    """What is to be said when nothing was found; empty when something was."""
    return LANGUAGES.get(language, EN).get(answer.value, "")


def food_name(entry: str, language: str = "en") -> str:
    """What an entry of the food database is called; in English where no other word is known."""
    return FOOD_WORDS.get(language, {}).get(entry, entry)


def _joined(value: object, language: str) -> str:
    if isinstance(value, str) or not isinstance(value, Sequence):
        return str(value)
    names = [str(one) for one in value]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {AND.get(language, 'and')} {names[-1]}"


def _sequence(value: object) -> Sequence[object]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
