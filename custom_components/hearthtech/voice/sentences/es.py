"""Spanish: heat, steps, yes and no."""

from custom_components.hearthtech.voice.kinds import Kind

from .format import Language, Phrases

SENTENCES = Language(
    code="es",
    before="(por favor|ok|vale|oye|hola|cocina|bueno|y|ahora|entonces|puedes|podrías|quiero que|gracias|muy bien|bien)",
    after="(por favor|ahora|gracias|ya|cocina|entonces)",
    rules={
        "the": "[el|la|los|las|un|una|unos|unas|mi|mis|nuestro|nuestra]",
        "burner": "[el|la] [fuego|quemador|hornilla|placa|fogón] {burner}",
        "on": "(en|con|sobre)",
        "level": "(a|al|en) [nivel|potencia] {level} [por ciento|%]",
        "temperature": "a {temperature} (grados|grado|°) [celsius|c]",
    },
    phrases=(
        Phrases(Kind.HEAT_OFF, ("(apaga|apagar|corta|quita) <burner>", "(apaga|corta|quita) (el fuego|el gas|la placa|la hornilla|el calor|el quemador)", "(apágalo|apágala|apaga|apagar)", "<burner> apagado", "no más fuego")),
        Phrases(Kind.ALL_OFF, ("(apaga|apagar|corta) (todo|todos los fuegos|todas las placas|la cocina|la estufa|todos los quemadores)", "todo apagado", "(emergencia|fuego en la cocina)")),
        Phrases(Kind.STOP, ("(para|detente|alto|stop|basta|detener|parar)", "(para|detén|termina) (la receta|de cocinar|todo|la cocción)", "he terminado de cocinar")),
        Phrases(Kind.START_RECIPE, (
            "(empieza|comienza|inicia|prepara|cocina|haz) <the> {recipe} <on> <burner> [<level>]", "<on> <burner> (empieza|comienza|inicia|prepara|cocina|haz) <the> {recipe}",
            "(empieza|comienza|inicia|prepara|cocina|haz) <the> {recipe}", "(quiero|vamos a|quisiera) (hacer|cocinar|preparar|empezar) <the> {recipe} [<on> <burner>]",
        )),
        Phrases(Kind.NEXT_STEP, ("(siguiente|el siguiente|siguiente paso|continúa|sigue|y ahora|ahora qué|qué más|listo|lista|hecho|ya está|terminado|he terminado|vale|ok|de acuerdo|ya)", "(cuál es|qué es|dime) (el siguiente paso|lo siguiente)", "qué (hago|tengo que hacer|debo hacer) (ahora|después|luego)", "(pasa|ve) al siguiente [paso]")),
        Phrases(Kind.PREVIOUS_STEP, ("(atrás|vuelve|vuelve atrás|paso anterior|el anterior|anterior|retrocede)", "(vuelve|ve|regresa) al paso anterior", "cuál era el paso anterior")),
        Phrases(Kind.REPEAT, ("(repite|repetir|otra vez|una vez más|perdón|cómo|qué has dicho|qué dijiste|de nuevo)", "(repite|repíteme) (eso|el paso|lo que has dicho)", "no (te he|lo he|he) (entendido|oído)", "repítelo")),
        Phrases(Kind.SKIP_STEP, ("(salta|saltar|omite|omitir|sáltalo|sáltate esto)", "(salta|sáltate|omite) (esto|este paso|el paso)")),
        Phrases(Kind.SET_HEAT, ("(pon|ajusta|sube|baja) <burner> <level>", "(pon|calienta|mantén|ajusta) <burner> <temperature>", "(enciende|encender) <burner> [<level>]")),
        Phrases(Kind.SET_HEAT, ("(sube|aumenta) (el fuego|el calor|<burner>) [un poco]", "(más fuego|más calor|más fuerte)"), {"change": "up"}),
        Phrases(Kind.SET_HEAT, ("(baja|reduce) (el fuego|el calor|<burner>) [un poco]", "(menos fuego|menos calor)"), {"change": "down"}),
        Phrases(Kind.ASK_HEAT, ("(cómo de caliente está|a qué temperatura está|qué temperatura tiene) (<burner>|la sartén|la olla|el agua)", "(está|sigue) <burner> (encendido|encendida|apagado|apagada|caliente)", "(qué fuego|qué fuegos|qué placa) (está|están) (encendido|encendidos|encendida)", "hay algo encendido")),
        Phrases(Kind.YES, ("(sí|claro|claro que sí|por supuesto|exacto|correcto|adelante|hazlo|sí por favor|eso es|confirmo|confirmado|desde luego)",)),
        Phrases(Kind.NO, ("(no|no gracias|nunca|para nada|todavía no|ahora no|mejor no|incorrecto|falso|no lo hagas|claro que no)",)),
        Phrases(Kind.CANCEL, ("(cancela|cancelar|olvídalo|déjalo|da igual|no importa|anula)", "(cancela|olvida|anula) (eso|todo|la petición)")),
    ),
    off=("apaga", "apagar", "corta", "quita", "apagalo"),
    heat=("fuego", "fuegos", "placa", "gas", "hornilla", "quemador", "estufa", "calor"),
    positions={"front": ("delante", "delantero", "delantera"), "back": ("detrás", "atrás", "trasero", "trasera"), "left": ("izquierda", "izquierdo"), "right": ("derecha", "derecho"), "middle": ("centro", "central", "medio")},
)  # fmt: skip
