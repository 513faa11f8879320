"""Italian: heat, steps, yes and no."""

from custom_components.hearthtech.voice.kinds import Kind

from .format import Language, Phrases

SENTENCES = Language(
    code="it",
    before="(per favore|ok|va bene|ehi|ciao|cucina|allora|e|adesso|ora|puoi|potresti|vorrei che|grazie|bene|benissimo)",
    after="(per favore|adesso|ora|grazie|subito|cucina|allora)",
    rules={
        "the": "[il|lo|la|i|gli|le|l'|un|uno|una|il mio|la mia|la nostra|il nostro]",
        "burner": "[il|la|lo] [fuoco|fornello|piastra|bruciatore] {burner}",
        "on": "(su|sul|sulla|con|con il)",
        "level": "(a|al|su) [livello|potenza] {level} [per cento|%]",
        "temperature": "a {temperature} (gradi|grado|°) [celsius|c]",
    },
    phrases=(
        Phrases(Kind.HEAT_OFF, ("(spegni|spegnere|chiudi|togli) <burner>", "(spegni|chiudi|togli) (il fuoco|il gas|la piastra|il fornello|il calore)", "(spegnilo|spegnila|spegni|spegnere)", "<burner> spento", "basta fuoco")),
        Phrases(Kind.ALL_OFF, ("(spegni|spegnere|chiudi) (tutto|tutti i fuochi|tutti i fornelli|tutte le piastre|la cucina)", "tutto spento", "(emergenza|al fuoco)")),
        Phrases(Kind.STOP, ("(ferma|fermati|stop|basta|alt|smetti)", "(ferma|smetti|termina|finisci) (la ricetta|di cucinare|tutto|la cottura)", "ho finito di cucinare")),
        Phrases(Kind.START_RECIPE, (
            "(inizia|comincia|avvia|prepara|cucina|fai) <the> {recipe} <on> <burner> [<level>]", "<on> <burner> (inizia|comincia|avvia|prepara|cucina|fai) <the> {recipe}",
            "(inizia|comincia|avvia|prepara|cucina|fai) <the> {recipe}", "(voglio|vorrei|vogliamo) (fare|cucinare|preparare|iniziare) <the> {recipe} [<on> <burner>]",
        )),
        Phrases(Kind.NEXT_STEP, ("(avanti|prossimo|il prossimo|prossimo passo|passo successivo|continua|e adesso|e ora|fatto|finito|pronto|a posto|va bene|ok|ho finito|vai avanti)", "(qual è|cos'è|dimmi) (il prossimo passo|il passo successivo)", "(cosa|che cosa) (faccio|devo fare) (adesso|ora|dopo)", "(passa|vai) al prossimo [passo]")),
        Phrases(Kind.PREVIOUS_STEP, ("(indietro|torna indietro|passo precedente|il precedente|precedente)", "(torna|vai) al passo precedente", "qual era il passo precedente")),
        Phrases(Kind.REPEAT, ("(ripeti|ripetere|ancora|ancora una volta|di nuovo|come|scusa|cosa hai detto|prego)", "(ripeti|ripetimi) (questo|il passo|quello che hai detto)", "non ho (capito|sentito)")),
        Phrases(Kind.SKIP_STEP, ("(salta|saltare|saltalo|ometti)", "(salta|ometti) (questo|questo passo|il passo)")),
        Phrases(Kind.SET_HEAT, ("(metti|imposta|porta|regola) <burner> <level>", "(metti|imposta|scalda|tieni|porta) <burner> <temperature>", "(accendi|accendere) <burner> [<level>]")),
        Phrases(Kind.SET_HEAT, ("(alza|aumenta) (il fuoco|il calore|<burner>) [un po']", "(più fuoco|più caldo|più calore)"), {"change": "up"}),
        Phrases(Kind.SET_HEAT, ("(abbassa|riduci) (il fuoco|il calore|<burner>) [un po']", "(meno fuoco|meno calore)"), {"change": "down"}),
        Phrases(Kind.ASK_HEAT, ("(quanto è caldo|quanto è calda|a che temperatura è) (<burner>|la pentola|la padella|l'acqua)", "<burner> è [ancora] (acceso|accesa|spento|spenta|caldo|calda)", "è [ancora] (acceso|accesa|spento) <burner>", "(quale fuoco|quali fuochi|quale piastra) (è|sono) (acceso|accesi|accesa)", "c'è qualcosa di acceso")),
        Phrases(Kind.YES, ("(sì|certo|certamente|esatto|giusto|vai|fallo|sì grazie|d'accordo|va bene così|confermo|confermato|naturalmente)",)),
        Phrases(Kind.NO, ("(no|no grazie|mai|per niente|non ancora|non adesso|meglio di no|sbagliato|falso|non farlo|certo che no)",)),
        Phrases(Kind.CANCEL, ("(annulla|annullare|lascia stare|lascia perdere|dimentica|non importa|fa niente)", "(annulla|dimentica) (questo|tutto|la richiesta)")),
    ),
    off=("spegni", "spegnere", "chiudi", "togli", "spegnilo"),
    heat=("fuoco", "fuochi", "fornello", "fornelli", "gas", "piastra", "calore", "bruciatore"),
    positions={"front": ("davanti", "anteriore"), "back": ("dietro", "posteriore"), "left": ("sinistra", "sinistro"), "right": ("destra", "destro"), "middle": ("centro", "centrale")},
)  # fmt: skip
