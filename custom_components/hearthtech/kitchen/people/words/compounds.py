"""Parts of long words, for languages that write them together. Harmless parts are taken out first."""

TABLE = """
-: muskatnuss,kokosnuss,kokosmilch,kokosmehl,kokosol,wasserkastanie,buchweizen,milchreis,milchsaure,kakaobutter,butternuss,butternut,eisbergsalat,leberkase,fleischkase,kokosbutter,milchner,fischminze,sojafrei,buttersalat,erdmandel,austernpilz,austernseitling,maismehl,reismehl,kartoffelmehl,kichererbsenmehl,hirsemehl,reisnudel,glasnudel,coconut,nutmeg,eggplant,buckwheat,brotfrucht,eggshell,sonnenblumenbutter,kurbisbrot
peanuts: erdnuss,erdnusse,peanut,cacahuet,cacahouet,cacahuat,arachid,groundnut,aschanti
nuts: haselnuss,walnuss,mandel,cashew,pekannuss,pecannuss,paranuss,pistazie,macadamia,hazelnut,walnut,almond,pistachio,baumnuss,nougat,marzipan,krokant,praline,noisette,pecan
nuts ?peanuts +: nusse,nusskuchen,nusscreme,nussmisch,nussfull,nussecke,nussstriezel,nusszopf,nussschnecke,nusskern,nussol,nussbrot
gluten: weizen,dinkel,roggen,gerste,hartweizen,vollkornmehl,weissmehl,brotchen,semmel,paniermehl,nudel,spatzle,teigware,brosel,wheat,barley
gluten +: kuchen,keks,zwieback,blatterteig,murbeteig,hefeteig,brot,teig,waffel,bread,cracker,cake,cookie,dough
milk: milch,sahne,kase,joghurt,quark,butter,rahm,molke,schmand,mozzarella,parmesan,ricotta,mascarpone,cheese,yogurt,yoghurt,fromage
eggs: vollei,eigelb,eiweiss,eiklar,eidotter,eierlikor,eiernudel,mayonnaise,huhnerei
fish: fisch,lachs,thunfisch,sardelle,hering,makrele,forelle,kabeljau,anchov,salmon
crustaceans: garnele,krabbe,hummer,krebs,languste,crevette,shrimp,prawn,lobster
molluscs: muschel,tintenfisch,auster,kalmar,oktopus,calamar
soybeans: soja,tofu,soybean,tempeh,edamame
celery: sellerie,celeri
mustard: senf,moutarde,mostaza
sesame: sesam,tahin
lupin: lupine,lupin
sulphites alcohol: rotwein,weisswein
pork: schwein,speck
beef: rindfleisch,rinder,kalbs
poultry: huhner,hahnchen,puten,enten,ganse
"""
