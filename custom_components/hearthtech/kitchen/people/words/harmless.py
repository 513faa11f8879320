"""What only sounds like an allergen, and foods whose facets are known to be complete although others call them mixed.

Coconut is no tree nut: neither in annex II of Regulation 1169/2011, nor in the FDA's list since January 2025.
"""

TABLE = """
-: nutmeg, ground nutmeg, whole nutmeg, muskat, muskatnuss, muskatnuesse, noix de muscade, muscade, nuez moscada, nuez
 de moscada, noce moscata, mace, macis, muskatblute, nut meg
-: coconut, coconut milk, coconut cream, coconut oil, coconut water, coconut sugar, coconut flour, coconut butter,
 coconut meat, coco nut, fresh coconut, light coconut milk, lite coconut milk, full fat coconut milk, coconut aminos,
 coconut nectar, cream of coconut, coconut extract, coconut vinegar, kokos, kokosnuss, kokosmilch, kokosol,
 kokosnussmilch, kokosnussol, kokoscreme, kokosfett, kokosmehl, kokosblutenzucker, kokoswasser, noix de coco, lait de
 coco, creme de coco, huile de coco, huile de noix de coco, farine de coco, eau de coco, coco, coco rape frais, leche
 de coco, crema de coco, aceite de coco, agua de coco, harina de coco, nuez de coco, cocco, noce di cocco, latte di
 cocco, crema di cocco, olio di cocco, farina di cocco, acqua di cocco, olio di semi di cocco
-: butternut squash, butter nut squash, buttercup squash, butterkurbis, butternusskurbis, butternut kurbis, butternut
 pumpkin, courge butternut, courge doubeurre, calabaza butternut, calabaza cacahuete, zucca butternut, zucca violina,
 butter bean, butter lettuce, butterhead lettuce, butterhead, buttersalat, kopfsalat, apple butter, cocoa butter,
 cacao butter, kakaobutter, beurre de cacao, manteca de cacao, burro di cacao, shea butter, pumpkin butter, sunflower
 butter, sunflower seed butter, sunbutter, pear butter, pumpkin seed butter, mango butter, pommes de terre beurre,
 beurre de pomme, haricots beurre, haricot beurre
-: eggplant, egg plant, eierfrucht, eiertomate, eiertomaten, eierschwammerl, eiswurfel, eisbergsalat, eis wurfel,
 aubergine, berenjena, melanzana, melanzane
-: water chestnut, waterchestnut, wasserkastanie, wasserkastanien, chataigne d eau, chataignes d eau, castana de agua,
 castanas de agua, castagne d acqua
-: buckwheat, buckwheat flour, buckwheat groats, kasha, buchweizen, buchweizenmehl, sarrasin, farine de sarrasin, ble
 noir, farine de ble noir, trigo sarraceno, alforfon, harina de trigo sarraceno, grano saraceno, farina di grano
 saraceno, saraceno
-: nutritional yeast, nooch, hefeflocken, levadura nutricional, lievito alimentare, doughnut peach, donut peach, tiger
 nut, tiger nuts, tigernut, erdmandel, erdmandeln, chufa, chufas, souchet, kola nut, lychee nut
-: cream of tartar, creme de tartre, weinstein, weinsteinbackpulver, cremor tartaro, cremor tartar, cremore di
 tartaro, cream of rice, cream style, cream of buckwheat, cream colored, ice cream salt, ice cream stick
-: fish eye chili, fish mint, fishwort, fish shaped, egg shaped, milk thistle, crab apple, crabapple, oyster mushroom,
 oyster mushrooms, king oyster mushroom, austernpilz, austernpilze, austernseitling, austernseitlinge,
 krauterseitling, krauterseitlinge, pleurote, pleurotes, seta de ostra, setas de ostra, seta ostra, lobster mushroom,
 hen of the woods, chicken of the woods, oyster plant, salsify, schwarzwurzel, schwarzwurzeln, salsifis
-: breadfruit, bread fruit, brotfrucht, arbre a pain, sweetbread, sweet bread fruit, kalbsbries, cheese cloth,
 cheesecloth, brotgewurz
-: rice flour, rice noodle, rice noodles, rice vermicelli, rice sticks, rice paper, rice paper wrappers, glass
 noodles, cellophane noodles, bean thread noodles, mung bean noodles, sweet potato noodles, kelp noodles, shirataki
 noodles, shirataki, zucchini noodles, zoodles, konjac noodles, hearts of palm pasta, spaghetti squash, glasnudeln,
 reisnudeln, reispapier, reismehl, zucchininudeln, vermicelles de riz, nouilles de riz, pates de riz, galettes de riz,
 feuilles de riz, papier de riz, farine de riz, fideos de arroz, papel de arroz, harina de arroz, obleas de arroz,
 spaghetti di riso, noodle di riso, farina di riso, carta di riso, vermicelli di riso, vermicelli de riz,
 spaghettikurbis, courge spaghetti, calabaza espagueti, pad thai noodles, pho noodles, rice stick noodles, arrowroot
 noodles
-: corn flour, cornflour, cornstarch, corn starch, corn meal, cornmeal, masa harina, masarepa, corn tortilla, corn
 tortillas, polenta, grits, potato flour, potato starch, tapioca flour, tapioca starch, tapioca, arrowroot, arrowroot
 powder, arrowroot flour, arrowroot starch, cassava flour, chickpea flour, gram flour, besan, garbanzo flour, sorghum
 flour, millet flour, teff flour, teff, amaranth flour, quinoa flour, green banana flour, plantain flour, sweet rice
 flour, glutinous rice flour, glutinous rice, sticky rice, mochiko, tigernut flour, lentil flour, banana flour,
 maismehl, maisstarke, speisestarke, maisgriess, kartoffelmehl, kartoffelstarke, kichererbsenmehl, hirsemehl, hirse,
 tapiokastarke, maizena, farine de mais, fecule de mais, fecule de pomme de terre, fecule, amidon de mais, farine de
 pois chiches, farine de pois chiche, farine de manioc, farine de millet, semoule de mais, polenta instantanee, harina
 de maiz, harina de garbanzo, harina de garbanzos, almidon de maiz, maicena, fecula de patata, fecula de maiz, harina
 de yuca, harina pan, tortillas de maiz, semola de maiz, farina di mais, farina di ceci, fecola di patate, fecola,
 amido di mais, farina di miglio, semola di mais, farina per polenta, farina fioretto, farina de milho
-: coconut milk powder, milchreis, milch reis, risottoreis, rundkornreis, lactic acid, milchsaure, acide lactique,
 calcium lactate, latte art
-: sugar, salt, sea salt, kosher salt, table salt, himalayan salt, flaky salt, pepper, black pepper, ground pepper,
 water, ice, ice cubes, warm water, boiling water, cold water, ice water, baking soda, bicarbonate of soda, vanilla
 bean, vanilla pod, vanilla bean paste, vanilla paste, vanilla sugar, vanilla powder, vanillezucker, vanilleschote,
 gousse de vanille, sucre vanille, vaina de vainilla, bacca di vaniglia, vanillin, vanillina, xanthan gum, guar gum,
 pectin, agar, agar agar, maple syrup, agave, agave nectar, agave syrup, golden syrup, light corn syrup, dark corn
 syrup, corn syrup, simple syrup, cane sugar, coconut palm sugar, muscovado, date syrup, stevia, erythritol, monk
 fruit, xylitol, swerve, allulose, demerara, turbinado, turbinado sugar, granulated sugar, powdered sugar,
 confectioners sugar, confectioner s sugar, icing sugar, caster sugar, brown sugar, light brown sugar, dark brown
 sugar, glucose, glucose syrup, dextrose, invert sugar, cane syrup, puderzucker, zucker, rohrzucker, salz, pfeffer,
 wasser, natron, sucre, sel, poivre, eau, azucar, sal, pimienta, agua, zucchero, sale, pepe, acqua
-: oil, vegetable oil, cooking oil, frying oil, neutral oil, canola oil, rapeseed oil, sunflower oil, olive oil, extra
 virgin olive oil, evoo, light olive oil, corn oil, grapeseed oil, avocado oil, safflower oil, rice bran oil, palm
 oil, flaxseed oil, hemp oil, pumpkin seed oil, cottonseed oil, soybean oil, soya oil, ol, olivenol, rapsol,
 sonnenblumenol, pflanzenol, speiseol, kurbiskernol, leinol, huile, huile d olive, huile de tournesol, huile de colza,
 huile vegetale, huile neutre, huile de pepins de raisin, aceite, aceite de oliva, aceite de girasol, aceite vegetal,
 aove, olio, olio d oliva, olio di oliva, olio extravergine, olio extravergine d oliva, olio di girasole, olio di
 semi, olio evo, olio di semi di girasole, olio di mais, traubenkernol
-: passata, tomato passata, crushed tomatoes, tomato paste, tomato puree, canned tomatoes, diced
 tomatoes, plum tomatoes, san marzano tomatoes, tomato juice, strained tomatoes, tomatenmark, passierte tomaten,
 stuckige tomaten, dosentomaten, geschalte tomaten, concentre de tomate, concentre de tomates, coulis de tomate,
 coulis de tomates, pulpe de tomate, tomate triturado, tomate concentrado, concentrado de tomate, pure
 de tomate, tomates pelados, passata di pomodoro, polpa di pomodoro, pomodori pelati, concentrato di pomodoro, doppio
 concentrato di pomodoro, pelati, pumpkin puree, canned pumpkin, applesauce, apple sauce, unsweetened applesauce,
 apfelmus, compote de pommes
-: bicarbonate of soda, yeast, instant yeast, dry yeast, active dry yeast, fresh yeast, rapid rise yeast, bread
 machine yeast, trockenhefe, frischhefe, hefe, levure boulangere, levure de boulanger, levure fraiche, levadura
 fresca, levadura seca, levadura de panadero, levadura de panaderia, lievito di birra, lievito di birra fresco,
 lievito di birra secco
-: cider, apple cider, apple cider vinegar, cider vinegar, distilled vinegar, white vinegar, distilled white vinegar,
 rice vinegar, rice wine vinegar, seasoned rice vinegar, coconut vinegar, vinegar, apfelessig, branntweinessig,
 tafelessig, reisessig, essig, vinaigre, vinaigre de cidre, vinaigre blanc, vinaigre de riz, vinagre, vinagre de
 manzana, vinagre de arroz, vinagre blanco, aceto, aceto di mele, aceto di riso
-: bay leaf, curry leaves, curry leaf, kaffir lime leaves, makrut lime leaves, makrut lime leaf, curryblatter,
 feuilles de curry, hojas de curry, foglie di curry, italian seasoning, italian herbs, dried italian herbs, herbes de
 provence, herbs de provence, mixed herbs, dried herbs, fresh herbs, herb, krauter, krauter der provence, italienische
 krauter, gemischte krauter, herbes, fines herbes, hierbas, hierbas provenzales, erbe, erbe aromatiche, erbe
 provenzali, pumpkin pie spice, pumpkin spice, apple pie spice, chinese five spice, five spice, five spice powder,
 chili powder, chile powder, ancho chili powder, chipotle powder, chipotle chili powder, cayenne, allspice, pimento
 berries, lemon pepper, smoked paprika, sweet paprika, hot paprika, hungarian paprika, pimenton
-: peas, pea, sweet pea, snap pea, sugar snap peas, split pea, chick pea, chickpea, pea shoots, pea protein, pea
 protein powder, lentil, beans, bean, black beans, kidney beans, white beans, navy beans, great northern beans,
 cannellini beans, pinto beans, green beans, bean sprouts, garbanzo beans, garbanzos, aquafaba, fava beans, sesame
 leaves, perilla, shiso
-: chicken, chicken breast, chicken thigh, ground chicken, boneless skinless chicken thighs, turkey, ground turkey,
 beef, ground beef, pork, ground pork, bacon, lamb, veal, duck
-: peppermint extract, lemon extract, orange extract, vanilla extract, pure vanilla extract, vanilla, vanilla essence,
 vanilleextrakt, extrait de vanille, extracto de vainilla, esencia de vainilla, estratto di vaniglia, rum extract,
 coconut extract, maple extract, mint extract, orange blossom water, rose water, rosewater, orange flower water, eau
 de fleur d oranger, fleur d oranger, agua de azahar, acqua di fiori d arancio, pandan extract
-: cocoa, cocoa powder, dutch process cocoa powder, dutch processed cocoa powder, unsweetened cocoa, unsweetened cocoa
 powder, dutch process cocoa, dutch processed cocoa, cacao powder, raw cacao, kakao, kakaopulver, backkakao, cacao,
 cacao en poudre, cacao en polvo, cacao amaro, cacao in polvere
-: jam, strawberry jam, raspberry jam, apricot jam, apricot preserves, marmalade, orange marmalade, preserves, fruit
 preserves, jelly jam, fruit spread, konfiture, marmelade, aprikosenkonfiture, confiture, confiture d abricot,
 mermelada, marmellata, confettura
-: coffee, brewed coffee, espresso, espresso powder, instant espresso, instant espresso powder, instant coffee, coffee
 powder, coffee granules, strong coffee, tea, green tea, black tea, tea bag, earl grey, kaffee, the vert, cafe, cafe
 soluble, te, te verde, caffe, te matcha, matcha, matcha powder
-: sparkling water, club soda, soda water, seltzer, mineralwasser, eau gazeuse, agua con gas, acqua frizzante, mineral
 water, orange juice, apple juice, pineapple juice, lemon juice, lime juice, grapefruit juice, pomegranate juice,
 cranberry juice, tomatensaft, orangensaft, zitronensaft, limettensaft, jus de citron, jus d orange, zumo de limon,
 zumo de naranja, jugo de limon, succo di limone, succo d arancia, succo di arancia
?gluten: baking powder, backpulver, levure chimique, levadura quimica, levadura en polvo, polvo de hornear, levadura
 royal, lievito per dolci, lievito in polvere, lievito vanigliato, lievito istantaneo per torte, sachet de levure
gelatin: gelatin, gelatine, gelatin powder, unflavored gelatin, powdered gelatin, leaf gelatin, gelatin sheets,
 gelatine leaves, blattgelatine, gelatinepulver, feuilles de gelatine, gelatina, hojas de gelatina, fogli di gelatina,
 colla di pesce, cola de pescado, marshmallow, mini marshmallows, marshmallows, collagen, collagen peptides, knox
 gelatin
?fish: colla di pesce, cola de pescado
?gluten +: marshmallow, mini marshmallows, marshmallows
alcohol: vodka, rum, dark rum, white rum, spiced rum, brandy, cognac, bourbon, whiskey, whisky, tequila, gin, mezcal,
 kirsch, kirschwasser, calvados, armagnac, grappa, ouzo, pernod, sake, cooking sake, mirin, hon mirin, shaoxing wine,
 shaoxing, chinese cooking wine, chinese rice wine, rice wine, soju, everclear, weinbrand, obstler, korn schnaps,
 rhum, eau de vie, ron, aguardiente, cachaca, pisco, rice cooking wine, kochsake, reiswein, vin de riz, vino de arroz,
 vino di riso
?gluten: shaoxing wine, shaoxing, chinese cooking wine, mirin, soju
?alcohol: vanilla extract, pure vanilla extract, vanilla, vanilla essence, peppermint extract, lemon extract, orange
 extract, rum extract, almond extract, extrait de vanille, extracto de vainilla, estratto di vaniglia, maple extract,
 mint extract, vanilleextrakt
?sulphites: jam, preserves, marmalade, konfiture, confiture, mermelada, marmellata, lemon juice concentrate
?peanuts: frying oil, frittierol, friteusenol, huile de friture, aceite para freir, olio per friggere
-: no salt added, no sugar added, no added sugar, no added salt, no boil, no bake, no need, not packed, not drained,
 not melted, not softened, not ground, not too, not canned, not cooked, not sweetened, if not, fl oz, bell pepper
"""
