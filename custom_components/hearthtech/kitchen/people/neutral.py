"""Words of ingredient lines that say how much, how, and what for, and never what."""

from functools import lru_cache

from custom_components.hearthtech.kitchen.food.adjectives import light_words
from custom_components.hearthtech.kitchen.food.text import words
from custom_components.hearthtech.kitchen.food.vocabulary import vocabulary

_NEVER = frozenset(
    words(
        "dairy free non mix flavored flavor assorted egg butter cream milk no trader joe king arthur bob mill"
    )
)
"""Light in a name, and yet they may tell of a food."""

_WORDS = {
    "en": """
a an the of and for to in with on at by into from as about if you your it is are be can will used using use each per plus
more extra additional needed need desired taste serving serve garnish garnishing topping sprinkling dusting greasing brushing
rolling drizzling frying note see recipe below above cooking after other all cooker removed zest juice preferred but pot work
stir then make made this these less recommended searing cook consistency measure measured similar bell prefer thinner thicker
high slightly dutch thickness step deep my off press long pre pan skillet bowl x c f against footnote save bulk decoration dice
jasmine basmati also try ribbon edge centre center filled measuring enough instruction both tip finishing combination halve
narrow peel peeled skin stem seed seeded core cored rind trimmed quality brand store any choice half purpose style total weight
amount you'll i im weve ive our we they them which when until before over under up out so just only very well really little lot
lots few several many one two three four five six eight ten dozen another same equivalent according depending adjust needed
divided separated reserved remaining rest leftover leftovers squeezed pressed packed sifted spooned leveled scooped heaping
thawed defrosted temperature room warm warmed hot cold chilled cooled boiling lukewarm tepid day old overnight soaked rinsed
drained patted dry dried fresh frozen canned jarred bottled bagged boxed tinned good great nice favorite best okay fine coarse
chunk chunky chopped minced sliced diced grated shredded crumbled crushed cubed julienned torn halved quartered cut thin thick
size inch inches cm mm diameter long wide square round ball bite piece pieces bone boneless skinless shell shelled unshelled
pitted unpitted hulled deveined topping toppings tail tails head heads leaf leaves sprig bunch stalk clove wedge slice strip floret spear ear
cob kernel can jar tin box bag pack package packet pouch envelope container bottle tub tube carton stick sticks cup oz lb g kg
ml l dl tsp tbsp teaspoon tablespoon pinch dash handful splash drizzle quart pint gallon liter degrees minute minutes hour
hours sweet sour bitter spicy mild hot sharp tart tangy smoky crisp crispy crunchy soft softened tender firm ripe unripe
overripe green red yellow white black brown purple orange pink golden dark light pale organic natural pure real raw cooked
uncooked roasted toasted grilled baked fried steamed boiled poached smoked cured salted unsalted sweetened unsweetened
unflavored seasoned omit omitting pick fit rich worth milder melting higher
short layer single portion slow stove oven excess touch break clump finger keep help plenty would how buy straight may leave
recommend method smaller linked heat replace variation reduce swap concern preference exterior cutting diameter refrigerator
fridge freezer etc fl person people smaller larger bigger approx roughly mainly mostly consistency instruction combine
low reduced sodium fat lean sugar added salt pepper premium regular classic traditional homemade
""",
    "de": """
der die das den dem des ein eine einen einem einer und mit ohne in im aus zum zur fur auf von vom bei nach je ca etwa etwas
mehr wenig viel viele einige paar noch auch oder als bis pro ganz ganze ganzer ganzes halb halbe frisch frische frischer
frisches frischen getrocknet getrocknete getrockneter gehackt gehackte gehackter gehacktes fein feine feiner feines grob grobe
grober gerieben geriebene geschnitten gewurfelt geputzt gewaschen geschalt geschalte entkernt entkernte gekocht gekochte
gekochter gegart gerostet gerostete geroestet gemahlen gemahlene gemahlener gestossen zerdruckt zerstossen klein kleine kleiner
kleines gross grosse grosser grosses mittelgross mittelgrosse dunn dick reif reife reifer weich weiche weiches hart kalt kalte
kaltes warm warme warmes lauwarm heiss heisses zimmerwarm rot rote roter rotes grun grune gruner grunes gelb gelbe weiss weisse
weisser weisses schwarz schwarze schwarzer braun brauner mild milde scharf scharfe suss susse sauer saure bio unbehandelt
unbehandelte tiefgekuhlt tk aufgetaut abgetropft abtropfgewicht dose dosen glas packung packchen pck beutel tute becher
flasche flaschchen handvoll prise prisen el tl essloffel teeloffel msp messerspitze tasse tassen stuck stucke scheibe scheiben
zehe zehen zweig zweige stiel stiele stange stangen bund blatt blatter kopf knolle knollen wurfel streifen ringe spalten
fur garnieren bestreuen braten einfetten form dekoration deko servieren abschmecken bestreichen ausrollen arbeitsflache
tomaten g kg ml l dl cl vortag beste gut gute guter saft schale abrieb zesten stufe type typ
""",
    "fr": """
le la les l un une des de du d et ou avec sans en au aux a pour par sur dans son sa ses si plus moins peu beaucoup environ
quelques petit petite petits petites gros grosse grosses grand grande moyen moyenne moyennes frais fraiche fraiches sec seche
seches seches moulu moulue hache hachee haches hachees emince emincee eminces emincees coupe coupee coupes coupees rape rapee
rapees concasse concassee concassees pele pelee pelees epluche epluchee epluchees lave denoyaute denoyautees egoutte egouttee
egouttes cuit cuite cuits cuites cru crue crus crues grille grillee grillees fondu fondue mou molle froid froide chaud chaude
tiede ambiante temperature bien mur mure mures fin fine fins fines finement gros grossierement rouge rouges vert verte vertes
jaune jaunes noir noire noirs noires blond blonde brun brune doux douce fort forte bio nature entier entiere entiers entieres
surgele surgeles surgelees boite boites conserve bocal sachet sachets paquet bouteille verre verres tasse tasses cuillere
cuilleres cuilleree soupe cafe cs cc c s pincee pincees poignee poignees gousse gousses branche branches brin brins botte bottes
feuille feuilles tranche tranches tete tetes morceau morceaux des rondelle rondelles lamelle lamelles quartier quartiers filet
filets tige tiges zeste jus selon gout g kg ml cl dl l pour decorer servir moule cuisson tres non traite traites qualite
demi moitie reste facon
""",
    "es": """
el la los las un una unos unas de del y con sin en al a para por o u su si mas menos poco poca un cantidad aprox aproximadamente
pequeno pequena pequenos pequenas grande grandes mediano mediana medianos medianas fresco fresca frescos frescas seco seca secos
secas molido molida picado picada picados picadas cortado cortada cortados cortadas rallado rallada ralladas pelado pelada
pelados peladas lavado lavada troceado troceada triturado triturada cocido cocida cocidos cocidas crudo cruda crudos tostado
tostada tostadas tostados derretido derretida frio fria caliente tibio tibia temperatura ambiente maduro madura maduros maduras
fino fina finos gordo gruesa rojo roja rojos rojas verde verdes amarillo amarilla negro negra negros blanco blancas dulce
picante entero entera enteros enteras congelado congelados lata latas bote tarro sobre sobres paquete botella vaso vasos taza
tazas cucharada cucharadas cucharadita cucharaditas cda cdas cdta pizca punado puñado diente dientes rama ramas ramita ramitas
manojo hoja hojas rodaja rodajas loncha lonchas trozo trozos cubo cubos tiras unidad unidades pieza piezas gusto g kg gr ml cl
dl l litro litros zumo jugo ralladura piel gramos kilo medio media decorar servir freir virgen extra ecologico cabeza
""",
    "it": """
il lo la i gli le l un uno una di del dello della dei degli delle d e con senza in al allo alla ai agli alle a per da su o q b qb
circa piu meno poco poca piccolo piccola piccoli piccole grande grandi medio media medi medie fresco fresca freschi fresche
secco secca secchi secche macinato macinata tritato tritata tritati tritate tagliato tagliata tagliati tagliate affettato
grattugiato grattugiata pelato pelata pelati sbucciato sbucciata lavato lavata cotto cotta cotti cotte crudo cruda tostato
tostata tostati tostate sciolto fuso freddo fredda caldo calda tiepido tiepida temperatura ambiente maturo matura maturi mature
fine fino grosso grossa rosso rossa rossi rosse verde verdi giallo gialla nero nera neri nere bianco bianca bianchi dolce dolci
piccante intero intera interi surgelato surgelati scatola lattina barattolo vasetto bustina bustine confezione bottiglia
bicchiere bicchieri tazza tazze cucchiaio cucchiai cucchiaino cucchiaini pizzico pizzichi manciata spicchio spicchi rametto
rametti ramo mazzetto foglia foglie fetta fette pezzo pezzi cubetti dadini striscioline gusto g kg gr ml cl dl l litro litri
succo scorza buccia grammi mezzo mezza decorare servire friggere extravergine biologico non trattato trattata testa gambo
perlato perlata ciuffo costa coste
""",
}


@lru_cache(maxsize=8)
def neutral_words(language: str) -> frozenset[str]:
    """The neutral words of a language, in comparable form; those of English where it is not known."""
    known = language if language in _WORDS else "en"
    said = vocabulary(known)
    own: set[str] = set(words(_WORDS[known]))
    for listed in (
        said.units, said.sizes, said.numbers, said.about, said.to, said.plus, said.of, said.each, said.preparation, said.breaks,
        said.optional, said.to_taste, said.purposes, said.extra, said.divided, said.containers,
    ):  # fmt: skip
        for phrase in listed:
            own.update(words(phrase))
    own |= light_words(known)
    return frozenset(own - _NEVER)
