"""What entries of the food database are called in other languages, as reasons speak of them."""

from collections.abc import Mapping
from typing import Final

_COLUMNS: Final = ("de", "fr", "es", "it")
_TABLE: Final = """
apricot|Aprikosen|abricots|albaricoques|albicocche
asparagus|Spargel|asperges|espárragos|asparagi
avocado|Avocado|avocat|aguacate|avocado
beet|Rote Bete|betterave|remolacha|barbabietola
bell pepper|Paprika|poivron|pimiento|peperoni
blackberry|Brombeeren|mûres|moras|more
blueberry|Heidelbeeren|myrtilles|arándanos|mirtilli
broccoli|Brokkoli|brocoli|brócoli|broccoli
brussels sprout|Rosenkohl|choux de Bruxelles|coles de Bruselas|cavoletti di Bruxelles
cabbage|Kohl|chou|col|cavolo
cauliflower|Blumenkohl|chou-fleur|coliflor|cavolfiore
chard|Mangold|blettes|acelgas|bietole
cherry|Kirschen|cerises|cerezas|ciliegie
collard greens|Blattkohl|chou cavalier|berza|cavolo a foglia
corn|Mais|maïs|maíz|mais
cranberry|Cranberrys|canneberges|arándanos rojos|mirtilli rossi
cucumber|Gurke|concombre|pepino|cetriolo
eggplant|Aubergine|aubergine|berenjena|melanzane
grape|Trauben|raisin|uvas|uva
grapefruit|Grapefruit|pamplemousse|pomelo|pompelmo
green bean|grüne Bohnen|haricots verts|judías verdes|fagiolini
kale|Grünkohl|chou kale|col rizada|cavolo riccio
kiwi|Kiwi|kiwi|kiwi|kiwi
leek|Lauch|poireau|puerro|porri
lettuce|Kopfsalat|laitue|lechuga|lattuga
lima bean|Limabohnen|haricots de Lima|judías de Lima|fagioli di Lima
mango|Mango|mangue|mango|mango
melon|Melone|melon|melón|melone
mushroom|Pilze|champignons|champiñones|funghi
okra|Okra|gombo|okra|okra
orange|Orangen|oranges|naranjas|arance
parsnip|Pastinaken|panais|chirivía|pastinaca
pea|Erbsen|petits pois|guisantes|piselli
peach|Pfirsiche|pêches|melocotones|pesche
pear|Birnen|poires|peras|pere
pineapple|Ananas|ananas|piña|ananas
plum|Pflaumen|prunes|ciruelas|prugne
pumpkin|Kürbis|citrouille|calabaza|zucca
radish|Radieschen|radis|rábanos|ravanelli
raspberry|Himbeeren|framboises|frambuesas|lamponi
rhubarb|Rhabarber|rhubarbe|ruibarbo|rabarbaro
rutabaga|Steckrübe|rutabaga|colinabo|rutabaga
spinach|Spinat|épinards|espinacas|spinaci
squash|Speisekürbis|courge|calabaza|zucca
strawberry|Erdbeeren|fraises|fresas|fragole
sweet potato|Süßkartoffeln|patate douce|boniato|patate dolci
tomatillo|Tomatillos|tomatilles|tomatillos|tomatillo
tomato|Tomaten|tomates|tomates|pomodori
turnip|Rübchen|navets|nabos|rape
watermelon|Wassermelone|pastèque|sandía|anguria
zucchini|Zucchini|courgettes|calabacín|zucchine
apple|Äpfel|pommes|manzanas|mele
banana|Bananen|bananes|plátanos|banane
lemon|Zitrone|citron|limón|limone
carrot|Möhren|carottes|zanahorias|carote
potato|Kartoffeln|pommes de terre|patatas|patate
onion|Zwiebeln|oignons|cebollas|cipolle
garlic|Knoblauch|ail|ajo|aglio
celery|Sellerie|céleri|apio|sedano
fennel|Fenchel|fenouil|hinojo|finocchio
chickpea|Kichererbsen|pois chiches|garbanzos|ceci
lentil|Linsen|lentilles|lentejas|lenticchie
white bean|weiße Bohnen|haricots blancs|alubias|cannellini
tofu|Tofu|tofu|tofu|tofu
egg|Eier|œufs|huevos|uova
chicken|Hähnchen|poulet|pollo|pollo
chicken breast|Hähnchenbrust|blanc de poulet|pechuga de pollo|petto di pollo
ground beef|Rinderhack|bœuf haché|carne picada|macinato di manzo
beef|Rindfleisch|bœuf|ternera|manzo
pork chop|Schweinekotelett|côte de porc|chuleta de cerdo|braciola di maiale
bacon|Speck|lard|beicon|pancetta
sausage|Wurst|saucisse|salchicha|salsiccia
salmon|Lachs|saumon|salmón|salmone
tuna|Thunfisch|thon|atún|tonno
shrimp|Garnelen|crevettes|gambas|gamberi
milk|Milch|lait|leche|latte
cream|Sahne|crème|nata|panna
butter|Butter|beurre|mantequilla|burro
yogurt|Joghurt|yaourt|yogur|yogurt
mozzarella|Mozzarella|mozzarella|mozzarella|mozzarella
parmesan|Parmesan|parmesan|parmesano|parmigiano
feta|Feta|feta|feta|feta
rice|Reis|riz|arroz|riso
pasta|Nudeln|pâtes|pasta|pasta
bread|Brot|pain|pan|pane
coconut milk|Kokosmilch|lait de coco|leche de coco|latte di cocco
ginger|Ingwer|gingembre|jengibre|zenzero
basil|Basilikum|basilic|albahaca|basilico
parsley|Petersilie|persil|perejil|prezzemolo
"""


def _read() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {language: {} for language in _COLUMNS}
    for line in _TABLE.strip().splitlines():
        entry, *words = line.split("|")
        for language, word in zip(_COLUMNS, words, strict=True):
            found[language][entry] = word
    return found


FOOD_WORDS: Final[Mapping[str, Mapping[str, str]]] = _read()
"""By language, by entry. What is missing is told in English."""
