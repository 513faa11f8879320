"""What diets ask about beyond allergens."""

TABLE = """
pork: pork, bacon, lard, pancetta, guanciale, speck, prosciutto, ham, ham hock, gammon, pork belly, pork chop, pork
 loin, pork shoulder, pork butt, pork ribs, spare ribs, ground pork, pork mince, pulled pork, chicharron, pork rinds,
 chorizo, pepperoni, salami, mortadella, pork sausage, bratwurst, kielbasa, andouille, canadian bacon, bacon bits,
 bacon fat, bacon grease, fatback, salt pork, trotters, soppressata, capicola, nduja, boudin, schwein,
 schweinefleisch, schweinefilet, schweinebauch, speckwurfel, schinken, schinkenwurfel, schmalz, schweineschmalz, mett,
 hackepeter, kassler, eisbein, porc, lardon, lardons, jambon, poitrine fumee, saindoux, filet mignon de porc, echine
 de porc, cerdo, tocino, panceta, jamon, jamon serrano, lomo de cerdo, manteca de cerdo, beicon, bacon ahumado,
 morcilla, maiale, strutto, lardo, prosciutto cotto, prosciutto crudo, salsiccia, lonza, cotechino, spam, suckling
 pig, fruhstucksspeck, bauchspeck, wammerl, leberwurst
beef: beef, ground beef, minced beef, beef mince, beef chuck, chuck roast, brisket, sirloin, ribeye, flank steak,
 skirt steak, steak, short ribs, oxtail, veal, corned beef, pastrami, beef tallow, tallow, beef jerky, bresaola, rind,
 rindfleisch, rinderhack, rinderhackfleisch, kalb, kalbfleisch, kalbsschnitzel, tafelspitz, roastbeef, rinderfilet,
 boeuf, viande de boeuf, boeuf hache, steak hache, veau, joue de boeuf, entrecote, ternera, res, carne de res, carne
 molida de res, vacuno, buey, chuleton, solomillo de ternera, manzo, vitello, carne di manzo, ossobuco, macinato di
 manzo, filetto di manzo, bistecca, stewing beef, stew meat, roast beef, rump steak, hanger steak, beef broth, beef
 stock, beef bouillon, rinderbruhe, bouillon de boeuf, fond de veau, demi glace, caldo de res, brodo di manzo, beef
 liver, beef sausage, t bone, top round, tri tip, london broil
poultry: chicken, chicken breast, chicken thigh, chicken wings, turkey, ground turkey, ground chicken, duck, goose,
 quail, hen, cornish hen, chicken liver, schmaltz, huhn, hahnchen, hahnchenbrust, huhnerbrust, pute, putenbrust, ente,
 gans, poulet, blanc de poulet, dinde, canard, oie, magret, foie gras, pollo, pechuga de pollo, pavo, pato, pollo
 deshuesado, petto di pollo, tacchino, anatra, oca, faraona, chicken stock, chicken broth, chicken bouillon,
 huhnerbruhe, bouillon de volaille, bouillon de poule, fond de volaille, caldo de pollo, brodo di pollo, chicken base,
 chicken sausage, turkey sausage, turkey bacon, rotisserie chicken, duck fat, goose fat, chicken fat, chicken nuggets,
 chicken tenders, geflugel, volaille, pollame, ave, aves, turkey stock, turkey broth
meat: meat, lamb, ground lamb, lamb shoulder, mutton, goat, goat meat, rabbit, venison, bison, boar, game, kangaroo,
 horse meat, liver, kidney, tripe, offal, sweetbread, bone marrow, meatballs, sausage, italian sausage, breakfast
 sausage, merguez, hot dog, frankfurter, bologna, luncheon meat, fleisch, hackfleisch, lamm, lammfleisch, hammel,
 kaninchen, hirsch, reh, wild, wurst, wurstchen, leberkase, fleischkase, agneau, mouton, lapin, chevreuil, sanglier,
 viande, viande hachee, chair a saucisse, saucisse, cordero, conejo, cabrito, carne, carne picada, carne molida,
 salchicha, salchichas, agnello, coniglio, capretto, carne macinata, macinato, ragu, bolognese, pate, haggis,
 meatloaf, bone broth, liverwurst, rillettes, terrine, fleischbruhe, brodo di carne, caldo de carne, kalbsbries, gravy
 granules, mince, ground meat, burger patties, suet
?meat: bouillon cube, stock, broth, gravy, demi glace, stock cube, bouillon, consomme, fond, dado, caldo, brodo,
 bruhe, refried beans, baked beans
pork @fr: lard, lards
blood: blood, black pudding, blood sausage, blutwurst, boudin noir, morcilla, sanguinaccio, blood pudding
blood pork: black pudding, blood sausage, blutwurst, boudin noir, morcilla
animal: carmine, cochineal, e120, shellac, isinglass, karmin
honey: honey, raw honey, manuka honey, honeycomb, hot honey, honig, miel, miele, miel de acacia, bee pollen, royal
 jelly, propolis, mead, waldhonig, akazienhonig
?honey: granola, graham cracker, bbq sauce, honey mustard
alcohol: wine, bitters, liqueur, kahlua, cointreau, grand marnier, triple sec, limoncello, baileys, aperol, campari,
 schnapps, likor, advocaat, eierlikor, rum raisin, creme de cacao, creme de menthe, coffee liqueur, aquavit, hard
 cider, apfelwein, cidre, sidra
?alcohol: cider
fodmap: onion, red onion, white onion, yellow onion, shallot, spring onion, garlic, garlic clove, garlic powder, onion
 powder, leek, green onion, scallion, zwiebel, zwiebeln, schalotte, schalotten, knoblauch, knoblauchzehe,
 knoblauchzehen, lauch, porree, fruhlingszwiebel, fruhlingszwiebeln, lauchzwiebel, lauchzwiebeln, oignon, oignons,
 echalote, echalotes, ail, gousse d ail, gousses d ail, poireau, poireaux, cebolla, cebollas, cebolleta, cebolletas,
 chalota, ajo, ajos, dientes de ajo, diente de ajo, puerro, puerros, cipolla, cipolle, scalogno, scalogni, cipollotto,
 cipollotti, aglio, spicchio d aglio, spicchi d aglio, porro, porri, minced garlic, roasted garlic, caramelized onion,
 pickled onion, pearl onion, dried onion, garlic salt, onion salt, garlic paste, ginger garlic paste, apple, apples,
 pear, pears, mango, watermelon, cherry, cherries, apricot, peach, nectarine, plum, prune, blackberry, blackberries,
 dates, date, fig, figs, raisin, raisins, dried fruit, apfel, birne, birnen, wassermelone, kirschen, aprikose,
 aprikosen, pfirsich, pflaume, pflaumen, datteln, feigen, pomme, pommes, poire, poires, pasteque, cerise, cerises,
 abricot, abricots, peche, peches, prunes, pruneau, pruneaux, dattes, figues, manzana, manzanas, pera, peras, sandia,
 cerezas, albaricoque, melocoton, ciruela, ciruelas, datiles, higos, mela, mele, pere, anguria, ciliegie, albicocca,
 albicocche, pesca, pesche, prugna, prugne, datteri, fichi, applesauce, apple juice, pear juice, cauliflower,
 mushroom, mushrooms, asparagus, artichoke, artichoke hearts, jerusalem artichoke, sugar snap peas, snow peas,
 blumenkohl, champignons, pilze, spargel, artischocke, artischocken, chou fleur, champignon, asperge, asperges,
 artichaut, artichauts, coliflor, champinones, esparragos, alcachofa, alcachofas, cavolfiore, funghi, asparagi,
 carciofo, carciofi, chickpea, chickpeas, kidney beans, black beans, white beans, navy beans, pinto beans, baked
 beans, lentils, split pea, soybean, lima beans, fava beans, black eyed peas, kichererbsen, bohnen, kidneybohnen,
 linsen, pois chiches, haricots rouges, haricots blancs, lentilles, garbanzos, alubias, judias blancas, frijoles,
 lentejas, ceci, fagioli, lenticchie, cannellini beans, cashew, pistachio, cashews, pistachios, honey, agave, agave
 nectar, agave syrup, high fructose corn syrup, inulin, chicory root, sorbitol, mannitol, xylitol, isomalt, maltitol,
 honig, agavendicksaft, miel, sirop d agave, sirope de agave, miele, sciroppo d agave
"""
