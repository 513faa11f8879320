"""Headings and servings of recipes in many languages and styles."""

import pytest

from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.importers import read_file

HEADINGS = {
    'en': ('Ingredients', 'Method', 'Serves 4'),
    'de': ('Zutaten', 'Zubereitung', 'Für 4 Personen'),
    'fr': ('Ingrédients', 'Préparation', 'Pour 4 personnes'),
    'es': ('Ingredientes', 'Elaboración', 'Para 4 personas'),
    'it': ('Ingredienti', 'Procedimento', 'Dosi per 4 persone'),
    'nl': ('Ingrediënten', 'Bereidingswijze', 'Voor 4 personen'),
    'pl': ('Składniki', 'Sposób przygotowania', '4 porcje'),
    'pt': ('Ingredientes', 'Modo de preparo', 'Rende 4 porções'),
    'sv': ('Ingredienser', 'Gör så här', '4 portioner'),
    'da': ('Ingredienser', 'Fremgangsmåde', 'Til 4 personer'),
    'no': ('Ingredienser', 'Slik gjør du', '4 porsjoner'),
    'fi': ('Ainekset', 'Valmistusohje', '4 annosta'),
    'cs': ('Suroviny', 'Postup přípravy', '4 porce'),
    'sk': ('Ingrediencie', 'Postup', '4 porcie'),
    'hu': ('Hozzávalók', 'Elkészítés', '4 adag'),
    'ro': ('Ingrediente', 'Mod de preparare', '4 porții'),
    'tr': ('Malzemeler', 'Yapılışı', '4 kişilik'),
    'ru': ('Ингредиенты', 'Способ приготовления', '4 порции'),
    'uk': ('Інгредієнти', 'Спосіб приготування', '4 порції'),
    'bg': ('Продукти', 'Начин на приготвяне', '4 порции'),
    'el': ('Υλικά', 'Εκτέλεση', '4 μερίδες'),
    'hr': ('Sastojci', 'Priprema', '4 osobe'),
    'sl': ('Sestavine', 'Priprava', '4 osebe'),
    'sr': ('Sastojci', 'Način pripreme', '4 osobe'),
    'ja': ('材料', '作り方', '4人分'),
    'zh': ('食材', '做法', '4人份'),
    'ko': ('재료', '만드는 법', '4인분'),
    'th': ('ส่วนผสม', 'วิธีทำ', '4 ที่'),
    'vi': ('Nguyên liệu', 'Cách làm', '4 người'),
    'id': ('Bahan-bahan', 'Cara membuat', '4 porsi'),
    'he': ('מצרכים', 'אופן ההכנה', '4 מנות'),
    'ar': ('المكونات', 'طريقة التحضير', '4 أشخاص'),
    'hi': ('सामग्री', 'विधि', '4 लोग'),
    'ca': ('Ingredients', 'Elaboració', 'Per a 4 persones'),
    'et': ('Koostisosad', 'Valmistamine', '4 portsjonit'),
    'lt': ('Ingredientai', 'Gaminimas', '4 porcijos'),
    'lv': ('Sastāvdaļas', 'Pagatavošana', '4 porcijas'),
    'fa': ('مواد لازم', 'طرز تهیه', '۴ نفر'),
}  # fmt: skip
LINES = ("200 g A", "2 B", "100 ml C")
STEPS = ("Xxx yyy zzz aaa bbb.", "Yyy zzz aaa bbb ccc.")
STYLES = {
    "plain": "{}", "colon": "{}:", "markdown": "## {}", "bold": "**{}**", "brackets": "[{}]", "capitals": "{}",
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(HEADINGS))
@pytest.mark.parametrize("style", [*STYLES, "page", "servings in heading"])
def test_headings_and_servings_are_recognized(language: str, style: str) -> None:
    ingredients, method, servings = HEADINGS[language]
    if style == "page":
        items = "".join(f"<li>{line}</li>" for line in LINES)
        steps = "".join(f"<p>{step}</p>" for step in STEPS)
        text = (
            f"<html><body><article><h1>Name of it</h1><p>{servings}</p><h3>{ingredients}</h3><ul>{items}</ul>"
            f"<h3>{method}</h3>{steps}</article></body></html>"
        )
    elif style == "servings in heading":
        text = "\n".join(("Name of it", "", f"{ingredients} ({servings})", *LINES, "", method, *STEPS))
    else:
        first, second = (STYLES[style].format(words) for words in (ingredients, method))
        if style == "capitals":
            first, second = first.upper(), second.upper()
        text = "\n".join(("Name of it", "", servings, "", first, *LINES, "", second, *STEPS))
    name = "page.html" if style == "page" else "pasted.txt"
    (found,) = read_file(File(content=text.encode(), name=name))
    recipe = found.recipe
    assert recipe.servings == 4
    assert tuple(line.text for line in recipe.ingredients) == LINES
    assert tuple(step.text for step in recipe.steps) == STEPS
