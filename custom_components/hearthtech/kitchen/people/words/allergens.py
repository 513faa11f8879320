"""Foods that are an allergen, by every name they have on a shelf."""

TABLE = """
# Cereals containing gluten: wheat, rye, barley, oats, spelt, kamut.
gluten: wheat, whole wheat, wholewheat, wheat flour, wheat germ, wheatgerm, wheat berries, wheatberries, wheat starch,
 spelt, spelt flour, einkorn, emmer, kamut, khorasan, durum, durum wheat, triticale, rye, rye flour, rye flakes,
 barley, pearl barley, barley flour, barley flakes, bulgur, bulghur, bulgar, burghul, freekeh, frikeh, farik,
 couscous, semolina, farina, farro, orzo, fregola, vital wheat gluten, gluten, gluten flour, malt, malt extract,
 barley malt, malt syrup, malt powder, malted barley, graham flour, atta, maida, sooji, suji, rava, matzo meal,
 matzah, matzo, fu, bran, wheat bran, cracked wheat, tsampa, seitan, diastatic malt
gluten: weizen, weizenmehl, weizenkleie, weizenkeime, weizenkeim, weizengriess, dinkel, dinkelmehl, dinkelkorner,
 grunkern, roggen, roggenmehl, roggenschrot, gerste, gerstenmalz, graupen, gerstengraupen, rollgerste, gerstenmehl,
 hartweizen, hartweizengriess, weichweizengriess, kleber, weizenkleber, malz, malzextrakt, backmalz,
 gerstenmalzextrakt, weizenstarke, vollkornmehl, weizenvollkornmehl, dinkelvollkornmehl, emmermehl, dunst,
 dinkelgriess, ebly, zartweizen
gluten: ble, ble dur, ble tendre, farine de ble, farine d epeautre, epeautre, petit epeautre, seigle, farine de
 seigle, orge, orge perle, boulgour, boulghour, semoule de ble, froment, farine de froment, kamut, engrain, malt d
 orge, germe de ble, son de ble, amidon de ble, son d avoine, pilpil
gluten: trigo, harina de trigo, harina de fuerza, harina de reposteria, espelta, harina de espelta, centeno, harina de
 centeno, cebada, malta, extracto de malta, semola de trigo, germen de trigo, salvado de trigo, almidon de trigo,
 cuscus, escanda
gluten: frumento, grano duro, grano tenero, farina di frumento, farina 00, farina 0, farina manitoba, segale, farina
 di segale, orzo perlato, malto, malto d orzo, cuscus, semola, semola rimacinata, semola di grano duro, semolino,
 farina di grano, farina di farro, crusca, germe di grano, amido di frumento, glutine
gluten @it: grano
gluten @fr: brick
peanuts @es: mani
fish @es: rape
fish @it: alice
gluten oats ~: oat, rolled oats, oatmeal, oat flour, oat bran, steel cut oats, old fashioned oats, quick oats,
 porridge oats, pinhead oats, haferflocken, hafer, hafermehl, haferkleie, schmelzflocken, kernige haferflocken, zarte
 haferflocken, avoine, flocons d avoine, farine d avoine, avena, copos de avena, harina de avena, fiocchi d avena,
 farina d avena, gruau d avoine, oat groats
gluten oats + ~: oat milk, hafermilch, haferdrink, lait d avoine, leche de avena, latte di avena, bevanda di avena,
 oat cream, hafersahne
gluten ~: flour, all purpose flour, plain flour, bread flour, self raising flour, self rising flour, cake flour,
 pastry flour, white flour, strong flour, strong white flour, mehl, weissmehl, farine, farine complete, harina, harina
 integral, farina, farina integrale, ap flour, whole wheat pastry flour, whole grain flour, whole meal flour,
 wholemeal flour, bisquick flour, type 00 flour, tipo 00, flour 00, 00 flour
gluten ?eggs ~: pasta, spaghetti, macaroni, penne, fusilli, rigatoni, linguine, fettuccine, tagliatelle, lasagna
 sheets, lasagna noodles, lasagne, lasagna, farfalle, vermicelli, ditalini, cavatappi, bucatini, pappardelle, angel
 hair, capellini, rotini, ziti, orecchiette, conchiglie, jumbo shells, pasta shells, elbow macaroni, nudeln, spatzle,
 hornchen, bandnudeln, lasagneplatten, suppennudeln, makkaroni, nouilles, pates, pate alimentaire, coquillettes,
 fideos, tallarines, macarrones, espaguetis, canelones, maccheroni, ditali, paccheri, casarecce, mezze maniche,
 pastina, acini di pepe, ramen, ramen noodles, udon, udon noodles, somen, lo mein noodles, chow mein noodles,
 yakisoba, gnocchi, noodle, soba, soba noodles, israeli couscous, ptitim, cannelloni, manicotti, trofie, cavatelli,
 gemelli, campanelle, radiatori, tubetti, mafaldine, strozzapreti
gluten eggs ?milk: egg noodles, egg noodle, egg pasta, fresh pasta, eiernudeln, pates aux oeufs, pates fraiches, pasta
 all uovo, pasta fresca, fideos al huevo, spaetzle, maultaschen, pasta al huevo
gluten ?milk ?soybeans ?sesame ?eggs + ~: bread, breadcrumbs, bread crumbs, panko, crouton, baguette, ciabatta,
 sourdough, sourdough starter, toast, brioche, focaccia, pita, pitta, naan, roti, chapati, chapatti, lavash, bagel,
 bun, burger buns, dinner rolls, roll, hoagie, sub rolls, english muffin, crumpet, cracker, saltine, matzo crackers,
 ritz, ritz crackers, graham cracker, digestive biscuits, digestives, biscuit, cookie, shortbread, pretzel, rusk,
 melba toast, breadstick, grissini, pizza dough, pizza base, pizza crust, pizza, flour tortillas, wrap, filo, phyllo,
 phyllo dough, filo pastry, filo dough, puff pastry, shortcrust pastry, pie crust, pie dough, pie shell, pastry,
 pastry dough, tart shell, crescent rolls, croissant, doughnut, donut, muffin, pancake, pancake mix, waffle, cake,
 sponge cake, cake mix, ladyfinger, ladyfingers, savoiardi, scone, wonton wrappers, dumpling wrappers, gyoza wrappers,
 egg roll wrappers, wonton, spring roll wrappers, texas toast, stuffing mix, stuffing, crispbread, cornbread,
 cornbread mix, brownie, brownie mix, crepe, danish, hamburger buns, hot dog buns, slider buns, challah, kaiser roll,
 pumpernickel, rye bread, oyster crackers, water crackers, nilla wafers, vanilla wafers, wafer, ice cream cones, cone,
 oreo, oreos, biscoff, speculoos, lotus biscoff, cookie butter, biscoff spread, gingersnap, gingerbread, animal
 crackers, goldfish crackers, triscuit, wheat thins, cheez it, pop tart, bran flakes, shredded wheat, weetabix,
 shreddies, grape nuts, bisquick, batter, tempura, tempura batter, tempura mix, beignet, churro, empanada dough,
 empanada wrappers, flatbread, cheesecake, pie, tart
gluten ?milk ?soybeans ?sesame ?eggs + ~: brot, brotchen, broetchen, semmel, semmelbrosel, semmelbroesel, paniermehl,
 brosel, knodelbrot, toastbrot, weissbrot, schwarzbrot, knackebrot, zwieback, butterkekse, keks, kekse, loffelbiskuit,
 loffelbiskuits, blatterteig, hefeteig, murbeteig, pizzateig, strudelteig, filoteig, brezel, laugenbrezel,
 baguettebrot, fladenbrot, kuchen, waffeln, pfannkuchen, biskuit, lebkuchen, spekulatius, oblaten, ciabattabrot,
 knodel, brotwurfel, tortenboden, biskuitboden
gluten ?milk ?soybeans ?sesame ?eggs + ~: pain, chapelure, pain de mie, biscotte, pate feuilletee, pate brisee, pate
 sablee, pate a pizza, pate filo, feuille de brick, gateau, crouton, biscuits a la cuillere, petit beurre, pain d
 epices, biscuits roses, galette, boudoir, pain rassis, pain de campagne
gluten ?milk ?soybeans ?sesame ?eggs + ~ @es: pan
gluten ?milk ?soybeans ?sesame ?eggs + ~: pan rallado, pan de molde, panecillo, galleta, galletas maria, hojaldre,
 masa quebrada, masa de pizza, bizcocho, tostada de pan, picatoste, barra de pan, miga de pan, masa brisa, tortillas
 de trigo, tortillas de harina, empanada, obleas, pan duro, rebanada de pan
gluten ?milk ?soybeans ?sesame ?eggs + ~: pane, pangrattato, pan grattato, pane raffermo, fette biscottate, pasta
 sfoglia, pasta frolla, pasta fillo, biscotti secchi, panino, taralli, piadina, pandoro, panettone, mollica, pancarre,
 pan di spagna, crostini, pasta brisee, cornetto, grissino, friselle, biscotti
gluten +: beer, lager, stout, ale, guinness, bier, weissbier, weizenbier, biere, cerveza, birra, malt beer, malzbier,
 ovomaltine, ovaltine, horlicks, malted milk, malted milk powder, malt vinegar, malzessig, vinaigre de malt, vinagre
 de malta, kvass
gluten alcohol: beer, lager, stout, ale, bier, biere, cerveza, birra
gluten: whole spelt flour, light spelt flour, hulled barley, pot barley

# Crustaceans.
crustaceans: shrimp, prawn, king prawns, tiger prawns, crab, crab meat, crabmeat, lump crab, dungeness crab, king
 crab, snow crab, crab claws, lobster, lobster tail, crayfish, crawfish, langoustine, langostino, scampi, krill,
 barnacle, dublin bay prawns, prawn powder, shrimp powder, dried shrimp, ebi, amaebi, camaron seco, hae bee, hae bi,
 haebi, udang, gambas, gamba, gambero, gamberi, gamberetti, gamberetto, gamberoni, mazzancolle, scampo, aragosta,
 astice, granchio, granchi, polpa di granchio, cicale di mare, garnele, garnelen, krabbe, krabben, krabbenfleisch,
 nordseekrabben, hummer, languste, langusten, krebs, krebse, flusskrebs, flusskrebse, krebsfleisch, shrimps, scampis,
 crevette, crevettes, crevettes grises, crabe, chair de crabe, homard, langouste, langoustines, ecrevisse, tourteau,
 araignee de mer, bouquet de crevettes, camaron, camarones, langostinos, cangrejo, carne de cangrejo, bogavante,
 cigala, cigalas, necora, centollo, buey de mar, percebes, quisquilla, carabinero, carabineros, gambon, gambones,
 gamba roja, langosta, centolla, krustentiere, crustace, crustaces, crustaceos, crostacei, shellfish shrimp
crustaceans molluscs: shellfish, seafood mix, mixed seafood, meeresfruchte, fruits de mer, marisco, mariscos, frutti
 di mare, seafood
?fish: seafood, meeresfruchte, fruits de mer, marisco, mariscos, frutti di mare, mixed seafood, seafood mix, seafood
 stock
crustaceans ?fish +: shrimp paste, belacan, belachan, blachan, terasi, trassi, bagoong, kapi, gapi, mam tom, prawn
 crackers, krupuk, kerupuk, shrimp chips, lobster bisque, bisque, seafood stock, shrimp stock, krabbenchips, chips de
 crevettes, krabbenpaste, garnelenpaste, pate de crevettes, pasta de camaron

# Eggs.
eggs: egg, egg yolk, egg white, yolk, eggs beaten, quail egg, duck egg, egg wash, egg powder, powdered egg, dried egg,
 meringue powder, albumen, albumin, ovalbumin, lysozyme, ovomucoid, hard boiled egg, poached egg, boiled egg, liquid
 egg, egg beaters, eggbeaters, ei, eier, eigelb, eiweiss, eiklar, eidotter, dotter, vollei, wachtelei, wachteleier,
 huhnerei, huhnereier, eischnee, eipulver, oeuf, oeufs, oeuf entier, jaune d oeuf, jaunes d oeuf, jaunes d oeufs,
 blanc d oeuf, blancs d oeuf, blancs d oeufs, blancs en neige, oeuf de caille, dorure, huevo, huevos, yema, yema de
 huevo, yemas de huevo, clara de huevo, claras de huevo, huevo de codorniz, claras a punto de nieve, uovo, uova,
 tuorlo, tuorli, albume, albumi, uova di quaglia, uovo sodo, uova sode, rosso d uovo, chiara d uovo, chiare d uovo,
 blanquillo, blanquillos, oeufes, uovo intero, e1105
eggs @fr: jaune, jaunes, blanc en neige
eggs @es: clara, claras
eggs @it: tuorlo
eggs ?mustard ?milk + ~: mayonnaise, mayo, mayonesa, maionese, kewpie, kewpie mayo, kewpie mayonnaise, hellmann,
 hellmanns, miracle whip, aioli, alioli, remoulade, remouladen sauce, tartar sauce, tartare sauce, sauce tartare,
 hollandaise, hollandaise sauce, bearnaise, sauce bearnaise, thousand island dressing, salad cream, light mayonnaise,
 japanese mayonnaise, mayonnaise dressing
milk: hollandaise, bearnaise, sauce bearnaise, hollandaise sauce
eggs ?milk + ~: meringue, pavlova, marshmallow fluff, marshmallow creme, royal icing, baiser, merengue, meringa,
 eggnog, advocaat, eierlikor, egg replacer with egg, zabaglione, zabaione, sabayon, creme anglaise, custard, vanilla
 custard, creme patissiere, pastry cream, creme brulee, lemon curd, curd, orange curd, quiche, frittata, omelet,
 tortilla espanola, tortilla de patatas, scotch egg, egg salad, egg fried rice, flan, tiramisu, egg tofu, tamagoyaki,
 tamago, angel food cake, eierstich, eierkuchen, oeufs a la neige, natillas, crema pasticcera, crema pastelera,
 souffle
milk: eggnog, creme anglaise, custard, vanilla custard, creme patissiere, pastry cream, creme brulee, crema
 pasticcera, crema pastelera, natillas, tiramisu
gluten: tiramisu, quiche, scotch egg, eierkuchen, angel food cake

# Fish.
fish: fish, salmon, smoked salmon, lox, gravlax, tuna, albacore, ahi, skipjack, cod, salt cod, black cod, haddock,
 halibut, hake, pollock, pollack, saithe, tilapia, trout, sea trout, mackerel, sardine, pilchard, anchovy, anchovies,
 anchovy fillets, anchovy paste, herring, kipper, bloater, sprat, whitebait, bass, sea bass, striped bass, bream, sea
 bream, snapper, red snapper, grouper, mahi mahi, mahi, monkfish, perch, pike, walleye, zander, carp, sole, dover
 sole, lemon sole, plaice, turbot, flounder, brill, dab, skate wing, skate, ray wing, john dory, barramundi,
 swordfish, marlin, mullet, red mullet, orange roughy, whiting, tilefish, branzino, rockfish, arctic char, char,
 smelt, shad, butterfish, pomfret, kingfish, milkfish, basa, pangasius, swai, snook, wahoo, lingcod, ling, coley,
 whitefish, white fish, caviar, roe, fish roe, tobiko, masago, ikura, bottarga, botargo, salmon roe, lumpfish roe, cod
 liver oil, fish oil, fish fillets, katsuobushi, bonito flakes, bonito, niboshi, iriko, hamachi, shirako, mentaiko,
 tarako, bacalao, stockfish, lutefisk, isinglass, fish gelatin, hilsa, rohu, bombay duck, maldive fish, fisch,
 fischfilet, lachs, raucherlachs, thunfisch, kabeljau, dorsch, schellfisch, seelachs, heilbutt, seehecht, forelle,
 makrele, sardinen, sardelle, sardellen, sardellenfilets, sardellenpaste, anchovis, hering, matjes, bismarckhering,
 bucklinge, sprotten, rotbarsch, barsch, hecht, karpfen, seezunge, scholle, steinbutt, flunder, seeteufel, dorade,
 wolfsbarsch, goldbrasse, kaviar, fischrogen, rollmops, stockfisch, viktoriabarsch, saibling, pangasiusfilet, alaska
 seelachs, stremellachs, felchen, fischfond, poisson, saumon, saumon fume, thon, cabillaud, morue, eglefin, colin,
 merlu, merlan, lieu noir, lieu jaune, fletan, truite, maquereau, anchois, hareng, bar de ligne, daurade, rouget,
 limande, carrelet, lotte, baudroie, raie, brochet, sandre, perche, carpe, saint pierre, oeufs de lump, oeufs de
 saumon, tarama, poutargue, boutargue, rascasse, espadon, brandade, thon en boite, filets de poisson, loup de mer,
 pescado, salmon ahumado, atun, bonito del norte, merluza, pescadilla, lubina, dorada, trucha, caballa, boqueron,
 boquerones, anchoa, anchoas, arenque, lenguado, rodaballo, gallo pescado, pez espada, mero, emperador, besugo,
 salmonete, jurel, cazon, huevas, corvina, ventresca, mojama, perca, pescado blanco, palometa, sardinas, pargo, pesce,
 salmone, salmone affumicato, tonno, tonno sott olio, merluzzo, baccala, stoccafisso, nasello, sgombro, alici,
 acciuga, acciughe, pasta d acciughe, aringa, spigola, orata, triglia, sogliola, platessa, rombo, rana pescatrice,
 coda di rospo, trota, luccio, pesce spada, cernia, ricciola, palombo, colatura di alici, sarda, sarde, sardina,
 platesse, persico, pesce persico, bottarga di muggine, ricciola affumicata
fish @fr: bar, thon, lieu, julienne de la mer
fish scaleless: eel, smoked eel, unagi, anguilla, aal, raucheraal, anguille, catfish, wels, shark, dogfish, rock
 salmon, schillerlocken, hai, requin, roussette, tiburon, sturgeon, stor, esturgeon, esturion, storione, monkfish,
 lotte, seeteufel, burbot, caviar, swordfish, turbot
fish: fish sauce, nam pla, nuoc mam, nuoc cham, nuoc nam, patis, fischsauce, fischsosse, sauce poisson, sauce nuoc
 mam, salsa de pescado, salsa di pesce, garum, red boat, red boat fish sauce, squid brand, ngan pya ye, colatura,
 aekjeot, tiparos, three crabs
fish +: dashi, dashi powder, hondashi, dashi stock, instant dashi, bonito stock, fish stock, fish fumet, fumet, fumet
 de poisson, fond de poisson, court bouillon de poisson, fish broth, fischbruhe, caldo de pescado, brodo di pesce,
 anchovy stock, fish bouillon, bouillabaisse, taramasalata, gentleman s relish, patum peperium, furikake, ponzu fish,
 xo sauce, fish balls, fishball, fish cakes, fishcake, gefilte fish, fish sticks, fish fingers, fischstabchen, batons
 de poisson, kipper pate
gluten: fish sticks, fish fingers, fischstabchen, fish cakes, fishcake
crustaceans molluscs: xo sauce
sesame: furikake
fish gluten +: worcestershire, worcestershire sauce, worcester sauce, worcester, worcestersauce, worcestersosse,
 worchestershire sauce, worchestershire, worcestershire soße, sauce worcestershire, sauce worcester, salsa
 worcestershire, salsa worcester, salsa inglesa, lea perrins, lea and perrins, woster, salsa perrins
eggs fish milk ?mustard +: caesar dressing, caesar salad dressing, sauce caesar, salsa cesar, aderezo cesar, caesar,
 caesardressing, caesar sauce, salsa caesar
fish eggs gluten ?crustaceans ?soybeans ?milk +: surimi, crab stick, crab sticks, crabstick, imitation crab, kani,
 kanikama, kani kama, krab, krebsfleischimitat, batonnets de surimi, batonnets de crabe, palitos de cangrejo,
 bastoncini di surimi, bastoncini di granchio, kamaboko, narutomaki, naruto, chikuwa, imitation lobster, imitation
 shrimp
fish: puttanesca, bagna cauda, vitello tonnato, salsa tonnata, anchoiade
fish +: puttanesca sauce, sugo alla puttanesca, bagna cauda, salsa tonnata
?fish +: tapenade, olive tapenade, olivade, kimchi, kimchee, kim chi
?crustaceans: kimchi, kimchee, kim chi

# Peanuts.
peanuts: peanut, mani tostado, mani salado, mani sin sal, peanut butter, peanut oil, ground nuts, groundnut, groundnut
 oil, monkey nuts, goober, goober pea, goobers, earthnut, arachis, arachis oil, arachis hypogaea, arachide oil, beer
 nuts, peanut flour, powdered peanut butter, peanut powder, peanut paste, mandelonas, artificial nuts, crunchy peanut
 butter, smooth peanut butter, cocktail peanuts, boiled peanuts, pb2, pb fit, pbfit, peanutbutter, hydrolyzed peanut
 protein, virginia peanuts, spanish peanuts, erdnuss, erdnusse, erdnusskerne, erdnussbutter, erdnussmus, erdnussol,
 erdnusscreme, erdnussflips, erdnussmehl, aschantinusse, aschantinuss, spanische nusse, kameruner nusse, arachisol,
 erdnuesse, cacahuete, cacahuetes, cacahouete, cacahouetes, cacahuette, arachide, arachides, beurre de cacahuete,
 beurre de cacahuetes, beurre d arachide, huile d arachide, pistache de terre, pate d arachide, cacahuate, cacahuates,
 manies, mantequilla de cacahuete, mantequilla de mani, crema de cacahuete, crema de cacahuate, aceite de cacahuete,
 aceite de mani, manteca de mani, avellana americana, mantequilla de cacahuate, arachidi, burro di arachidi, burro d
 arachidi, olio di arachidi, olio di semi di arachide, olio di arachide, crema di arachidi, pasta di arachidi,
 spagnolette, noccioline, nocciolina, noccioline americane, bagigi, scachetti, nocciola americana, amendoim,
 amendoins, pinda, pindakaas
peanuts +: peanut sauce, satay, satay sauce, satay paste, sate, sate sauce, satesauce, satesosse, sauce satay, sauce
 saté, salsa satay, saté, gado gado, gado gado dressing, pad thai sauce, pad thai, kung pao, kung pao sauce, massaman
 curry paste, massaman, massaman paste, panang curry paste, panang, penang curry paste, mafe, maafe, sauce mafe, sauce
 arachide, salsa de cacahuete, salsa de mani, ocopa, bumbu kacang, erdnusssauce, erdnusssosse, erdnuss sosse, dakkous,
 domoda, chikki, peanut brittle, groundnut stew, groundnut soup, peanut butter cups, peanut butter chips, reese,
 reeses, reese s pieces, reese peanut butter cups, butterfinger, butterfingers, snickers, payday bar, payday, mr tom,
 nutrageous, planters, jif, skippy, crackerjack, cracker jack, bamba, bamba snack, nutter butter, nutter butters,
 babyruth, baby ruth, 5th avenue bar, clark bar, fluffernutter, pb j, pb and j, pbj, suya, suya spice, salsa macha
milk soybeans: reese, reeses, peanut butter cups, snickers, butterfinger, butterfingers, baby ruth, nutrageous
gluten: nutter butter, nutter butters
?nuts ?sesame: salsa macha, mole, mole poblano, mole paste, mole sauce, mole negro
?peanuts ?nuts ?sesame ?gluten +: mole sauce, mole paste, mole poblano, mole negro, dona maria mole, mole rojo, pasta
 de mole
?peanuts +: chili crisp, chilli crisp, chili crunch, chilli crunch, lao gan ma, laoganma, crispy chili oil, dan dan
 sauce, egg roll, egg rolls, spring roll, spring rolls, hot pot base, hotpot base, bumbu
soybeans: chili crisp, lao gan ma, laoganma, crispy chili oil

# Soybeans.
soybeans: soy, soya, soybean, soya bean, edamame, mukimame, tofu, silken tofu, firm tofu, smoked tofu, bean curd,
 beancurd, yuba, aburaage, inari, tofu skin, tofu puffs, tempeh, tempe, natto, okara, kinako, soy flour, soya flour,
 soy protein, soy milk, soymilk, soya milk, soy cream, soy yogurt, soya yogurt, soya chunks, soy chunks, soy curls,
 textured vegetable protein, tvp, soya mince, soy granules, soy lecithin, soya lecithin, lecithin, e322, douchi, soy
 nuts, soynuts, soy butter, soy crumbles, beancurd sheets, soja sprouts, soja, sojabohne, sojabohnen, sojamehl,
 sojamilch, sojadrink, sojasahne, sojajoghurt, sojagranulat, sojaschnetzel, sojaeiweiss, sojalecithin, lecithine,
 seidentofu, raucher tofu, sojasprossen, lait de soja, creme de soja, yaourt de soja, graines de soja, farine de soja,
 proteines de soja, pousses de soja, lecithine de soja, haricot de soja, leche de soja, bebida de soja, harina de
 soja, soja texturizada, brotes de soja, lecitina de soja, lecitina, latte di soia, soia, panna di soia, farina di
 soia, germogli di soia, lecitina di soia, granulare di soia, bevanda di soia, yogurt di soia, fagioli di soia, soya
 granules
gluten soybeans: soy sauce, soya sauce, shoyu, dark soy sauce, light soy sauce, dark soy, light soy, low sodium soy
 sauce, kikkoman, sojasauce, sojasosse, soja sauce, sauce soja, sauce soya, salsa de soja, salsa di soia, salsa soia,
 kecap, kecap manis, ketjap, ketjap manis, sweet soy sauce, mushroom soy sauce, premium soy sauce, usukuchi, silver
 swan, soyasauce
soybeans ?gluten: tamari, tamari sauce, tamari soy sauce, liquid aminos, bragg liquid aminos, braggs, bragg aminos,
 miso, miso paste, white miso, red miso, yellow miso, shiro miso, aka miso, genmai miso, misopaste, pate miso, pasta
 de miso, pasta di miso, barley miso, sweet white miso, mugi miso
soybeans gluten ?sesame +: hoisin, hoisin sauce, hoisinsauce, sauce hoisin, salsa hoisin, teriyaki, teriyaki sauce,
 teriyakisauce, sauce teriyaki, salsa teriyaki, yakitori sauce, unagi sauce, eel sauce, bulgogi sauce, bulgogi
 marinade, sukiyaki sauce, tonkatsu sauce, okonomiyaki sauce, black bean sauce, black bean garlic sauce, fermented
 black beans, doubanjiang, doubanjang, toban djan, chili bean paste, chili bean sauce, ssamjang, doenjang, gochujang,
 gochujang paste, ponzu, ponzu sauce, general tso sauce, stir fry sauce, stir fry seasoning, bibimbap sauce, sweet
 bean sauce, tianmianjiang, char siu sauce, char siu, bean paste chinese, broad bean paste, yellow bean sauce, ground
 bean sauce, pad see ew sauce
?soybeans ?milk +: margarine, vegan butter, vegan margarine, baking margarine, pflanzenmargarine, margarina, stork,
 earth balance, country crock, crisco, shortening, vegetable shortening, cooking spray, nonstick spray, non stick
 spray, nonstick cooking spray, pam, pam spray, baking spray, olive oil spray, oil spray, smart balance, i cant
 believe its not butter, becel, plant butter, plant based butter, spread, buttery spread, vegan block, miyoko butter,
 miyokos butter, backmargarine, frylight
?gluten: baking spray
?nuts: miyoko butter, miyokos butter, vegan butter

# Milk.
milk: milk, whole milk, skim milk, skimmed milk, semi skimmed milk, 2% milk, low fat milk, nonfat milk, full fat milk,
 fat free milk, dry milk, nonfat dry milk, milk powder, powdered milk, dried milk, condensed milk, sweetened condensed
 milk, evaporated milk, buttermilk, kefir, cow s milk, goat milk, goats milk, sheep milk, sheeps milk, raw milk,
 lactose, whey, whey powder, whey protein, casein, caseinate, sodium caseinate, calcium caseinate, milk protein, milk
 solids, lactalbumin, lactoglobulin, dairy, curds, junket, milkshake, malai, khoya, khoa, mawa, half and half, half
 half, cream, heavy cream, whipping cream, heavy whipping cream, double cream, single cream, light cream, thickened
 cream, clotted cream, sour cream, soured cream, creme fraiche, creme fraiche epaisse, table cream, crema, mexican
 crema, creme, yogurt, greek yogurt, skyr, labneh, labne, lebneh, quark, fromage frais, fromage blanc, cream cheese,
 philadelphia, neufchatel, mascarpone, ricotta, cottage cheese, farmers cheese, queso fresco, queso blanco, queso dip,
 paneer, mozzarella, buffalo mozzarella, bocconcini, burrata, stracciatella cheese, ice cream, gelato, whipped cream,
 dulce de leche, cajeta, curd cheese, chocolate milk, evap milk, carnation milk, ayran, lassi, dahi, raita, tzatziki,
 smetana, clabber, ymer, filmjolk, viili
milk ~: milch, vollmilch, magermilch, fettarme milch, h milch, kondensmilch, gezuckerte kondensmilch, kaffeesahne,
 buttermilch, dickmilch, sauermilch, milchpulver, magermilchpulver, molke, molkenpulver, kasein, laktose, milchzucker,
 milcheiweiss, sahne, schlagsahne, schlagobers, schlagrahm, rahm, obers, saure sahne, sauerrahm, schmand, creme
 double, kochsahne, joghurt, naturjoghurt, jogurt, quark, magerquark, speisequark, topfen, frischkase, huttenkase,
 doppelrahmfrischkase, sahnequark, eiscreme, vanilleeis, speiseeis, ziegenmilch, schafsmilch, korniger frischkase,
 schichtkase
milk ~: lait, lait entier, lait demi ecreme, lait ecreme, lait concentre, lait concentre sucre, lait en poudre, lait
 ribot, lait fermente, babeurre, petit lait, lactoserum, caseine, creme fraiche, creme liquide, creme fleurette, creme
 epaisse, creme entiere, creme chantilly, chantilly, yaourt, yaourt grec, yogourt, faisselle, petit suisse, petits
 suisses, fromage frais, glace vanille, lait de chevre, lait de brebis, brousse, brocciu, lait caille, lait cru, saint
 moret, creme legere
milk ~: leche, leche entera, leche desnatada, leche semidesnatada, leche condensada, leche evaporada, leche en polvo,
 leche merengada, suero de leche, cuajada, nata, nata para montar, nata liquida, nata montada, crema de leche, media
 crema, yogur, yogurt griego, yogur griego, requeson, queso crema, queso de untar, queso batido, helado, leche de
 cabra, leche de oveja, lactosa, caseina, suero lacteo, lacteos, productos lacteos, crema agria, buttermilk casero
milk ~: latte, latte intero, latte scremato, latte parzialmente scremato, latte condensato, latte in polvere,
 latticello, siero di latte, panna, panna fresca, panna da cucina, panna montata, panna acida, panna liquida, panna da
 montare, yogurt greco, robiola, stracchino, crescenza, caprino, fiocchi di latte, gelato, lattosio, formaggio
 spalmabile, formaggio fresco, latticini, crema di latte, fior di latte, fiordilatte, squacquerone, certosa, giuncata,
 prescinseua
milk ~: butter, unsalted butter, salted butter, melted butter, browned butter, brown butter, ghee, clarified butter,
 butterfat, butter oil, anhydrous milk fat, kerrygold, kerrygold butter, butterschmalz, susrahmbutter, sussrahmbutter,
 sauerrahmbutter, butterfett, braune butter, krauterbutter, beurre, beurre doux, beurre sale, beurre demi sel, beurre
 noisette, beurre clarifie, beurre fondu, beurre mou, beurre pommade, mantequilla, mantequilla derretida, mantequilla
 clarificada, burro, burro chiarificato, burro fuso, burro morbido, garlic butter, compound butter, lurpak, niter
 kibbeh, smen, noix de beurre, noce di burro, nuez de mantequilla, manteca de vaca, desi ghee
milk ~: cheese, feta, chevre, goat cheese, goats cheese, halloumi, haloumi, blue cheese, roquefort, stilton, danish
 blue, brie, camembert, taleggio, reblochon, raclette, vacherin, limburger, munster, havarti, american cheese,
 velveeta, cheese slices, processed cheese, laughing cow, babybel, boursin, string cheese, mexican cheese blend,
 shredded cheese, queso, oaxaca cheese, cotija, queso oaxaca, queso anejo, monterey jack, pepper jack, jack cheese,
 colby, colby jack, provola, scamorza, caciocavallo, provolone, edam, fontina, jarlsberg, cheese curds, wensleydale,
 lancashire cheese, cheshire cheese, red leicester, double gloucester, caerphilly, kasseri, graviera, mizithra, nacho
 cheese, cheese sauce, cheese powder, cheese whiz, cheez whiz, tasty cheese, farmhouse cheese, port salut, epoisses,
 saint agur, saint nectaire, cantal, tomme, bleu d auvergne, mimolette, morbier, boursault, kraft singles, easy
 cheese, quesillo, panela cheese, akkawi, nabulsi, beyaz peynir, tulum, sirene, kashkaval, kase, reibekase, geriebener
 kase, schafskase, ziegenkase, hirtenkase, schmelzkase, scheibletten, tilsiter, butterkase, blauschimmelkase,
 weichkase, harzer, bergkase, raclettekase, handkase, mozarella, edamer, leerdammer, maasdamer, steppenkase, romadur,
 allgauer, obatzda, fetakase, almkase, hartkase, grillkase, fromage, fromage rape, fromage de chevre, fromage de
 brebis, buche de chevre, bleu, vache qui rit, kiri, saint marcellin, queso rallado, queso de cabra, queso de oveja,
 queso azul, queso de tetilla, queso mozzarella, formaggio, formaggio grattugiato, formaggi, gorgonzola, asiago, bel
 paese, toma, primo sale
milk no-lactose ~: cheddar, sharp cheddar, cheddar cheese, parmesan, parmesan cheese, parmigiano, parmigiano reggiano,
 parmigiano-reggiano, grana padano, grana, pecorino, pecorino romano, romano cheese, romano, gruyere, comte, emmental,
 emmentaler, emmenthal, swiss cheese, gouda, aged gouda, manchego, appenzeller, tete de moine, beaufort, parmesankase,
 parmesano, queso parmesano, queso manchego, queso curado, idiazabal, parmesan rind, grated parmesan, sbrinz,
 montasio, mahon, queso viejo, emmentalerkase, greyerzer, gruyerzer, mature cheddar, queso cheddar, formaggio grana
rennet: parmesan, parmesan cheese, parmigiano, parmigiano reggiano, grana padano, grana, pecorino, pecorino romano,
 romano cheese, gruyere, gorgonzola, manchego, comte, parmesano, parmesankase, queso parmesano, queso manchego,
 emmentaler, rennet, lab, kalbslab, presure, cuajo, caglio, grated parmesan, parmesan rind, roquefort, beaufort,
 asiago
milk @es ?pork: manteca
milk +: caramel, caramel sauce, salted caramel, butterscotch, butterscotch chips, toffee, toffee bits, heath bits,
 heath bar, fudge, hot fudge, fudge sauce, karamellsauce, karamellbonbons, caramel au beurre sale, sauce caramel,
 confiture de lait, ranch, ranch dressing, ranch seasoning, ranch mix, ranch dip mix, hidden valley ranch, blue cheese
 dressing, alfredo, alfredo sauce, bechamel, bechamel sauce, sauce bechamel, besciamella, bechamelsauce, salsa
 bechamel, mornay, white sauce, cheese soup, cheddar cheese soup, cream of mushroom soup, cream of chicken soup, cream
 of celery soup, cream soup, mashed potatoes, instant mashed potatoes, cool whip, whipped topping, reddi wip, dream
 whip, coffee creamer, creamer, coffee mate, frozen yogurt, frosting, vanilla frosting, buttercream, cream cheese
 frosting, icing, pudding, pudding mix, vanilla pudding, instant pudding, chocolate pudding, puddingpulver, scalloped
 potatoes, au gratin potatoes, mac and cheese, macaroni and cheese, kraft dinner, nesquik, hot chocolate mix, hot
 cocoa mix, white chocolate, white chocolate chips, milk chocolate, milk chocolate chips, vollmilchschokolade, weisse
 schokolade, chocolat au lait, chocolat blanc, chocolate con leche, chocolate blanco, cioccolato al latte, cioccolato
 bianco, kuverture vollmilch, candy melts, protein powder, ganache, kinder, caramelos, karamellen, dolce de leche,
 cheesecake filling, cream cheese spread, cheese ravioli, fleur de lait, cream filling, vodka sauce, butter chicken
 sauce, tikka masala sauce, korma sauce, cheese dip, spinach dip, french onion dip, sour cream and onion, cheetos,
 doritos, tres leches
soybeans: white chocolate, milk chocolate, milk chocolate chips, white chocolate chips, vollmilchschokolade, weisse
 schokolade, chocolat au lait, chocolat blanc, candy melts, kinder, chocolate con leche, cioccolato al latte
?nuts ?peanuts: milk chocolate, white chocolate, kinder, protein powder, heath bar, toffee bits, heath bits
celery: cream of celery soup
gluten: cream of mushroom soup, cream of chicken soup, cream of celery soup, cream soup, bechamel, bechamel sauce,
 sauce bechamel, besciamella, bechamelsauce, salsa bechamel, white sauce, mornay, mac and cheese, macaroni and cheese,
 kraft dinner, cheese ravioli

# Nuts. EU: almonds, hazelnuts, walnuts, cashews, pecans, Brazil nuts, pistachios, macadamias; FDA 2025 adds pine nuts.
nuts ?peanuts: nut, mixed nuts, tree nuts, chopped nuts, ground nuts mixed, nut pieces, nut butter, nut flour, nut
 meal, nut oil, crushed nuts, nutmeats, nutmeat, nut topping, nuss, nusse, nuesse, nussmischung, nussmus, gehackte
 nusse, gemahlene nusse, nusskerne, studentenfutter, noix melangees, fruits a coque, fruits secs, noix hachees, frutos
 secos, fruta seca, frutta secca, frutta a guscio, noci miste, nueces mixtas, trail mix, schalenfruchte, frutos de
 cascara, mixed nut butter, nut mix, nutty
nuts: almond, almond flour, almond meal, ground almonds, flaked almonds, slivered almonds, sliced almonds, almond
 butter, almond paste, almond milk, almondmilk, almond oil, almond cream, almond yogurt, marcona almonds, hazelnut,
 filbert, cobnut, cob nuts, hazelnut butter, hazelnut oil, hazelnut meal, hazelnut flour, walnut, black walnut, walnut
 oil, walnut pieces, walnut halves, cashew, cashew butter, cashew cream, cashew milk, cashew cheese, cashew nut,
 pecan, pecan halves, pecan pieces, pecan meal, brazil nut, pistachio, pistachio paste, pistachio butter, pistachio
 cream, macadamia, macadamia nut, macadamia oil, queensland nut, pine nut, pinenut, pignoli, pignolia, pinyon, pinon,
 pinon nut, hickory nut, beechnut, pili nut, ginkgo nut, heartnut, chinquapin, bush nut, karuka, candlenut, kemiri,
 almondflour, nutmilk, nut milk, mandel, mandeln, mandelmehl, mandelmus, mandelmilch, mandeldrink, mandelblattchen,
 mandelstifte, mandelsplitter, gemahlene mandeln, gehobelte mandeln, haselnuss, haselnusse, haselnusskerne,
 haselnussmus, haselnussol, gemahlene haselnusse, haselnuesse, walnuss, walnusse, walnusskerne, walnussol, baumnuss,
 baumnusse, walnuesse, cashewkerne, cashewnusse, cashewnuss, cashewmus, cashewkern, kaschunuss, pekannuss, pekannusse,
 pecannuss, pecannusse, paranuss, paranusse, pistazie, pistazien, pistazienkerne, macadamianuss, macadamianusse,
 pinienkerne, pinienkern, pinienkerne gerostet, bittermandel, amande, amandes, poudre d amande, poudre d amandes,
 amandes effilees, amandes en poudre, amandes concassees, puree d amande, lait d amande, lait d amandes, pate d
 amande, pate d amandes, huile d amande, noisette, noisettes, poudre de noisette, poudre de noisettes, pate de
 noisette, huile de noisette, puree de noisette, noix, cerneaux de noix, huile de noix, noix de grenoble, noix de
 cajou, cajou, noix de pecan, pacane, pacanes, noix du bresil, noix de macadamia, pistache, pistaches, pistaches
 decortiquees, pignon, pignons, pignons de pin, pate de pistache, noix de pacane, noix du perigord, aveline, almendra,
 almendras, harina de almendra, almendra molida, almendras laminadas, almendras fileteadas, leche de almendra, leche
 de almendras, crema de almendras, pasta de almendra, avellana, avellanas, aceite de avellana, nuez, nueces, nueces
 pecanas, nuez pecana, nuez de castilla, aceite de nuez, anacardo, anacardos, maranon, maranones, castana de caju,
 nuez de la india, nueces de la india, merey, nuez de brasil, nueces de brasil, pistacho, pistachos, pistache verde,
 nuez de macadamia, nueces de macadamia, pinones, harina de almendras, nuez de cajun, nuez de acaju, mandorla,
 mandorle, farina di mandorle, mandorle a lamelle, latte di mandorla, latte di mandorle, pasta di mandorle, granella
 di mandorle, nocciola, nocciole, granella di nocciole, pasta di nocciole, farina di nocciole, olio di nocciola, noce,
 noci, gherigli di noce, gherigli di noci, olio di noci, anacardio, anacardi, noci pecan, noce pecan, noci del
 brasile, noce del brasile, pistacchio, pistacchi, granella di pistacchi, pasta di pistacchio, crema di pistacchio,
 noci macadamia, noci di macadamia, pinolo, pinoli, mandorle amare, avelina
nuts +: marzipan, marzipanrohmasse, massepain, mazapan, marzapane, almond paste sweetened, frangipane, frangipan,
 creme d amande, creme d amandes, crema frangipane, nougat, nugat, nussnougat, nuss nougat creme, nuss nougat,
 nougatcreme, torrone, turron, turron de jijona, turron de alicante, praline paste, praline, pralines, pralin, praline
 en poudre, feuilletine praline, gianduja, gianduia, giandujotti, nutella, nutela, nussnougatcreme, hazelnut spread,
 chocolate hazelnut spread, choco hazelnut spread, nocciolata, nocilla, nusspli, ferrero rocher, rocher, toblerone,
 baci, raffaello, kinder bueno, duplo, hanuta, daim, dacquoise, financier, financiers, macaron, macarons, amaretti,
 amarettini, amaretti biscuits, ricciarelli, cantuccini, cantucci, florentines, linzer dough, linzer, battenberg,
 bakewell, baklava, panforte, pan de jerez, stollen, christstollen, bethmannchen, dominosteine, haselnusskrokant,
 krokant, nusskrokant, mandelkrokant, croccante, nougatine, crocant, guirlache, polvoron, polvorones, mantecados,
 tarta de santiago, ajoblanco, ajo blanco, romesco, romesco sauce, salsa romesco, romescosauce, muhammara, picada,
 tarator, satsivi, bazhe, orgeat, orgeat syrup, sirop d orgeat, amandine, almondine, nocino, frangelico, dukkah,
 duqqa, dukka, duqqah, rocky road, praline pecans, candied pecans, candied walnuts, candied nuts, pecan pie filling,
 pecan praline, pistachio pudding, pistachio pudding mix, spumoni, almond joy, chunky monkey, justin s almond butter,
 mixed nut granola, almond roca, turtle candies, turtles candy, nut roast, nut brittle, almond brittle,
 krokantstreusel, noisettine, pralinoise, cashew queso, miyokos, kite hill, kite hill cream cheese, almond creamer,
 pasta di pistacchi, mon cheri, lindt hazelnut, nusseckenteig, mandelhornchen, gebrannte mandeln, chouchou, chouchous,
 calissons, calisson, turron blando, mazapanes, panellets, buccellato, torta caprese, pasta reale, paste di mandorla,
 baci di dama, pesto di pistacchi, pistachio pesto, salsa di noci, walnut pesto, green pesto, sauce aux noix
gluten milk ?eggs: linzer, bakewell, battenberg, cantuccini, cantucci, stollen, christstollen, hanuta, kinder bueno,
 linzer dough
milk soybeans: nutella, nutela, ferrero rocher, rocher, toblerone, kinder bueno, gianduja, gianduia, nussnougatcreme,
 nuss nougat creme, nocilla, nusspli, rocky road, almond joy, hanuta, duplo, daim, gianduja chocolate, hazelnut
 spread, chocolate hazelnut spread, raffaello
gluten: baklava, ferrero rocher, rocher
eggs: macaron, macarons, dacquoise, financier, financiers, amaretti, amarettini, torrone, turron, nougat, ricciarelli,
 battenberg, frangipane, cantuccini, bakewell
milk: financier, financiers, frangipane, crema frangipane, praline pecans
peanuts: ground nuts
?milk ?soybeans ?eggs ?gluten: praline, pralines, nougat, marzipan
sesame: dukkah, duqqa, dukka, duqqah
?peanuts: chouchou, chouchous, mixed nut granola, rocky road, nut roast, nut brittle, turtles candy
milk nuts +: pesto, basil pesto, pesto sauce, pesto genovese, pesto alla genovese, pesto rosso, red pesto, green
 pesto, basilikumpesto, pesto verde, salsa pesto, sun dried tomato pesto, barilla pesto
?peanuts: pesto, green pesto, pesto rosso, red pesto, basil pesto, pesto sauce
?nuts ?milk ?gluten ?soybeans ?peanuts ?sesame +: granola, muesli, musli, granola bar, cereal, cereal bar, energy bar,
 protein bar, energy balls, kind bar, clif bar, larabar, ice cream topping, chocolate, chocolate chips, dark
 chocolate, bittersweet chocolate, semisweet chocolate, semi sweet chocolate, semisweet chocolate chips, semi sweet
 chocolate chips, dark chocolate chips, chocolate chunks, unsweetened chocolate, baking chocolate, baker s chocolate,
 couverture, chocolate bar, chocolate shavings, chocolate sprinkles, chocolate spread, chocolate syrup, chocolate
 sauce, cacao nibs, cocoa nibs, m m, m ms, m&ms, smarties, kitkat, kit kat, twix, mars bar, milky way, hershey,
 hershey s, hershey kisses, ghirardelli, callebaut, zartbitterschokolade, schokolade, schokoladentropfen,
 schokotropfen, kuverture, bitterschokolade, zartbitterkuverture, schokostreusel, raspelschokolade, blockschokolade,
 chocolat, chocolat noir, chocolat patissier, pepites de chocolat, chocolat dessert, pate a tartiner, chocolate negro,
 chocolate fondant, pepitas de chocolate, cobertura de chocolate, cioccolato, cioccolato fondente, gocce di
 cioccolato, cioccolata, chocolate couverture, german chocolate, chocolate frosting, chocolate ice cream, sprinkles,
 jimmies, nonpareils, streusel topping mix, chocolate wafers, enjoy life chocolate chips, vegan chocolate, chocolate
 covered, chocolate candy, chocolate candies
gluten: kitkat, kit kat, twix, granola, muesli, musli, chocolate wafers
milk: kitkat, kit kat, twix, mars bar, milky way, m m, m ms, m&ms, smarties, hershey kisses, chocolate frosting,
 chocolate ice cream, german chocolate frosting
?nuts: amaretto, amaretto liqueur, disaronno, almond extract, almond essence, mandelaroma, bittermandelaroma,
 bittermandelol, extrait d amande, extrait d amande amere, arome amande amere, essence d amande, extracto de almendra,
 aroma di mandorla, essenza di mandorla, estratto di mandorla, fiori di mandorlo, butternut, chestnut, chestnut puree,
 chestnut flour, chestnut cream, marone, maronen, maroni, esskastanie, esskastanien, kastanie, kastanien, marron,
 marrons, chataigne, chataignes, farine de chataigne, creme de marron, creme de marrons, castana, castanas, harina de
 castana, castagna, castagne, farina di castagne, marroni, marron glace, marrons glaces, apricot kernel, apricot
 kernels, persipan, armelline, nut flavoring, shea nut, pistachio flavoring, nussaroma, nusslikor, nut liqueur,
 hazelnut syrup, hazelnut creamer, hazelnut extract, walnut liqueur
alcohol: amaretto, amaretto liqueur, disaronno, frangelico, nocino, nusslikor, nut liqueur, walnut liqueur
nuts: hazelnut syrup, hazelnut creamer, hazelnut extract, walnut liqueur, pistachio flavoring

# Celery.
celery: sellerie, celery, celery stalk, celery salt, celery seed, celeriac, celery root, celery leaves, celery powder,
 celery hearts, lovage and celery, knollensellerie, staudensellerie, stangensellerie, selleriesalz, selleriesamen,
 selleriegrun, bleichsellerie, suppengrun, suppengruen, suppengemuse, wurzelgemuse, wurzelwerk, rostgemuse, celeri,
 celeri rave, celeri branche, branche de celeri, sel de celeri, graines de celeri, apio, apionabo, apio nabo, sal de
 apio, rama de apio, semillas de apio, sedano, sedano rapa, costa di sedano, coste di sedano, gambo di sedano,
 mirepoix, soffritto, trito per soffritto, misto per soffritto, battuto, holy trinity, old bay, old bay seasoning,
 cajun trinity, waldorf, odori, smallage, apium, verdura para caldo, aipo
mustard: old bay, old bay seasoning
nuts: waldorf
?celery: bouquet garni, poultry seasoning, bloody mary, sausage seasoning, soup vegetables, crab boil, zatarains,
 sloppy joe seasoning
celery +: v8, vegetable juice cocktail, clamato, clamato juice, vegetable juice, bloody mary mix, tomato vegetable
 juice, vegeta, aromat, fondor, herbamare
molluscs: clamato, clamato juice
?celery ?gluten ?milk ?eggs ?soybeans ?fish ?mustard +: bouillon, bouillon cube, bouillon powder, stock cube, stock
 cubes, stock, broth, vegetable stock, vegetable broth, vegetable bouillon, chicken stock, chicken broth, chicken
 bouillon, beef stock, beef broth, beef bouillon, bone broth, stock powder, stock pot, stock concentrate, better than
 bouillon, veggie stock, veggie broth, oxo, oxo cube, knorr, marigold bouillon, consomme, demi glace, gravy, gravy
 granules, gravy powder, gravy mix, bisto, onion soup mix, lipton onion soup, soup mix, soup powder, bruhe,
 gemusebruhe, gemuesebruehe, huhnerbruhe, rinderbruhe, fleischbruhe, suppenwurfel, bruhwurfel, gemusebruhpulver,
 bruhpulver, gekornte bruhe, suppenwurze, maggi, maggi wurze, maggi seasoning, fond, gemusefond, geflugelfond,
 rinderfond, kalbsfond, wildfond, bratensosse, bratensauce, sossenpulver, sossenbinder, bouillon de legumes, bouillon
 de volaille, bouillon de boeuf, bouillon de poule, cube de bouillon, fond de veau, fond brun, fond de volaille, kub
 or, viandox, bouillon kub, caldo, caldo de verduras, caldo de pollo, caldo de carne, caldo de res, pastilla de caldo,
 cubito de caldo, consome, avecrem, brodo, brodo vegetale, brodo di pollo, brodo di carne, brodo di manzo, dado, dado
 vegetale, dado da brodo, dado da cucina, fondo bruno, turkey stock, turkey broth, mushroom stock, mushroom broth,
 lamb stock, veal stock, pork stock, pork broth, ham stock, shellfish stock, chicken base, beef base, vegetable base,
 instant soup, cup a soup, ramen seasoning, ramen packet, seasoning packet, flavor packet
crustaceans molluscs: shellfish stock

# Mustard.
mustard: mustard, dijon, dijon mustard, yellow mustard, whole grain mustard, wholegrain mustard, english mustard,
 mustard powder, dry mustard, ground mustard, mustard seed, mustard oil, honey mustard, creole mustard, brown mustard,
 colmans, colman s, grey poupon, senf, senfkorner, senfkoerner, senfmehl, senfpulver, senfsaat, dijonsenf,
 mittelscharfer senf, susser senf, mostrich, senfol, moutarde, moutarde de dijon, moutarde a l ancienne, graines de
 moutarde, savora, mostaza, mostaza de dijon, semillas de mostaza, mostaza antigua, mostaza en grano, mostaza en
 polvo, senape, senape di digione, senape in grani, semi di senape, mostarda, mostarda di cremona, rai seeds, rai,
 sarson, kasundi, karashi, mustar
?mustard: mustard greens, mustard cress, mizuna, panch phoron, panch phoran
mustard ?eggs ?milk +: honey mustard dressing, honey mustard sauce, piccalilli, remoulade sauce, senfsauce, senfsosse,
 senfgurken, sauce moutarde, sauce ravigote, vinaigrette, french dressing, dijonnaise, mustard vinaigrette, mustard
 relish, currywurst sauce, mostaza miel
?mustard ?celery ?gluten +: curry powder, madras curry powder, curry, currypulver, curry en poudre, curry en polvo,
 curry in polvere, garam masala, masala, tandoori masala, chaat masala, tikka masala, ras el hanout, spice mix, spice
 blend, seasoning, seasoning mix, seasoning blend, seasoned salt, season salt, lawry s, lawrys, all purpose seasoning,
 italian seasoning mix, cajun seasoning, creole seasoning, tony chachere, tony chacheres, slap ya mama, taco
 seasoning, taco seasoning mix, fajita seasoning, chili seasoning, chili seasoning mix, steak seasoning, montreal
 steak seasoning, burger seasoning, blackening seasoning, jerk seasoning, jerk paste, adobo seasoning, sazon, goya
 sazon, goya adobo, lemon pepper seasoning, pickling spice, bbq rub, dry rub, rub, chicken seasoning, seafood
 seasoning, everything seasoning, meat tenderizer, mrs dash, gewurzmischung, gewurzsalz, krautersalz,
 brathahnchengewurz, lebkuchengewurz, currypaste, melange d epices, mezcla de especias, sazonador, condimento, misto
 di spezie, aromi misti, curry paste, red curry paste, green curry paste, yellow curry paste, thai curry paste, thai
 red curry paste, thai green curry paste, pate de curry, pasta de curry, pasta di curry, rote currypaste, grune
 currypaste, laksa paste, tikka paste, tandoori paste, korma paste, vindaloo paste, rendang paste, sambal, sambal
 oelek, harissa, harissa paste, harissapaste, berbere, baharat, shawarma seasoning, gyro seasoning, kebab seasoning,
 chimichurri seasoning, salad seasoning, vegetable seasoning, popcorn seasoning
fish crustaceans: laksa paste, thai curry paste
?crustaceans ?fish: red curry paste, green curry paste, yellow curry paste, thai red curry paste, thai green curry
 paste, curry paste, rote currypaste, grune currypaste, pate de curry, sambal, sambal oelek, rendang paste, massaman,
 panang, massaman curry paste, panang curry paste
?nuts ?peanuts: korma paste, rendang paste, laksa paste, ras el hanout, curry paste

# Sesame.
sesame: sesame, sesame seed, sesame oil, toasted sesame oil, tahini, tahina, tahin, tahine, tehina, taheena, sesame
 paste, black sesame, sesame flour, sesame salt, gomasio, gomashio, gingelly, gingelly oil, gingilly oil, benne, benne
 seed, benneseed, simsim, til oil, till seeds, sesame butter, sesame meal, sesamol, sesamum indicum, nerigoma, sesam,
 sesamsamen, sesampaste, sesammus, sesamsaat, sesamkorner, graines de sesame, huile de sesame, pate de sesame, puree
 de sesame, sesamo, sesamos, aceite de sesamo, semillas de sesamo, ajonjoli, aceite de ajonjoli, semillas de ajonjoli,
 pasta de sesamo, olio di sesamo, semi di sesamo, crema di sesamo, sesamo nero
sesame @en: til
sesame +: hummus, houmous, hummous, humus, hoummous, houmos, halva, halvah, halawa, zaatar, za atar, zatar, zahtar,
 baba ganoush, baba ghanoush, baba ganush, baba ghanouj, mutabbal, moutabal, tarator sauce, tahini sauce, tahini
 dressing, everything bagel seasoning, everything but the bagel seasoning, everything bagel, everything bagels,
 falafel, falafel mix, pasteli, simit, sesame bagel, sesame dressing, goma dare, goma dressing, shichimi togarashi,
 shichimi, togarashi, bagel seasoning, sesame snaps, sesame bun, sesame buns, halwa, chalva, helva, tahin pekmez
gluten: everything bagel, everything bagels, sesame bun, sesame buns, simit, sesame bagel
?nuts ?milk: halva, halvah, halawa, halwa, chalva, helva

# Sulphites (more than 10 mg/kg), as wine, dried light fruit and some vinegars hold them.
sulphites alcohol: wine, red wine, white wine, dry white wine, dry red wine, rose wine, sparkling wine, prosecco,
 champagne, cava, marsala, madeira, port wine, sherry, dry sherry, cooking sherry, vermouth, dry vermouth, cooking
 wine, burgundy, chianti, pinot noir, pinot grigio, cabernet, merlot, chardonnay, sauvignon blanc, riesling, wein,
 rotwein, weisswein, sekt, portwein, marsalawein, vin, vin blanc, vin rouge, vin rose, vin jaune, vin cuit, porto,
 xeres, vino, vino blanco, vino tinto, vino de jerez, jerez, oporto, vino bianco, vino rosso, vin santo, spumante,
 vermut, gluhwein, sangria, banyuls, moscato, lambrusco, kochwein, hard cider, apfelwein, cidre, sidra, sidro
sulphites @it: moscato
sulphites @fr: port
sulphites: red wine vinegar, white wine vinegar, wine vinegar, sherry vinegar, champagne vinegar, balsamic, balsamic
 vinegar, white balsamic vinegar, balsamic glaze, balsamic reduction, balsamico, aceto balsamico, aceto balsamico di
 modena, balsamicoessig, balsamessig, weissweinessig, rotweinessig, weinessig, sherryessig, crema di balsamico,
 vinaigre balsamique, vinaigre de vin, vinaigre de vin rouge, vinaigre de vin blanc, vinaigre de xeres, vinagre
 balsamico, vinagre de vino, vinagre de jerez, vinagre de modena, aceto di vino, aceto di vino rosso, aceto di vino
 bianco, aceto bianco, dried apricot, dried apple, dried pineapple, dried mango, dried peach, dried pear, golden
 raisins, sultanas light, golden sultana, getrocknete aprikosen, soft aprikosen, abricots secs, abricot sec, orejones,
 albaricoques secos, albicocche secche, maraschino cherry, maraschino cherries, glace cherry, glace cherries, candied
 cherries, candied fruit, candied peel, mixed peel, glace fruit, candied orange peel, zitronat, orangeat, kandierte
 fruchte, fruits confits, ecorces d orange confites, fruta escarchada, frutas confitadas, canditi, frutta candita,
 scorza d arancia candita, sulphite, sulfite, sulfur dioxide, sulphur dioxide, metabisulfite, metabisulphite, sodium
 metabisulfite, schwefeldioxid, sulfit, anhydride sulfureux, e220, e221, e222, e223, e224, e226, e227, e228, pickled
 onions, cocktail onions, grape molasses, instant potato flakes, dried potato flakes, desiccated potato
?sulphites: raisin, sultana, dried fruit, mixed dried fruit, dried fig, dried figs, dried cranberry, dried
 cranberries, craisins, prune, date dried, banana chips, dried coconut, desiccated coconut, shredded coconut,
 sweetened coconut, coconut flakes, sun dried tomato, sun dried tomatoes, sundried tomatoes, bottled lemon juice,
 lemon juice concentrate, lime juice concentrate, grape juice, horseradish, sauerkraut, molasses, treacle,
 backpflaumen, rosinen, sultaninen, getrocknete tomaten, raisins secs, tomates sechees, pasas, uvas pasas, pasas
 sultanas, tomates secos, uvetta, uva passa, uva sultanina, pomodori secchi, frozen potatoes, hash browns, french
 fries, pickle, gherkin, pickles, cornichon, cider vinegar, coleslaw mix, frozen fries, caper, capers, artichoke
 hearts, pepperoncini, pickled jalapeno, pickled peppers, banana peppers, dried apple rings, trockenobst,
 trockenfruchte, kokosraspel, noix de coco rapee, coco rallado, cocco rapé, cocco rapes, cocco rapè, cocco rapa,
 pimiento, olives stuffed, fruit leather, corn syrup, jarred garlic, jarred ginger, frozen shrimp

# Lupin.
lupin: lupin, lupine, lupini, lupini bean, lupin flour, lupin flakes, lupin bean, lupini flour, lupine flour, lupinen,
 lupinenmehl, susslupine, susslupinen, lupinenkerne, lupineneiweiss, lupinengranulat, farine de lupin, graines de
 lupin, altramuz, altramuces, harina de altramuz, chocho, chochos, tarwi, farina di lupini, lupino, tremocos, tremoco,
 lopino

# Molluscs.
molluscs: clam, littleneck clams, cockle, mussel, oyster, smoked oysters, scallop, sea scallops, bay scallops, squid,
 calamari, octopus, baby octopus, cuttlefish, abalone, conch, whelk, periwinkle, winkle, geoduck, snail, escargot,
 limpet, squid ink, cuttlefish ink, nautilus, sea snail, razor clam, canned clams, clam juice, clam meat, ormer,
 muschel, muscheln, miesmuschel, miesmuscheln, jakobsmuschel, jakobsmuscheln, venusmuscheln, herzmuscheln, auster,
 austern, tintenfisch, tintenfische, tintenfischringe, kalmar, kalmare, krake, oktopus, sepia, sepiatinte, schnecke,
 schnecken, weinbergschnecken, moule, moules, huitre, huitres, coquille saint jacques, coquilles saint jacques, saint
 jacques, noix de saint jacques, noix de st jacques, st jacques, petoncle, petoncles, palourde, palourdes, coque,
 coques, couteaux de mer, bulot, bulots, bigorneau, bigorneaux, poulpe, poulpes, seiche, seiches, encre de seiche,
 calmar, calmars, encornet, encornets, chipiron, escargots, ormeau, praires, supions, mejillon, mejillones, almeja,
 almejas, berberecho, berberechos, ostra, ostras, vieira, vieiras, zamburina, zamburinas, navaja, navajas, pulpo,
 calamar, calamares, chipirones, tinta de calamar, choco, chocos, caracol, caracoles, pota, concha fina, chirla,
 chirlas, cozza, cozze, vongola, vongole, ostrica, ostriche, capesante, capasanta, cappesante, canestrelli, polpo,
 polpi, moscardini, moscardino, seppia, seppie, nero di seppia, calamaro, totano, totani, lumaca, lumache, telline,
 fasolari, cannolicchi, patella, tartufi di mare, mollusk, mollusc, molluscs, mollusques, moluscos, molluschi,
 weichtiere, tako, ika, hotate, awabi
molluscs @es: coquina, coquinas
molluscs gluten soybeans +: oyster sauce, austernsauce, austernsosse, sauce huitre, sauce d huitre, salsa de ostras,
 salsa di ostriche, lee kum kee, maekrua, oyster flavored sauce
?molluscs ?gluten ?soybeans +: vegetarian oyster sauce, mushroom oyster sauce, vegan oyster sauce
molluscs +: clam chowder, moules frites, calamari rings, fritto misto, paella mix, spaghetti alle vongole
"""
