"""French: heat, steps, yes and no."""

from custom_components.hearthtech.voice.kinds import Kind

from .format import Language, Phrases

SENTENCES = Language(
    code="fr",
    before="(s'il te plaît|s'il vous plaît|ok|bon|alors|et|maintenant|cuisine|dis|hé|salut|bonjour|peux-tu|est-ce que tu peux|pourrais-tu|merci|super|voilà)",
    after="(s'il te plaît|s'il vous plaît|merci|maintenant|alors|tout de suite|cuisine)",
    rules={
        "the": "[le|la|les|l'|un|une|des|du|mon|ma|mes|notre|nos|de la|de l']",
        "burner": "[le|la|l'] [feu|plaque|brûleur|foyer] {burner}",
        "on": "(sur|avec|à)",
        "level": "(à|sur|au) [niveau|puissance] {level} [pour cent|%]",
        "temperature": "à {temperature} (degrés|degré|°) [celsius|c]",
    },
    phrases=(
        Phrases(Kind.HEAT_OFF, (
            "(éteins|éteindre|coupe|couper|arrête|ferme) <burner>", "(éteins|coupe|arrête|ferme) (le feu|la plaque|le gaz|la chaleur|le brûleur)", "(éteins|coupe)-(le|la)", "(éteins le|éteins la|coupe le|coupe la|éteins|coupe tout le feu)", "plus de feu",
        )),
        Phrases(Kind.ALL_OFF, ("(éteins|coupe|arrête|ferme) tout", "(éteins|coupe) (toutes les plaques|tous les feux|la cuisinière|la table de cuisson|toutes)", "tout éteindre", "(urgence|au feu|arrêt d'urgence)")),
        Phrases(Kind.STOP, ("(stop|arrête|arrêtez|halte|arrête tout de suite)", "(arrête|stoppe|termine) (la recette|la cuisson|de cuisiner|la séance)", "j'ai fini de cuisiner")),
        Phrases(Kind.START_RECIPE, (
            "(commence|démarre|lance|prépare|cuis|cuisine|fais) <the> {recipe} <on> <burner> [<level>]", "<on> <burner> (commence|démarre|lance|prépare|fais) <the> {recipe}",
            "(commence|démarre|lance|prépare|cuisine|fais) <the> {recipe}", "(je veux|je voudrais|on va|nous allons) (faire|cuisiner|préparer|commencer) <the> {recipe} [<on> <burner>]",
        )),
        Phrases(Kind.NEXT_STEP, (
            "(suivant|suivante|étape suivante|la suite|ensuite|et après|et maintenant|continue|fini|c'est fait|c'est fini|c'est bon|terminé|prêt|d'accord|ok|voilà|fait)",
            "(quelle est|c'est quoi|passe à) (l'étape suivante|la prochaine étape|la suite)", "(qu'est-ce que|que) (je fais|je dois faire|dois-je faire|faire) (maintenant|ensuite|après)", "j'ai (fini|terminé)",
        )),
        Phrases(Kind.PREVIOUS_STEP, ("(retour|en arrière|reviens|étape précédente|précédent|l'étape d'avant|recule)", "(reviens|retourne|va) (en arrière|à l'étape précédente|à l'étape d'avant)", "(quelle était|c'était quoi) l'étape (précédente|d'avant)")),
        Phrases(Kind.REPEAT, ("(répète|répéter|encore|encore une fois|pardon|comment|quoi|qu'est-ce que tu as dit|redis)", "(répète|redis) (ça|l'étape|cela|encore une fois)", "je n'ai pas (compris|entendu)")),
        Phrases(Kind.SKIP_STEP, ("(passe|saute|sauter) (ça|cette étape|l'étape|celle-là)", "sauter", "saute")),
        Phrases(Kind.SET_HEAT, ("(mets|règle|mettre|régler) <burner> <level>", "(mets|règle|chauffe|maintiens) <burner> <temperature>", "(allume|allumer) <burner> [<level>]")),
        Phrases(Kind.SET_HEAT, ("(monte|augmente) (le feu|la chaleur|<burner>) [un peu]", "(plus fort|plus de feu|plus chaud)"), {"change": "up"}),
        Phrases(Kind.SET_HEAT, ("(baisse|diminue|réduis) (le feu|la chaleur|<burner>) [un peu]", "(moins fort|moins de feu|moins chaud)"), {"change": "down"}),
        Phrases(Kind.ASK_HEAT, ("(quelle est|c'est quoi) la température [de <burner>]", "est-ce que <burner> est [encore] (allumé|allumée|éteint|éteinte|chaud|chaude)", "(quelle plaque|quelles plaques|quel feu) est [encore] (allumée|allumées|allumé)", "est-ce que (c'est chaud|quelque chose est allumé|la cuisinière est allumée)")),
        Phrases(Kind.YES, ("(oui|ouais|oui s'il te plaît|bien sûr|certainement|exactement|exact|vas-y|fais-le|d'accord vas-y|c'est ça|parfait|confirmé|je confirme|volontiers)",)),
        Phrases(Kind.NO, ("(non|non merci|pas du tout|surtout pas|pas maintenant|pas encore|jamais|faux|c'est faux|ne fais pas ça)",)),
        Phrases(Kind.CANCEL, ("(annule|annuler|laisse tomber|oublie|oublie ça|laisse|peu importe|tant pis)", "(annule|oublie) (ça|cela|tout|la demande)")),
    ),
    off=("eteins", "coupe", "arrete", "ferme", "eteindre"),
    heat=("feu", "feux", "plaque", "plaques", "gaz", "chaleur", "cuisiniere", "bruleur"),
    positions={"front": ("avant", "devant"), "back": ("arrière", "derrière"), "left": ("gauche",), "right": ("droite", "droit"), "middle": ("milieu", "centre", "central")},
)  # fmt: skip
