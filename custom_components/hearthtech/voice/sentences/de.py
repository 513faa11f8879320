"""German: heat, steps, yes and no."""

from custom_components.hearthtech.voice.kinds import Kind

from .format import Language, Phrases

SENTENCES = Language(
    code="de",
    before="(bitte|ok|hey|hallo|küche|hey küche|also|und|so|gut|jetzt|nun|kannst du|kannst du bitte|könntest du|ich möchte dass du|danke|super|prima)",
    after="(bitte|jetzt|danke|mal|küche|dann|sofort)",
    rules={
        "the": "[der|die|das|den|dem|meine|meinen|unser|unsere|unseren|ein|eine|einen]",
        "burner": "[die|der|das|den] [platte|herdplatte|kochstelle] {burner} [platte|herdplatte|kochfeld|kochstelle|flamme]",
        "on": "(auf|mit) [der|dem|die]",
        "level": "auf [stufe|leistung] {level} [prozent|%]",
        "temperature": "auf {temperature} (grad|°) [celsius|c]",
    },
    phrases=(
        Phrases(Kind.HEAT_OFF, (
            "(schalte|schalt|stell|stelle|mach|dreh|drehe) <burner> (aus|ab)", "<burner> (aus|ab|ausschalten|abschalten|ausmachen)",
            "(schalte|schalt|stell|stelle|mach|dreh|drehe) (die hitze|die platte|die flamme|das gas|es|sie|den herd) [auf <burner>] (aus|ab)",
            "(hitze|platte|flamme|gas) (aus|ab)", "aus", "ausschalten", "keine hitze mehr",
        )),
        Phrases(Kind.ALL_OFF, (
            "(schalte|schalt|stell|stelle|mach|dreh) (alles|alle platten|alle herdplatten|den ganzen herd) (aus|ab)", "alles (aus|ab|ausschalten)",
            "(den herd|herd|alle platten) (aus|ausschalten|ausmachen)", "(notfall|notaus|es brennt)",
        )),
        Phrases(Kind.STOP, ("(stopp|stop|halt|anhalten|aufhören|hör auf|abbrechen sofort)", "(stopp|stop|beende) (das kochen|das rezept|alles)", "(hör|höre) auf [zu kochen]", "ich bin fertig mit [dem] kochen")),
        Phrases(Kind.START_RECIPE, (
            "(starte|beginne|koche|koch|mach|mache|bereite) <the> {recipe} <on> <burner> [<level>] [zu|vor]",
            "<on> <burner> <the> {recipe} (starten|beginnen|kochen|machen|zubereiten)",
            "<the> {recipe} <on> <burner> (starten|beginnen|kochen|machen|zubereiten)",
            "(starte|beginne|koche|koch|mach|mache) <the> {recipe}", "<the> {recipe} (starten|beginnen|kochen|machen|zubereiten)",
            "(ich möchte|ich will|wir wollen|lass uns) <the> {recipe} [<on> <burner>] (kochen|machen|zubereiten|starten)",
        )),
        Phrases(Kind.NEXT_STEP, (
            "(weiter|nächster|nächster schritt|der nächste|nächste|fertig|erledigt|gemacht|geschafft|ok|gut|was jetzt|was nun|und jetzt|mach weiter|weiter geht es)",
            "(was kommt|was ist) [als] (nächstes|nächster schritt|der nächste schritt)", "(was soll|was muss) ich (jetzt|nun|als nächstes) (tun|machen)", "(ich bin|das ist|bin) (fertig|so weit|soweit|erledigt)", "(zum|geh zum) nächsten [schritt]",
        )),
        Phrases(Kind.PREVIOUS_STEP, ("(zurück|einen zurück|einen schritt zurück|vorheriger schritt|der vorige schritt|vorherigen schritt)", "(geh|gehe) [einen schritt] zurück", "was war (der letzte|der vorige|der vorherige) schritt")),
        Phrases(Kind.REPEAT, ("(wiederhole|wiederholen|noch einmal|nochmal|wie bitte|was|was hast du gesagt|sag das noch einmal|sag das nochmal)", "(wiederhole|wiederhol) (das|den schritt|es|bitte das)", "ich habe (das|dich) nicht (verstanden|gehört)")),
        Phrases(Kind.SKIP_STEP, ("(überspringen|überspring|auslassen|lass das aus|lass den schritt aus)", "(überspringe|überspring) (das|den schritt|diesen schritt)", "(diesen|den) schritt (überspringen|auslassen)")),
        Phrases(Kind.SET_HEAT, (
            "(stell|stelle|schalte|schalt|dreh|drehe|setze) <burner> <level>", "(stell|stelle|schalte|schalt|heize|setze) <burner> <temperature>",
            "<burner> <level> [stellen|drehen]", "<burner> <temperature> [stellen|halten]", "(schalte|schalt|mach) <burner> (an|ein)", "halte <burner> <temperature>",
        )),
        Phrases(Kind.SET_HEAT, ("(mach|stell|dreh) (es|die hitze|<burner>) (heißer|höher|stärker|auf)", "mehr hitze"), {"change": "up"}),
        Phrases(Kind.SET_HEAT, ("(mach|stell|dreh) (es|die hitze|<burner>) (kälter|kleiner|niedriger|schwächer|runter|herunter)", "weniger hitze"), {"change": "down"}),
        Phrases(Kind.ASK_HEAT, ("(wie heiß|wie warm) ist (<burner>|es|das|der herd|die pfanne|der topf)", "ist <burner> [noch] (an|aus|heiß)", "(welche|welche platten) (platte|herdplatte|sind|ist) [ist|noch] an", "ist [noch] (etwas|der herd|eine platte) an", "wie hoch ist die (hitze|temperatur)")),
        Phrases(Kind.YES, ("(ja|jawohl|ja bitte|klar|gerne|natürlich|sicher|genau|richtig|einverstanden|mach das|mach es|los|in ordnung|stimmt|bestätigt|ja mach das)",)),
        Phrases(Kind.NO, ("(nein|nee|ne|nö|nein danke|lieber nicht|bitte nicht|auf keinen fall|falsch|nicht|niemals|noch nicht|jetzt nicht)",)),
        Phrases(Kind.CANCEL, ("(abbrechen|abbruch|vergiss es|vergiss das|lass es|lass das|schon gut|egal|doch nicht)", "(brich|breche) (das|es) ab")),
    ),
    off=("aus", "ab", "ausschalten", "ausmachen", "abschalten", "abdrehen"),
    heat=("herd", "platte", "platten", "herdplatte", "hitze", "flamme", "gas", "kochfeld", "vorne", "hinten"),
    positions={"front": ("vorne", "vorn", "vordere", "vorderen"), "back": ("hinten", "hintere", "hinteren"), "left": ("links", "linke", "linken"), "right": ("rechts", "rechte", "rechten"), "middle": ("mitte", "mittlere", "mittleren")},
)  # fmt: skip
