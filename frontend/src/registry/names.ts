/** Names of our cards in the pickers of Home Assistant. They are needed before any words are loaded. */

export type Name =
  | "stove"
  | "stove_text"
  | "timers"
  | "timers_text"
  | "cooking"
  | "cooking_text"
  | "recipe"
  | "recipe_text"
  | "meals"
  | "meals_text"
  | "shopping"
  | "shopping_text"
  | "suggestion"
  | "suggestion_text"
  | "burner"
  | "dashboard"
  | "dashboard_text";

const NAMES: Record<string, Record<Name, string>> = {
  en: {
    stove: "Stove",
    stove_text: "The hob as it lies in the worktop: heat, pans, temperatures, and stop.",
    timers: "Kitchen timers",
    timers_text: "Every timer of the kitchen, with one more minute, pause and stop.",
    cooking: "What is cooking",
    cooking_text: "Each dish with its step, temperature and time, Stop, and the way into cook mode.",
    recipe: "Recipe",
    recipe_text: "One recipe, or what the kitchen suggests, with Cook.",
    meals: "Planned meals",
    meals_text: "The meals of today and the next days, with Cook.",
    shopping: "Shopping list",
    shopping_text:
      "What is to be bought by the aisles of the shop, ticked with one thumb, also without network.",
    suggestion: "Suggestion",
    suggestion_text: "What the kitchen suggests to cook, with its reasons.",
    burner: "Burner level and stop",
    dashboard: "HearthTech kitchen",
    dashboard_text: "Tonight, what is cooking, stove, timers, shopping list, and what to use up.",
  },
  de: {
    stove: "Herd",
    stove_text: "Das Kochfeld, wie es in der Arbeitsplatte liegt: Hitze, Töpfe, Temperaturen und Stopp.",
    timers: "Küchenwecker",
    timers_text: "Alle Wecker der Küche, mit einer Minute mehr, Pause und Stopp.",
    cooking: "Was gerade kocht",
    cooking_text: "Jedes Gericht mit Schritt, Temperatur und Zeit, Stopp und dem Weg in den Kochmodus.",
    recipe: "Rezept",
    recipe_text: "Ein Rezept oder der Vorschlag der Küche, mit Kochen.",
    meals: "Geplante Mahlzeiten",
    meals_text: "Die Mahlzeiten von heute und den nächsten Tagen, mit Kochen.",
    shopping: "Einkaufsliste",
    shopping_text: "Was zu kaufen ist, nach den Gängen des Ladens, mit dem Daumen abgehakt, auch ohne Netz.",
    suggestion: "Vorschlag",
    suggestion_text: "Was die Küche zu kochen vorschlägt, mit ihren Gründen.",
    burner: "Stufe der Kochzone und Stopp",
    dashboard: "HearthTech-Küche",
    dashboard_text: "Heute Abend, was gerade kocht, Herd, Wecker, Einkaufsliste und was weg muss.",
  },
  es: {
    stove: "Placa de cocina",
    stove_text: "La placa tal como está en la encimera: calor, ollas, temperaturas y parada.",
    timers: "Temporizadores de cocina",
    timers_text: "Todos los temporizadores de la cocina, con un minuto más, pausa y parada.",
    cooking: "Lo que se cocina",
    cooking_text: "Cada plato con su paso, temperatura y tiempo, parada y la entrada al modo cocina.",
    recipe: "Receta",
    recipe_text: "Una receta, o lo que sugiere la cocina, con Cocinar.",
    meals: "Comidas planificadas",
    meals_text: "Las comidas de hoy y de los próximos días, con Cocinar.",
    shopping: "Lista de la compra",
    shopping_text:
      "Lo que hay que comprar por los pasillos de la tienda; se marca con el pulgar, también sin red.",
    suggestion: "Sugerencia",
    suggestion_text: "Lo que la cocina sugiere cocinar, con sus motivos.",
    burner: "Nivel del fuego y parada",
    dashboard: "Cocina HearthTech",
    dashboard_text:
      "Esta noche, lo que se cocina, placa, temporizadores, lista de la compra y lo que caduca.",
  },
  fr: {
    stove: "Table de cuisson",
    stove_text:
      "La table telle qu’elle est dans le plan de travail : chaleur, casseroles, températures et arrêt.",
    timers: "Minuteurs de cuisine",
    timers_text: "Tous les minuteurs de la cuisine, avec une minute de plus, pause et arrêt.",
    cooking: "Ce qui cuit",
    cooking_text:
      "Chaque plat avec son étape, sa température et son temps, l’arrêt et l’entrée du mode cuisine.",
    recipe: "Recette",
    recipe_text: "Une recette, ou ce que la cuisine propose, avec Cuisiner.",
    meals: "Repas prévus",
    meals_text: "Les repas d’aujourd’hui et des prochains jours, avec Cuisiner.",
    shopping: "Liste de courses",
    shopping_text: "Ce qu’il faut acheter, par rayons du magasin, coché du pouce, même sans réseau.",
    suggestion: "Suggestion",
    suggestion_text: "Ce que la cuisine propose de cuisiner, avec ses raisons.",
    burner: "Niveau du foyer et arrêt",
    dashboard: "Cuisine HearthTech",
    dashboard_text: "Ce soir, ce qui cuit, table, minuteurs, liste de courses et ce qu’il faut consommer.",
  },
  it: {
    stove: "Piano cottura",
    stove_text: "Il piano come sta nel top: calore, pentole, temperature e stop.",
    timers: "Timer da cucina",
    timers_text: "Tutti i timer della cucina, con un minuto in più, pausa e stop.",
    cooking: "Cosa cuoce",
    cooking_text: "Ogni piatto con passo, temperatura e tempo, lo stop e l’accesso alla modalità cucina.",
    recipe: "Ricetta",
    recipe_text: "Una ricetta, o ciò che la cucina suggerisce, con Cucina.",
    meals: "Pasti in programma",
    meals_text: "I pasti di oggi e dei prossimi giorni, con Cucina.",
    shopping: "Lista della spesa",
    shopping_text:
      "Cosa comprare secondo le corsie del negozio, da spuntare con il pollice, anche senza rete.",
    suggestion: "Suggerimento",
    suggestion_text: "Cosa la cucina suggerisce di cucinare, con i suoi motivi.",
    burner: "Livello del fornello e stop",
    dashboard: "Cucina HearthTech",
    dashboard_text: "Stasera, cosa cuoce, piano cottura, timer, lista della spesa e cosa consumare.",
  },
};

/** A name in the language of the page, which Home Assistant sets on the document. */
export function name(key: Name): string {
  const language = document.documentElement.lang.split("-")[0] ?? "en";
  return (NAMES[language] ?? NAMES.en)?.[key] ?? key;
}
