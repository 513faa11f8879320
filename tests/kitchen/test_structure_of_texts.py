"""Sections, wrapped lines, columns and steps of pasted text and pages, in several languages."""

from collections.abc import Callable
from typing import Any

import pytest

from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.importers import read_file
from custom_components.hearthtech.kitchen.recipes.model import Recipe

READ: dict[str, Callable[[Recipe], object]] = {
    "ing": lambda recipe: [line.text for line in recipe.ingredients],
    "steps": lambda recipe: [step.text for step in recipe.steps],
    "sec": lambda recipe: [line.section for line in recipe.ingredients],
    "ssec": lambda recipe: [step.section for step in recipe.steps],
    "ni": lambda recipe: len(recipe.ingredients),
    "ns": lambda recipe: len(recipe.steps),
    "serv": lambda recipe: recipe.servings,
    "timers": lambda recipe: [step.timer_s for step in recipe.steps],
    "prep": lambda recipe: recipe.prep_time_s,
    "cook": lambda recipe: recipe.cook_time_s,
    "total": lambda recipe: recipe.total_time_s,
    "notes": lambda recipe: list(recipe.notes),
    "yields": lambda recipe: (
        None if recipe.yields is None else (recipe.yields.amount, recipe.yields.unit, recipe.yields.servings)
    ),
}
CASES: list[tuple[str, str, str, dict[str, Any]]] = [
    (
        'title servings de',
        'Gulasch für 6 Personen\n\nZutaten\n1 kg Rind\n3 Zwiebeln\n\nZubereitung\nZwiebeln anbraten.\nFleisch zugeben und 2 Std. schmoren.',
        'r.txt',
        {'serv': 6, 'ni': 2, 'ns': 2, 'timers': [None, 7200.0]},
    ),
    (
        'title paren fr',
        'Ratatouille (pour 4 personnes)\n\nIngrédients :\n- 2 aubergines\n- 3 tomates\n\nPréparation :\n1. Couper les légumes.\n2. Cuire 45 min.',
        'r.txt',
        {'serv': 4, 'ni': 2, 'ns': 2},
    ),
    (
        'sections no colon',
        'Lasagne\n\nIngredients\n\nFor the sauce\n500 g beef\n1 onion\n\nFor the topping\n100 g cheese\n\nMethod\n\nSauce\nBrown the beef.\nAdd the onion.\n\nTopping\nScatter over the cheese.',
        'r.txt',
        {'sec': ['For the sauce', 'For the sauce', 'For the topping'], 'ssec': ['Sauce', 'Sauce', 'Topping'], 'ns': 3},
    ),
    (
        'bracket sections',
        'Pie\n\n[Ingredients]\n[Pastry]\n200 g flour\n100 g butter\n[Filling]\n3 apples\n\n[Method]\n[Pastry]\nRub butter into flour.\n[Filling]\nSlice the apples.',
        'r.txt',
        {'sec': ['Pastry', 'Pastry', 'Filling'], 'ssec': ['Pastry', 'Filling']},
    ),
    (
        'de sections',
        'Torte\n\nZutaten\nFür den Teig\n200 g Mehl\n3 Eier\nFür die Creme:\n500 ml Sahne\n\nZubereitung\nMehl und Eier verrühren.\nSahne schlagen.',
        'r.txt',
        {'sec': ['Für den Teig', 'Für den Teig', 'Für die Creme'], 'ns': 2},
    ),
    (
        'fr sections',
        'Tarte\n\nIngrédients\nPour la pâte\n250 g de farine\n125 g de beurre\nPour la garniture\n4 pommes\n\nPréparation\nMélanger la farine et le beurre.\nÉtaler les pommes.',
        'r.txt',
        {'sec': ['Pour la pâte', 'Pour la pâte', 'Pour la garniture']},
    ),
    (
        'it sections',
        'Crostata\n\nIngredienti\nPer la frolla\n300 g farina\n150 g burro\nPer il ripieno\n200 g marmellata\n\nPreparazione\nImpastare.\nStendere la frolla e farcire.',
        'r.txt',
        {'sec': ['Per la frolla', 'Per la frolla', 'Per il ripieno']},
    ),
    (
        'es sections',
        'Tarta\n\nIngredientes\nPara la masa\n300 g de harina\nPara el relleno\n200 g de chocolate\n3 huevos\n\nElaboración\nMezclar la harina con agua.\nFundir el chocolate.',
        'r.txt',
        {'sec': ['Para la masa', 'Para el relleno', 'Para el relleno']},
    ),
    (
        'inline steps',
        'Soup\n\nIngredients\n1 onion\n1 l stock\n2 carrots\n\nMethod\n1) Chop the onion. 2) Fry it for 5 minutes. 3) Add stock and simmer for 20 minutes.',
        'r.txt',
        {'ns': 3},
    ),
    (
        'step words',
        'Soup\n\nIngredients\n1 onion\n1 l stock\n\nDirections\nStep 1\nChop the onion.\nStep 2\nSimmer the stock.',
        'r.txt',
        {'steps': ['Chop the onion.', 'Simmer the stock.']},
    ),
    (
        'Schritt 1:',
        'Suppe\n\nZutaten\n1 Zwiebel\n1 l Brühe\n\nZubereitung\nSchritt 1: Zwiebel hacken.\nSchritt 2: Brühe kochen.',
        'r.txt',
        {'steps': ['Zwiebel hacken.', 'Brühe kochen.']},
    ),
    (
        'wrapped',
        'Plum crumble\n\nServes 4\n\nIngredients\n1 kg plums\n200 g flour, plus\nextra for dusting\n\nMethod\nHeat the oven to 180C and butter a large baking dish that will hold\nall the plums.\nRub the butter into the flour until it looks like\ncrumbs.',
        'r.txt',
        {'ni': 2, 'ns': 2, 'serv': 4},
    ),
    (
        'two columns tabs',
        'Bread\n\nIngredients\n500 g flour\t10 g salt\n7 g yeast\t300 ml water\n\nMethod\nMix and knead the dough.\nBake for 30 minutes.',
        'r.txt',
        {'ing': ['500 g flour', '7 g yeast', '10 g salt', '300 ml water']},
    ),
    (
        'html lists',
        '<html><body><h1>Cake</h1><h2>Ingredients</h2><h3>For the cake</h3><ul><li>200 g flour</li><li>3 eggs</li></ul><h3>Icing</h3><ul><li>100 g sugar</li></ul><h2>Method</h2><ol><li>Mix everything.</li><li>Bake for 40 minutes.</li></ol></body></html>',
        'r.html',
        {'sec': ['For the cake', 'For the cake', 'Icing'], 'ns': 2},
    ),
    (
        'markdown',
        '# Pancakes\n\n*Serves 2*\n\n## Ingredients\n\n* 100 g flour\n* 2 eggs\n* 300 ml milk\n\n## Instructions\n\n1. Whisk everything.\n2. Fry in butter.\n\n## Notes\n\nKeep warm in the oven.',
        'r.txt',
        {'serv': 2, 'ni': 3, 'ns': 2, 'notes': ['Keep warm in the oven.']},
    ),
    (
        'chefkoch',
        'Omas Apfelkuchen\n\nZutaten für 1 Portionen:\n\n250 g \tMehl\n125 g \tButter\n4 \tÄpfel\n\nZubereitung\n\nArbeitszeit ca. 30 Minuten\nKoch-/Backzeit ca. 45 Minuten\nGesamtzeit ca. 1 Stunde 15 Minuten\n\nMehl und Butter verkneten.\nÄpfel schälen.',
        'r.txt',
        {'ni': 3},
    ),
    (
        'times de',
        'Auflauf\nVorbereitungszeit: 20 Min.\nBackzeit: 1 Std. 10 Min.\nGesamtzeit: 1 Std. 30 Min.\n4 Portionen\n\nZutaten:\n500 g Kartoffeln\n200 ml Sahne\n\nZubereitung:\nKartoffeln schneiden.\nSahne darüber gießen.',
        'r.txt',
        {'prep': 1200, 'cook': 4200, 'total': 5400, 'serv': 4},
    ),
    (
        'times fr',
        'Gratin\nTemps de préparation : 20 min\nTemps de cuisson : 1 h 10\nPour 4 personnes\n\nIngrédients\n1 kg de pommes de terre\n20 cl de crème\n\nPréparation\nCouper les pommes de terre.\nVerser la crème.',
        'r.txt',
        {'prep': 1200, 'cook': 4200, 'serv': 4},
    ),
    (
        'times it',
        'Lasagne\nTempo di preparazione: 30 minuti\nTempo di cottura: 1 ora e 15 minuti\nDosi per 6 persone\n\nIngredienti\n500 g di carne\n1 l di latte\n\nPreparazione\nRosolare la carne.\nAggiungere il latte.',
        'r.txt',
        {'prep': 1800, 'cook': 4500, 'serv': 6},
    ),
    (
        'times es',
        'Paella\nTiempo de preparación: 30 minutos\nTiempo de cocción: 1 hora y media\nPara 6 personas\n\nIngredientes\n400 g de arroz\n1 l de caldo\n\nPreparación\nSofreír el arroz.\nAñadir el caldo.',
        'r.txt',
        {'prep': 1800, 'cook': 5400, 'serv': 6},
    ),
    (
        'nl times',
        'Stamppot\nBereidingstijd: 30 minuten\nVoor 4 personen\n\nIngrediënten\n1 kg aardappelen\n500 g boerenkool\n\nBereiding\nKook de aardappelen.\nStamp alles door elkaar.',
        'r.txt',
        {'serv': 4, 'ni': 2, 'ns': 2},
    ),
    (
        'pasted no headings de',
        'Rührei\n\n4 Eier\n2 EL Milch\n1 Prise Salz\n\nEier mit Milch verquirlen.\nIn der Pfanne stocken lassen.',
        'r.txt',
        {'ni': 3, 'ns': 2},
    ),
    (
        'pasted no headings fr',
        'Omelette\n\n4 œufs\n2 cuillères à soupe de lait\n1 pincée de sel\n\nBattre les œufs avec le lait.\nCuire à la poêle.',
        'r.txt',
        {'ni': 3, 'ns': 2},
    ),
    (
        'pasted no headings it',
        'Frittata\n\n4 uova\n2 cucchiai di latte\n1 pizzico di sale\n\nSbattere le uova con il latte.\nCuocere in padella.',
        'r.txt',
        {'ni': 3, 'ns': 2},
    ),
    (
        'pasted no headings es',
        'Tortilla\n\n4 huevos\n3 patatas\n1 pizca de sal\n\nPelar y cortar las patatas.\nBatir los huevos y mezclar.',
        'r.txt',
        {'ni': 3, 'ns': 2},
    ),
    (
        'ocr',
        'lngredients\n2OO g flour\n1 tsp sa1t\n3 eggs\n\nMeth0d\nMix all the ingredients together.\nBake 2O minutes.',
        'r.txt',
        {'ni': 3, 'ns': 2},
    ),
    (
        'korean',
        '김치찌개\n\n2인분\n\n재료\n김치 200g\n돼지고기 150g\n두부 1/2모\n\n만드는 법\n1. 김치를 썰어 주세요.\n2. 20분간 끓입니다.',
        'r.txt',
        {'serv': 2, 'ni': 3, 'ns': 2, 'timers': [None, 1200.0]},
    ),
    (
        'japanese',
        '肉じゃが\n\n材料（4人分）\n牛肉 200g\nじゃがいも 4個\n玉ねぎ 1個\n\n作り方\n①じゃがいもを切る。\n②20分煮る。',
        'r.txt',
        {'serv': 4, 'ni': 3, 'ns': 2, 'timers': [None, 1200.0]},
    ),
    (
        'chinese',
        '番茄炒蛋\n\n食材：\n番茄 2个\n鸡蛋 3个\n盐 少许\n\n步骤：\n1. 番茄切块。\n2. 炒3分钟。',
        'r.txt',
        {'ni': 3, 'ns': 2, 'timers': [None, 180.0]},
    ),
    (
        'bullets unicode',
        'Salad\n\nIngredients\n▢ 1 cucumber\n▢ 2 tomatoes\n▢ salt\n\nInstructions\n▶ Slice the cucumber.\n▶ Mix with the tomatoes.',
        'r.txt',
        {'ing': ['1 cucumber', '2 tomatoes', 'salt'], 'ns': 2},
    ),
    (
        'yield line makes',
        'Scones\nMakes 12\nIngredients\n225 g flour\n50 g butter\n150 ml milk\nMethod\nRub in the butter.\nBake 12 minutes.',
        'r.txt',
        {'yields': (12.0, 'servings', None)},
    ),
    (
        'Yield: 24',
        'Cookies\nYield: 24 cookies\nPrep: 15 mins | Cook: 10 mins\n\nIngredients\n200 g flour\n100 g sugar\n\nMethod\nMix.\nBake the cookies for 10 minutes.',
        'r.txt',
        {'yields': (24.0, 'cookies', None), 'prep': 900, 'cook': 600},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "name", "expected"), CASES, ids=[case[0] for case in CASES])
def test_the_structure_of_a_text(title: str, text: str, name: str, expected: dict[str, Any]) -> None:
    (found,) = read_file(File(content=text.encode(), name=name))
    assert {key: READ[key](found.recipe) for key in expected} == expected
