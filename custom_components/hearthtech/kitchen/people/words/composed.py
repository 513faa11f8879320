"""Foods made of many things, which they do not name."""

TABLE = """
+: sauce, dressing, salad dressing, marinade, mix, blend, soup, dip, paste, filling, relish, chutney, mango chutney,
 ketchup, catsup, tomato ketchup, tomatenketchup, bbq sauce, barbecue sauce, barbecuesauce, hot sauce, sriracha,
 tabasco, buffalo sauce, franks, frank s red hot, cholula, enchilada sauce, taco sauce, salsa, salsa verde, guacamole,
 steak sauce, a1 sauce, a 1 sauce, hp sauce, brown sauce, cocktail sauce, sweet chili sauce, sweet and sour sauce,
 duck sauce, plum sauce, mint sauce, cranberry sauce, marinara, marinara sauce, pasta sauce, spaghetti sauce, pizza
 sauce, tomato basil sauce, arrabbiata, italian dressing, greek dressing, poppy seed dressing, coleslaw dressing,
 coleslaw, baked beans, refried beans, canned soup, tomato soup, canned chili, chili sauce, chili garlic sauce, garlic
 sauce, wasabi, wasabi paste, sausage, italian sausage, breakfast sausage, chicken sausage, turkey sausage, smoked
 sausage, kielbasa, andouille, bratwurst, frankfurter, hot dog, hotdog, salami, pepperoni, chorizo, mortadella,
 bologna, pastrami, corned beef, ham, prosciutto, deli ham, deli turkey, luncheon meat, spam, meatballs, meatloaf,
 pate, liverwurst, black pudding, blood sausage, haggis, turkey bacon, jerky, beef jerky, scrapple, wurst, wurstchen,
 bratwurste, mettwurst, schinken, leberkase, leberwurst, fleischkase, blutwurst, cabanossi, salsiccia, salsicce,
 saucisse, saucisses, saucisson, merguez, boudin, jambon, lardons fumes, rillettes, terrine, jamon, jamon serrano,
 salchicha, salchichas, morcilla, longaniza, salchichon, butifarra, prosciutto cotto, prosciutto crudo, speck alto
 adige, nduja, wurstel, cotechino, bresaola, chicken nuggets, chicken tenders, popcorn chicken, burger patties, vegan
 cheese, vegan cream cheese, vegan sour cream, vegan mayonnaise, vegan mayo, vegan sausage, vegan chicken, vegan
 ground beef, vegan heavy cream, vegan cream, vegan ice cream, vegan yogurt, vegan parmesan, vegan egg, just egg,
 veggie burger, veggie ground, plant based ground, beyond beef, beyond meat, impossible burger, impossible meat,
 impossible beef, impossible sausage, gardein, quorn, meatless crumbles, meat substitute, tofurky, seitan sausage,
 field roast, vegan bacon, plant based milk, plant milk, non dairy milk, nondairy milk, dairy free milk,
 pflanzenmilch, pflanzendrink, lait vegetal, leche vegetal, bevanda vegetale, plant based cream, vegane sahne, veganer
 kase, fromage vegetal, queso vegano, egg replacer, egg substitute, flax egg mix, energy drink, cola, coke, coca cola,
 pepsi, dr pepper, sprite, 7up, soda, root beer, ginger ale, ginger beer, tonic water, lemonade, limeade, frozen
 lemonade concentrate, kool aid, gatorade, candy, candies, gummy bears, gummies, jelly beans, licorice, lakritz, candy
 canes, peppermint candies, candy corn, skittles, starburst, jolly ranchers, sprinkle, food coloring gel, fruit
 snacks, cereal, cheerios, chex, rice krispies, corn flakes, cornflakes, special k, rice crispies, puffed rice cereal,
 corn chex, rice chex, potato chips, crisps, chips, tortilla chips, doritos, fritos, popcorn, corn nuts, rice cakes,
 pita chips, bagel chips, taco shells, tostada, tostadas, frozen meal, french fried onions, crispy fried onions, fried
 onions, fried shallots, rostzwiebeln, tater tots, french fries, hash browns, frozen fries, oven chips, frozen hash
 browns, onion rings, veggie chips, papad, papadam, poppadom, tortilla wraps, gluten free flour, gluten free flour
 blend, gluten free flour mix, gluten free bread, gluten free pasta, gluten free breadcrumbs, gluten free baking
 flour, gluten free oats, 1 to 1 gluten free flour, pudding powder, jello, jell o, jelly, gotterspeise, flavored
 gelatin, liqueur, schnapps, baileys, irish cream, kahlua, coffee liqueur, creme de cacao, creme de menthe,
 limoncello, grand marnier, cointreau, triple sec, bitters, pimm s, aperol, campari, jagermeister, likor, liqueur d
 orange, coconut yogurt, coconut milk beverage, rice milk, horchata, coconut whipped cream, so delicious, ripple milk,
 protein shake, instant coffee mix, chai mix, golden milk mix, matcha latte mix, pumpkin spice creamer, sazon packet,
 seasoning sachet, stuffing cubes, canned gravy, jar of sauce, chili with beans, tamale, mincemeat, suet, fruit
 cocktail, pie filling, cherry pie filling, apple pie filling, blueberry pie filling, sweet pickle relish, pickle
 relish, mustard pickle, marmite, vegemite, bovril, yeast extract, hefeextrakt, extrait de levure, extracto de
 levadura, estratto di lievito, natural flavors, artificial flavors, flavoring, aroma, hydrolyzed vegetable protein,
 modified starch, textured protein, vegetable protein, starter, sponge, poolish, levain, masa madre, lievito madre,
 levito madre, li hing mui, truffle oil, sosse, sossen, dressings, salatdressing, fertiggericht, tutensuppe,
 backmischung, tortenguss, fullung, tomatensauce, salatsauce, fischgewurz, sauce tomate cuisinee, sauce salade, sauce
 pour pates, garniture, farce, preparation pour gateau, salsa barbacoa, salsa de tomate, tomate frito, aderezo, alino,
 relleno, preparado, sugo pronto, sugo al pomodoro, ragu, ragu alla bolognese, bolognese, ripieno, preparato per
 torte, insaporitore, insalata russa, giardiniera, sottaceti, rollmops glaze, mochi, mochi ice cream, dumplings,
 gyoza, potstickers, pierogi, ravioli, tortellini, cappelletti, agnolotti, samosa, samosas, empanadas, tamales,
 burritos, sushi, meal kit, rotisserie chicken, fried chicken, breaded chicken, breaded fish
gluten ?eggs ?milk +: ravioli, tortellini, cappelletti, agnolotti, dumplings, gyoza, potstickers, pierogi, samosa,
 samosas, empanadas, sourdough discard, breaded chicken, fried chicken, chicken nuggets, chicken tenders, french fried
 onions, crispy fried onions, fried onions, rostzwiebeln, backmischung, poolish, levain, lievito madre, masa madre,
 haggis, meatloaf
gluten: marmite, vegemite, breaded fish, seitan sausage, field roast, masa madre, lievito madre, levain
fish: breaded fish
?milk: baileys, irish cream, protein shake, hot dog, sausage, corn chex, vegan cheese, potato chips, crisps, chips
milk alcohol: baileys, irish cream
?gluten: sausage, italian sausage, breakfast sausage, bratwurst, hot dog, meatballs, haggis, black pudding, corn
 flakes, cornflakes, rice krispies, cheerios, french fries, gluten free oats, bbq sauce, barbecue sauce, soup, gravy,
 candy, licorice, lakritz, veggie burger, quorn, beyond meat, impossible burger, bovril, brown sauce, hp sauce,
 marinade, sauce, dressing, mix
?eggs: quorn, veggie burger, vegan egg, ravioli, coleslaw, dressing, coleslaw dressing
eggs: coleslaw, coleslaw dressing
?celery: ketchup, tomato ketchup, tomatenketchup, sausage, soup, marinara sauce, pasta sauce, bolognese, ragu, tomato
 soup, giardiniera, veggie burger
?mustard: dressing, salad dressing, italian dressing, relish, bbq sauce, barbecue sauce, pickle relish, sausage,
 giardiniera, marinade, coleslaw, sottaceti, piccalilli
?soybeans: veggie burger, marinade, beyond meat, gardein, vegan mayonnaise, vegan mayo, vegan sausage, vegan chicken,
 vegan ground beef, meatless crumbles, meat substitute, sushi, vegan cream, vegan yogurt, plant based milk, plant
 milk, non dairy milk, nondairy milk, dairy free milk
soybeans: impossible burger, impossible meat, impossible beef, tofurky, gardein
?nuts: vegan cheese, vegan cream cheese, vegan sour cream, vegan cream, vegan parmesan, vegan yogurt, plant based
 milk, plant milk, non dairy milk, nondairy milk, dairy free milk, pflanzenmilch, lait vegetal, leche vegetal, bevanda
 vegetale, mochi, mortadella, so delicious, vegan heavy cream, energy drink, vegan ice cream, cereal, cheerios, farce,
 ripieno, relleno
?peanuts: mochi, cereal, egg rolls, candy, candies
?sesame: sushi, falafel mix, mochi, pita chips, bagel chips, rice cakes
?fish: dressing, steak sauce, a1 sauce, a 1 sauce, hp sauce, bbq sauce, marinade, puttanesca
fish: sushi, rollmops
nuts ?peanuts +: marzipan potatoes, trail mix
?sulphites: sauce, dressing, sausage, chips, marinara sauce, soda, lemonade
+: tomato sauce, sauce tomate, creamed corn, cream style corn, creamed spinach, canned pumpkin pie mix, pumpkin pie filling, condensed soup,
 canned tomatoes with green chiles, rotel, ro tel, kimchi, spaghettios, vegan broth
milk: creamed spinach
# What no maker puts into such foods: not that they were free of everything else.
+ !crustaceans !molluscs !fish !celery !mustard: oreo, oreos, graham cracker, cookie, digestive biscuits, digestives,
 shortbread, biscoff, speculoos, vanilla wafers, nilla wafers, ladyfinger, ladyfingers, savoiardi, keks, kekse,
 butterkekse, loffelbiskuit, loffelbiskuits, petit beurre, galletas maria, biscotti secchi, chocolate, chocolate
 chips, dark chocolate, bittersweet chocolate, semisweet chocolate, semi sweet chocolate, semisweet chocolate chips,
 semi sweet chocolate chips, dark chocolate chips, white chocolate, white chocolate chips, milk chocolate, milk
 chocolate chips, unsweetened chocolate, baking chocolate, schokolade, zartbitterschokolade, kuverture, chocolat,
 chocolat noir, pepites de chocolat, chocolate negro, cioccolato, cioccolato fondente, gocce di cioccolato, ice cream,
 frosting, buttercream, caramel, caramel sauce, butterscotch chips, whipped topping, cool whip, pudding mix, vanilla
 pudding, instant pudding, chocolate syrup, chocolate sauce, hot fudge, nutella, sprinkle, jimmies, candy canes,
 granola, muesli, musli, cereal, corn flakes, cornflakes, rice krispies, cheerios, protein powder, cake mix, brownie
 mix, cake, sponge cake, angel food cake, brownie, cherry pie filling, apple pie filling, blueberry pie filling,
 pie crust, phyllo dough, puff pastry, vegan butter
# Fish oil goes into some margarines, fish gelatin into some jellies.
+ !crustaceans !molluscs !celery !mustard: margarine, shortening, vegetable shortening, cooking spray, jello, jell o
# Lupin flour goes into breads.
+ !crustaceans !molluscs !fish: bread, breadcrumbs, bread crumbs, panko, baguette, ciabatta, hamburger buns,
 hot dog buns, dinner rolls, naan, pita, flour tortillas, french bread, italian bread, brotchen, semmelbrosel,
 paniermehl, chapelure, pain, pan rallado, pangrattato, pane
+ !crustaceans !molluscs !fish !lupin: ketchup, tomato ketchup, mayonnaise, mayo
# Lupin stands in for soy in some seasonings.
+ !crustaceans !molluscs !nuts !peanuts: chicken broth, chicken stock, beef broth, beef stock, vegetable broth,
 vegetable stock, huhnerbruhe, gemusebruhe, rinderbruhe, bouillon de legumes, bouillon de volaille, caldo de verduras,
 caldo de pollo, brodo vegetale, brodo di pollo
+ !gluten: gluten free flour, gluten free flour blend, gluten free flour mix, gluten free bread, gluten free pasta,
 gluten free breadcrumbs, gluten free baking flour, 1 to 1 gluten free flour
"""
