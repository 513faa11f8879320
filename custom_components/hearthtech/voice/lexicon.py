"""Words of the kitchen by class. A word of a class stands for its class, so that what is learned of one holds for all."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split("|"))


FOODS = _words(
    """
    agave alfredo allspice almond almonds anchovies anchovy anise appetizer apple apples applesauce apricot
    apricots arrowroot artichoke artichokes arugula asparagus avocado avocados bacon bagel bagels baguette
    banana bananas barley basil bass batter bean beans bearnaise bechamel beef beer beet beetroot beets
    berries berry biryani biscuit biscuits blackberries blackberry blondie blondies blueberries blueberry
    boar bologna bolognese bouillon bran bratwurst bread breadcrumbs breakfast brie brisket brittle broccoli
    broth brownie brownies brunch buckwheat bulgur bun buns burger burgers burrito burritos butter
    buttermilk cabbage cake cakes camembert candies candy cannelloni canola cantaloupe caper capers caramel
    caraway carbonara cardamom carrot carrots cashew cashews casserole cauliflower caviar cayenne celery
    cereal ceviche chard cheddar cheerios cheese cheeseburger cheeseburgers cheesecake cheesesteak
    cheesesteaks cheetos cheez cherries cherry chestnut chestnuts chicken chickpea chickpeas chili chilies
    chilli chimichanga chip chips chive chives chocolate chop chops chorizo chowder chutney cider cilantro
    cinnamon clam clams clementine cloves cobbler cocoa coconut cod coffee coke cola coleslaw combo cookie
    cookies coriander corn cornbread cornflakes cornmeal cornstarch couscous crab crabs cracker crackers
    cranberries cranberry cream creamer crepe crepes croissant croissants crouton croutons crumble crust
    cucumber cucumbers cumin cupcake cupcakes curd currants curry custard dal date dates dessert dill dinner
    dish dishes donut donuts doritos dough doughnut doughnuts dressing duck dumpling dumplings eclair
    eclairs egg eggplant eggplants eggs empanada empanadas enchilada enchiladas entree espresso fajita
    fajitas falafel fennel feta fettuccine fettucine fig figs fillet fillets filling fillings fish flan
    flour fondue fries frittata frosting fruit fruits fudge ganache garlic gelatin ginger gnocchi goat goose
    gouda goulash granola grape grapefruit grapes gravy groceries guacamole gumbo haddock half-and-half
    halibut ham hamburger hamburgers haricots harissa hazelnut hazelnuts herbs herring hoagie hollandaise
    honey honeydew horseradish hotdog hotdogs hummus icing jam jambalaya jello jelly jerkey jerky juice kale
    kebab kebabs ketchup kidney kielbasa kimchi kiwi kiwis kombucha lamb lard lasagna lasagne leek leeks
    leftover leftovers lemon lemonade lemons lentil lentils lettuce lime limes linguine liver lobster
    lobsters lox lunch mac macaroni macarons macaroons mackerel mandarin mango mangoes mangos margarine
    marinade marinara marjoram marmalade marshmallow marshmallows marzipan masala mayo mayonnaise meal meat
    meatball meatballs meatless meatloaf meats melon melons meringue milk millet mint miso molasses moussaka
    mousse mozzarella muffin muffins mushroom mushrooms mussel mussels mustard mutton naan nacho nachos
    nectarine nectarines noodle noodles nugget nuggets nut nutella nutmeg nuts oat oatmeal oats octopus oil
    okra olive olives omelet omelette omelettes onion onions orange oranges oregano oreos oyster oysters
    paella pancake pancakes pancetta papaya paprika parmesan parsley parsnip parsnips pasta pastrami
    pastries pastry pate patties patty pea peach peaches peanut peanuts pear pears peas pecan pecans pepper
    peppercorns pepperoni peppers pepsi perogies persimmon pesto pheasant philly pho pickle pickles pie
    pie-crust pierogi pies pilaf pineapple pistachio pistachios pita pizza pizzas plantain plantains plum
    plums polenta pomegranate popcorn popsicle pork porridge potato potatoes poultry poutine pozole praline
    prawn prawns pretzel pretzels produce prosciutto prune prunes pudding pumpkin quail quesadilla
    quesadillas quiche quinoa rabbit radish radishes raisin raisins ramen raspberries raspberry ratatouille
    ravioli relish reuben rhubarb ribs rice ricotta rind risotto roast roll rolls romaine rosemary rum
    rutabaga rye saffron sage salad salads salami salisbury salmon salmonella salsa salt saltines samosa
    samosas sandwich sandwiches sardine sardines sauce sauces sauerkraut sausage sausages scallion scallions
    scallop scallops schnitzel scone scones seafood seaweed seeds semolina sesame shallot shallots shepherds
    sherbet shortening shrimp shrimps sirloin slaw smoothie smoothies snack snacks snapper snickerdoodles
    soda sole sorbet souffle soup soups sourdough soy soybeans spaghetti spam spareribs spice spices spinach
    sprinkles sprite sprouts squash squid sriracha steak steaks stevia stew stews stock strawberries
    strawberry stroganoff strudel stuffing sub sugar sundae supper sushi sweetener swordfish syrup tabasco
    taco tacos tahini tamale tamales tangerine tapas tapioca tarragon tart tartare tarts tea tempeh tempura
    tenderloin teriyaki thyme tikka tilapia tiramisu toast toffee tofu tomato tomatoes tongue tortellini
    tortilla tortillas tostada trout truffle truffles tuna turkey turmeric turnip turnips twinkies vanilla
    veal vegetable vegetables veggies venison vinaigrette vinegar waffle waffles walnut walnuts wasabi water
    watercress watermelon wellington wheat whey whiskey wine wings yam yams yeast yoghurt yogurt yolk yolks
    yorkshire zest ziti zucchini
    """
)
"""Single words that name food."""

INGREDIENTS = _phrases(
    """
    salt | pepper | black pepper | white pepper | sugar | brown sugar | white sugar | powdered sugar |
    cane sugar | honey | maple syrup | stevia | flour | whole wheat flour | bread flour | almond flour |
    baking powder | baking soda | yeast | dry yeast | butter | unsalted butter | margarine | lard |
    olive oil | vegetable oil | canola oil | coconut oil | sesame oil | milk | skim milk | whole milk |
    almond milk | oat milk | soy milk | coconut milk | condensed milk | buttermilk | cream | heavy cream |
    sour cream | cream cheese | yogurt | greek yogurt | parmesan | cheddar | mozzarella | feta | ricotta |
    gouda | swiss cheese | goat cheese | eggs | egg whites | egg yolks | chicken | chicken breast |
    chicken broth | chicken thighs | beef | ground beef | beef broth | pork | bacon | ham | sausage | lamb |
    turkey | veal | salmon | tuna | shrimp | cod | anchovies | tofu | lentils | chickpeas | black beans |
    kidney beans | rice | brown rice | white rice | quinoa | couscous | pasta | noodles | spaghetti | oats |
    bread crumbs | cornstarch | cornmeal | garlic | garlic powder | onions | red onion | onion powder |
    shallots | leeks | scallions | chives | ginger | carrots | celery | potatoes | sweet potatoes |
    tomatoes | tomato paste | tomato sauce | bell pepper | jalapenos | chili powder | cayenne pepper |
    paprika | cumin | coriander | turmeric | curry powder | cinnamon | nutmeg | cloves | cardamom | vanilla |
    vanilla extract | cocoa powder | chocolate chips | dark chocolate | walnuts | pecans | almonds |
    peanuts | peanut butter | cashews | raisins | cranberries | apples | bananas | lemons | lemon juice |
    limes | lime juice | oranges | orange juice | strawberries | blueberries | raspberries | mango |
    pineapple | peaches | grapes | avocado | spinach | kale | lettuce | cabbage | broccoli | cauliflower |
    zucchini | eggplant | mushrooms | peas | corn | green beans | asparagus | cucumber | pumpkin | basil |
    oregano | thyme | rosemary | parsley | cilantro | dill | mint | sage | bay leaves | soy sauce |
    fish sauce | oyster sauce | worcestershire sauce | hot sauce | ketchup | mustard | dijon mustard |
    mayonnaise | vinegar | apple cider vinegar | balsamic vinegar | red wine | white wine | beer | rum |
    gelatin | molasses | corn syrup | vegetable broth | stock | water | cold water | hot water | ice |
    pickles | olives | capers | sesame seeds | sunflower seeds | tortillas | bread | crackers
    """
)
"""What recipes are made of, as said."""
DISHES = _phrases(
    """
    chicken soup | tomato soup | lentil soup | onion soup | minestrone | clam chowder | pho | ramen |
    beef stew | lamb stew | gumbo | jambalaya | chili | pork chili | chili con carne | pot roast |
    roast beef | roast chicken | baked chicken | fried chicken | chicken curry | butter chicken |
    chicken parmesan | chicken tikka masala | chicken pot pie | chicken salad | chicken wings |
    chicken nuggets | teriyaki chicken | turkey | a whole turkey | turkey breast | meatloaf | meatballs |
    beef stroganoff | beef wellington | steak | a rare steak | a ribeye | pork chops | pulled pork |
    pork loin | spare ribs | baby back ribs | spiral ham | glazed ham | lamb chops | leg of lamb | salmon |
    grilled salmon | tuna casserole | tuna salad | fish and chips | fish tacos | shrimp scampi | shrimp |
    lobster | crab cakes | paella | risotto | fried rice | rice | white rice | rice pilaf | sushi |
    spaghetti | spaghetti and meatballs | spaghetti sauce | pasta | lasagna | mac and cheese |
    fettuccine alfredo | carbonara | bolognese | ravioli | gnocchi | tortellini | pizza | pizza dough |
    homemade pizza | calzone | tacos | burritos | enchiladas | quesadillas | fajitas | nachos | guacamole |
    salsa | tamales | tortillas | hamburgers | cheeseburgers | a bacon cheeseburger | hot dogs |
    sloppy joes | grilled cheese | club sandwiches | egg salad | potato salad | caesar salad | greek salad |
    broccoli salad | fruit salad | coleslaw | mashed potatoes | baked potatoes | french fries |
    scalloped potatoes | potato skins | sweet potato pie | green bean casserole | broccoli cheddar soup |
    omelette | an omelet | scrambled eggs | fried eggs | boiled eggs | hard boiled eggs | poached eggs |
    eggs benedict | deviled eggs | pancakes | buttermilk pancakes | waffles | french toast | crepes |
    oatmeal | granola | muffins | banana bread | cornbread | sourdough bread | garlic bread | white bread |
    dinner rolls | biscuits | bagels | croissants | cinnamon rolls | doughnuts | scones | apple pie |
    cherry pie | pumpkin pie | pecan pie | key lime pie | blackberry pie | pie crust | cheesecake |
    chocolate cake | carrot cake | pound cake | birthday cake | cupcakes | brownies | blondies |
    sugar cookies | chocolate chip cookies | oatmeal cookies | rice pudding | bread pudding | creme brulee |
    tiramisu | ice cream | fudge | caramel | rice krispies treats | apple crumble | peach cobbler |
    dumplings | spring rolls | egg rolls | pad thai | lo mein | chow mein | kung pao chicken |
    sweet and sour pork | orange chicken | hunan chicken | miso soup | tempura | bibimbap | kimchi |
    biryani | samosas | naan | dal | falafel | hummus | shawarma | gyros | moussaka | ratatouille | quiche |
    coq au vin | souffle | beef bourguignon | schnitzel | goulash | pierogi | borscht | shepherd's pie |
    cottage pie | bangers and mash | haggis | irish stew | cabbage rolls | stuffed peppers |
    eggplant parmesan | stir fry | vegetable curry | corn on the cob | roasted vegetables | asparagus |
    brussels sprouts | collard greens | baked beans | rice and beans | polenta | grits | porridge |
    a smoothie | lemonade | hot chocolate | pasta sauce | alfredo sauce | gravy | pesto | barbecue sauce
    """
)
"""What is cooked, as said."""
CUISINES = _phrases(
    """
    italian | mexican | chinese | thai | indian | french | greek | japanese | korean | vietnamese | spanish |
    german | american | southern | cajun | creole | moroccan | turkish | lebanese | mediterranean |
    middle eastern | ethiopian | brazilian | peruvian | cuban | jamaican | caribbean | hawaiian | polish |
    russian | swedish | hungarian | irish | british | english | scottish | portuguese | filipino |
    indonesian | malaysian | asian | african | norwegian | swiss | austrian | dutch | belgian | persian |
    israeli | egyptian | tibetan | burmese | norse | latin | kosher | vegan | vegetarian | tex mex |
    soul food | sicilian | danish
    """
)
COUNTRIES = _phrases(
    """
    italy | mexico | china | thailand | india | france | greece | japan | korea | vietnam | spain | germany |
    morocco | turkey | lebanon | ethiopia | brazil | peru | cuba | jamaica | hawaii | poland | russia |
    sweden | hungary | ireland | scotland | portugal | the philippines | indonesia | malaysia | norway |
    switzerland | austria | belgium | iran | israel | egypt | argentina | chile | canada | australia |
    england | tibet | burma | syria
    """
)
TOOLS = _phrases(
    """
    pan | pot | bowl | large bowl | mixing bowl | skillet | frying pan | saucepan | baking sheet |
    baking dish | casserole | casserole dish | dutch oven | slow cooker | pressure cooker | wok | grill |
    blender | food processor | mixer | whisk | spatula | wooden spoon | spoon | knife | peeler | grater |
    sieve | colander | rolling pin | muffin tin | cake tin | loaf pan | springform pan | lid | foil |
    aluminum foil | parchment paper | plastic wrap | tray | rack | wire rack | jar | kettle | ladle | tongs |
    thermometer | measuring cup | cutting board | brush | toothpick | skewers | plate | dish | sheet |
    roasting pan | cookie sheet | paper towel | stand mixer | double boiler | ramekin
    """
)
PARTS = _phrases(
    """
    the mixture | the dough | the batter | the sauce | the filling | the meat | the vegetables |
    the ingredients | the eggs | the chicken | the onions | the oil | the butter | the cream | the cheese |
    the milk | the potatoes | the rice | the noodles | the pasta | the beef | the steaks | the fish |
    the cake | the pie | the cookies | the bread | the crust | the salad | the dressing | the marinade |
    the fruit | the nuts | the water | the flour | the sugar | the spices | the herbs | the soup |
    the beans | the peppers | the tomatoes | the mushrooms | the bacon | the pan | the pot | the bowl |
    the oven | the skillet | the patties | the balls | the slices | the rolls | them | it | both |
    all of them | everything | those | these
    """
)
ACTED = _phrases(
    """
    added | mixed | stirred | combined | whisked | beaten | poured | placed | put | cooked | boiled |
    simmered | fried | baked | roasted | grilled | heated | preheated | melted | cooled | chilled | drained |
    rinsed | washed | peeled | chopped | diced | sliced | cut | minced | grated | shredded | mashed |
    crushed | folded | rolled | kneaded | spread | sprinkled | brushed | coated | covered | greased |
    seasoned | marinated | browned | sauteed | steamed | turned | flipped | removed | transferred |
    set aside | refrigerated | frozen | blended | pureed | strained | squeezed | dissolved | thickened |
    reduced | shaped | filled | stuffed | wrapped | arranged | tossed | dipped | lined | dusted | trimmed |
    discarded | divided | layered | topped | stirred in | mixed in | poured in | taken out
    """
)
"""What hands did, as participles."""
ACTS = _phrases(
    """
    cook | boil | simmer | fry | bake | roast | grill | steam | heat | melt | cool | chill | rest |
    marinate | saute | brown | microwave | broil | smoke | poach | toast | barbecue | stew | knead | whip |
    beat | stir | mix | refrigerate | freeze | preheat | soak | toss | blanch | braise | sear
    """
)
PEOPLE = _phrases(
    """
    my wife | my husband | my son | my daughter | my mother | my father | grandma | grandpa | anna | tom |
    maria | david | the kids | my guests | my girlfriend | my boyfriend | the baby | emma | lucas | sarah
    """
)
UNIT_WORDS = _phrases(
    """
    grams | gram | kilograms | kilogram | kilos | milligrams | ounces | ounce | pounds | pound | teaspoons |
    teaspoon | tablespoons | tablespoon | cups | cup | pints | pint | quarts | quart | gallons | gallon |
    liters | liter | litres | milliliters | milliliter | deciliters | centiliters | fluid ounces | inches |
    inch | feet | foot | yards | yard | miles | mile | meters | meter | centimeters | centimeter |
    millimeters | millimeter | kilometers | kilometer | fahrenheit | celsius | degrees fahrenheit |
    degrees celsius | ml | kg | cm | mm | km | oz | lbs | tbsp | tsp | decimeters | stone | tons
    """
)
STORES = _phrases(
    """
    restaurant | diner | cafe | pizza place | steakhouse | sushi bar | olive garden | burger king |
    applebees | chilis | red lobster | outback | mcdonalds | taco bell | wendys | the italian place |
    luigis | the bistro | panda express | dennys | ihop | subway
    """
)
NUMBERS = _phrases(
    """
    one | two | three | four | five | six | seven | eight | ten | twelve | fifteen | twenty | thirty |
    forty five | 1 | 2 | 3 | 4 | 5 | 6 | 8 | 10 | 12 | 15 | 20 | 25 | 30 | 45 | 50 | 60 | 90 | 100 | half a |
    a
    """
)
TIMES = _phrases(
    """
    five minutes | ten minutes | 2 minutes | 3 minutes | 15 minutes | twenty minutes | half an hour |
    an hour | one hour | 2 hours | 30 seconds | forty five minutes | 90 minutes | an hour and a half |
    12 minutes | one minute | 35 minutes
    """
)
DAYS = _phrases(
    """
    monday | tuesday | wednesday | thursday | friday | saturday | sunday | yesterday | last night |
    last week | two days ago | three days ago | last month
    """
)
PLACES = _phrases(
    """
    fridge | freezer | refrigerator | pantry | cupboard | counter | cabinet | ice box
    """
)
NUTRIENT_WORDS = _phrases(
    """
    protein | fat | sugar | sodium | salt | carbs | carbohydrates | fiber | cholesterol | calcium | iron |
    vitamin c | saturated fat | potassium | fats | proteins
    """
)

LISTS: dict[str, tuple[str, ...]] = {
    "ingredient": INGREDIENTS,
    "dish": DISHES,
    "fooditem": (*INGREDIENTS, *DISHES),
    "cuisine": CUISINES,
    "country": COUNTRIES,
    "tool": TOOLS,
    "part": PARTS,
    "acted": ACTED,
    "act": ACTS,
    "person": PEOPLE,
    "unit": UNIT_WORDS,
    "store": STORES,
    "number": NUMBERS,
    "time": TIMES,
    "day": DAYS,
    "when": (
        "today",
        "tonight",
        "tomorrow",
        "tomorrow night",
        "this evening",
        "monday",
        "saturday",
        "sunday",
    ),
    "meal": ("dinner", "lunch", "breakfast", "supper"),
    "diet": ("vegan", "vegetarian", "gluten free", "kosher", "halal", "lactose free", "dairy free"),
    "place": PLACES,
    "nutrient": NUTRIENT_WORDS,
}

CLASSES: dict[str, str] = {
    **dict.fromkeys(FOODS, "<food>"),
    **{
        word: "<unit>"
        for unit in UNIT_WORDS
        for word in unit.split()
        if word not in {"degrees", "stone", "foot"}
    },
    **{
        word: "<cuisine>"
        for cuisine in CUISINES
        for word in cuisine.split()
        if word not in {"american", "soul", "eastern", "middle", "english"}
    },
    **{
        word: "<acted>"
        for act in ACTED
        for word in act.split()
        if word not in {"in", "out", "aside", "put", "set", "turned", "covered", "removed"}
    },
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), "<day>"),
    **dict.fromkeys(PLACES, "<place>"),
}
"""The class of a word, for words that belong to one."""

OPENER_WORDS = _words(
    """
    ah and awesome cool easy excellent fine good great hello hey hi hm hmm nice no now oh ok okay perfect
    please problem right so sorry super sure thank thanks then top uh um understood well wonderful yeah yep
    yes
    """
)
"""Words that open a sentence without saying what it is about."""
