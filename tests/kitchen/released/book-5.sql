BEGIN TRANSACTION;
CREATE TABLE diary (
	id VARCHAR(64) NOT NULL, 
	recipe INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	cooked_at VARCHAR(32) NOT NULL, 
	session VARCHAR(64), 
	cook TEXT NOT NULL, 
	words TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(recipe) REFERENCES recipes (number) ON DELETE CASCADE
);
CREATE TABLE eaten (
	id VARCHAR(64) NOT NULL, 
	person VARCHAR(64) NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	recipe VARCHAR(64), 
	version INTEGER, 
	name TEXT NOT NULL, 
	portions DOUBLE NOT NULL, 
	leftover BOOLEAN NOT NULL, 
	figures TEXT NOT NULL, 
	counted INTEGER NOT NULL, 
	lines_total INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person) REFERENCES people (id)
);
CREATE TABLE facts (
	name VARCHAR(64) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "facts" VALUES('form','5');
INSERT INTO "facts" VALUES('family_recipes_laid_in','yes');
CREATE TABLE food_corrections (
	name_key TEXT NOT NULL, 
	name TEXT NOT NULL, 
	food INTEGER NOT NULL, 
	who TEXT NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (name_key)
);
CREATE TABLE gathering_ballots (
	"key" VARCHAR(64) NOT NULL, 
	gathering VARCHAR(64) NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY ("key"), 
	FOREIGN KEY(gathering) REFERENCES gatherings (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE gathering_dishes (
	id VARCHAR(64) NOT NULL, 
	gathering VARCHAR(64) NOT NULL, 
	document TEXT NOT NULL, 
	changed_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(gathering) REFERENCES gatherings (id) ON DELETE CASCADE
);
CREATE TABLE gathering_guests (
	id VARCHAR(64) NOT NULL, 
	gathering VARCHAR(64) NOT NULL, 
	document TEXT NOT NULL, 
	changed_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(gathering) REFERENCES gatherings (id) ON DELETE CASCADE
);
CREATE TABLE gathering_links (
	digest VARCHAR(64) NOT NULL, 
	gathering VARCHAR(64), 
	kind VARCHAR(16) NOT NULL, 
	guest VARCHAR(64), 
	recipe VARCHAR(64), 
	expires_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (digest), 
	FOREIGN KEY(gathering) REFERENCES gatherings (id) ON DELETE CASCADE
);
CREATE TABLE gathering_moments (
	id VARCHAR(64) NOT NULL, 
	gathering VARCHAR(64) NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(gathering) REFERENCES gatherings (id) ON DELETE CASCADE
);
CREATE TABLE gathering_needs (
	"key" VARCHAR(64) NOT NULL, 
	gathering VARCHAR(64) NOT NULL, 
	document TEXT NOT NULL, 
	counted BOOLEAN NOT NULL, 
	PRIMARY KEY ("key"), 
	FOREIGN KEY(gathering) REFERENCES gatherings (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE gatherings (
	id VARCHAR(64) NOT NULL, 
	starts_at VARCHAR(32) NOT NULL, 
	document TEXT NOT NULL, 
	changed_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE household_records (
	id VARCHAR(64) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	document TEXT NOT NULL, 
	changed_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE journal (
	session VARCHAR(64) NOT NULL, 
	seq INTEGER NOT NULL, 
	stove_time DOUBLE NOT NULL, 
	wall_time VARCHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	data TEXT NOT NULL, 
	PRIMARY KEY (session, seq), 
	FOREIGN KEY(session) REFERENCES sessions (id)
);
CREATE TABLE lineage (
	child INTEGER NOT NULL, 
	parent INTEGER NOT NULL, 
	parent_version INTEGER, 
	person TEXT NOT NULL, 
	generation INTEGER, 
	year INTEGER, 
	place TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (child), 
	FOREIGN KEY(child) REFERENCES recipes (number) ON DELETE CASCADE, 
	FOREIGN KEY(parent) REFERENCES recipes (number) ON DELETE CASCADE
);
CREATE TABLE meal_rules (
	id VARCHAR(64) NOT NULL, 
	document TEXT NOT NULL, 
	changed_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE meals (
	id VARCHAR(64) NOT NULL, 
	starts_at VARCHAR(32) NOT NULL, 
	ends_at VARCHAR(32) NOT NULL, 
	slot VARCHAR(32) NOT NULL, 
	recipe_id VARCHAR(64), 
	words TEXT NOT NULL, 
	servings DOUBLE, 
	people TEXT NOT NULL, 
	rule VARCHAR(64), 
	leftover_of VARCHAR(64), 
	locked BOOLEAN NOT NULL, 
	changed_at VARCHAR(32) NOT NULL, cook VARCHAR(64), frozen VARCHAR(64), 
	PRIMARY KEY (id)
);
CREATE TABLE media (
	hash VARCHAR(64) NOT NULL, 
	media_type VARCHAR(128) NOT NULL, 
	size INTEGER NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (hash)
);
CREATE TABLE notes (
	id VARCHAR(64) NOT NULL, 
	recipe INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	part VARCHAR(16) NOT NULL, 
	line INTEGER, 
	words TEXT NOT NULL, 
	author TEXT NOT NULL, 
	media VARCHAR(64), 
	created_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(media) REFERENCES media (hash)
);
INSERT INTO "notes" VALUES('1901820e85914eba8b78a58c115a51ee',1,1,'step',3,'It always does.','Lena',NULL,'2026-01-01T00:00:00.000000+00:00');
CREATE TABLE originals (
	id VARCHAR(64) NOT NULL, 
	recipe INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	media_type VARCHAR(128) NOT NULL, 
	source TEXT NOT NULL, 
	content BLOB, 
	media VARCHAR(64), 
	created_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(recipe) REFERENCES recipes (number) ON DELETE CASCADE, 
	FOREIGN KEY(media) REFERENCES media (hash)
);
CREATE TABLE pantry (
	id VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	food TEXT NOT NULL, 
	amount DOUBLE, 
	unit VARCHAR(32) NOT NULL, 
	use_by VARCHAR(10), 
	place TEXT NOT NULL, 
	changed_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE pantry_taken (
	session VARCHAR(64) NOT NULL, 
	dish VARCHAR(64) NOT NULL, 
	taken_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (session, dish)
);
CREATE TABLE people (
	id VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	document TEXT NOT NULL, 
	changed_at VARCHAR(32) NOT NULL, 
	removed_at VARCHAR(32), 
	PRIMARY KEY (id)
);
CREATE TABLE pictures (
	id VARCHAR(64) NOT NULL, 
	recipe INTEGER NOT NULL, 
	media VARCHAR(64) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	caption TEXT NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(recipe) REFERENCES recipes (number) ON DELETE CASCADE, 
	FOREIGN KEY(media) REFERENCES media (hash)
);
CREATE TABLE products (
	name_key TEXT NOT NULL, 
	name TEXT NOT NULL, 
	document TEXT NOT NULL, 
	who TEXT NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (name_key)
);
CREATE TABLE profiles (
	recipe INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	form INTEGER NOT NULL, 
	document BLOB NOT NULL, 
	PRIMARY KEY (recipe), 
	FOREIGN KEY(recipe) REFERENCES recipes (number) ON DELETE CASCADE
);
CREATE TABLE ratings (
	id VARCHAR(64) NOT NULL, 
	recipe INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	person TEXT NOT NULL, 
	dimension VARCHAR(32) NOT NULL, 
	stars DOUBLE NOT NULL, 
	words TEXT NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (recipe, version, person, dimension), 
	FOREIGN KEY(recipe) REFERENCES recipes (number) ON DELETE CASCADE
);
CREATE TABLE recipes (
	number INTEGER NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	total_time_s DOUBLE, 
	fingerprint VARCHAR(64) NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	changed_at VARCHAR(32) NOT NULL, 
	erased_at VARCHAR(32), 
	last_cooked_at VARCHAR(32), 
	PRIMARY KEY (number), 
	UNIQUE (id)
);
INSERT INTO "recipes" VALUES(1,'grandmas-chicken-soup','Grandma''s Chicken Soup','grandmas chicken soup',1,7800.0,'68e397a03ad41bcc7f87d78bc25d15fcaad8e9fe27adb69bcd5cb9f93e449432','2026-01-01T00:00:00.000000+00:00','2026-01-01T00:00:00.000000+00:00',NULL,NULL);
INSERT INTO "recipes" VALUES(2,'uncle-tomas-white-bean-stew','Uncle Tomas''s White Bean Stew','uncle tomass white bean stew',1,3300.0,'7ff619d566d0c2bc6620f2dfc59bc287f4dcaa6b702aa5a9cc405a72dcb6c202','2026-01-01T00:00:00.000000+00:00','2026-01-01T00:00:00.000000+00:00',NULL,NULL);
INSERT INTO "recipes" VALUES(3,'papas-semolina-pudding','Papa''s Semolina Pudding','papas semolina pudding',1,1500.0,'89cea6f163a026023f1c0ad2c81788d6c56bb3d6a5f61c3e7f0f6cea44be61b8','2026-01-01T00:00:00.000000+00:00','2026-01-01T00:00:00.000000+00:00',NULL,NULL);
CREATE TABLE sessions (
	id VARCHAR(64) NOT NULL, 
	opened_at VARCHAR(32) NOT NULL, 
	closed_at VARCHAR(32), 
	home VARCHAR(64) DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE shopping (
	id VARCHAR(64) NOT NULL, 
	position DOUBLE NOT NULL, 
	name TEXT NOT NULL, 
	food TEXT NOT NULL, 
	amounts TEXT NOT NULL, 
	aisle VARCHAR(32) NOT NULL, 
	note TEXT NOT NULL, 
	bought BOOLEAN NOT NULL, 
	sources TEXT NOT NULL, 
	changed_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE soft_measures (
	id VARCHAR(64) NOT NULL, 
	owner TEXT NOT NULL, 
	measure TEXT NOT NULL, 
	food TEXT NOT NULL, 
	grams DOUBLE NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE timers (
	id VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	set_at VARCHAR(32) NOT NULL, 
	ends_at VARCHAR(32) NOT NULL, 
	paused_at VARCHAR(32), 
	session VARCHAR(64), 
	site TEXT NOT NULL, 
	done BOOLEAN NOT NULL, 
	home VARCHAR(64) DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE undo (
	number INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	who TEXT NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	recipe VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "undo" VALUES(1,'2026-01-01T00:00:00.000000+00:00','Lena','note_added','grandmas-chicken-soup','Grandma''s Chicken Soup','{"deed": "rows", "version": null, "also": [], "rows": [{"table": "notes", "removed": [], "added": [{"id": "1901820e85914eba8b78a58c115a51ee", "recipe": 1, "version": 1, "part": "step", "line": 3, "words": "It always does.", "author": "Lena", "media": null, "created_at": "2026-01-01T00:00:00.000000+00:00"}]}]}');
CREATE TABLE versions (
	recipe INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	document TEXT NOT NULL, 
	author TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (recipe, version), 
	FOREIGN KEY(recipe) REFERENCES recipes (number) ON DELETE CASCADE
);
INSERT INTO "versions" VALUES(1,1,'{"id":"grandmas-chicken-soup","name":"Grandma''s Chicken Soup","description":"A clear soup with soft carrots and tender meat, for Sundays and for colds.","story":"Grandma Ida put the pot on before church and took it off when the stairwell smelled of it. She never owned a timer. ''The soup knows,'' she said, and lifted the lid an inch to listen. The dill is from her sister Marta, who said that a soup without dill is hot water with regrets. When one of us is ill, the others cook it, and nobody is allowed to ask whether it helps.","author":"Grandma Ida","yields":{"amount":6},"ingredients":[{"text":"2 liters water"},{"text":"1.2 kg chicken legs, skin on"},{"text":"3 carrots, sliced"},{"text":"2 stalks celery, sliced"},{"text":"1 large onion, halved"},{"text":"2 bay leaves"},{"text":"2 teaspoons salt"},{"text":"150 g egg noodles"},{"text":"a handful of fresh dill, chopped"}],"steps":[{"text":"Bring the water to a boil in the big pot.","goal":{"type":"temperature","celsius":95.0},"heat":{"power":1.0},"needs_hands":false,"ingredients":[0]},{"text":"Lay in the chicken legs and the salt. Skim the foam while it comes back to a simmer.","goal":{"type":"phenomenon","phenomenon":"simmers"},"heat":{"temperature_c":96.0},"ingredients":[1,6]},{"text":"Add carrots, celery, onion and bay leaves. Let it simmer gently, the lid ajar, for 75 minutes.","goal":{"type":"duration","seconds":4500,"maximum_s":6000},"heat":{"temperature_c":93.0},"timer_s":4500,"ingredients":[2,3,4,5]},{"text":"Wait until it smells like Sunday. Taste it, and give it more salt if it asks for some.","goal":{"type":"human","words":"until it smells like Sunday"},"heat":{"temperature_c":88.0}},{"text":"Lift out the legs, pull the meat off the bones and put it back. Cook the noodles in the soup for 6 minutes.","goal":{"type":"duration","seconds":360,"maximum_s":480},"heat":{"temperature_c":97.0},"timer_s":360,"ingredients":[1,7]},{"text":"Turn off the heat, stir in the dill and carry the pot to the table.","heat":{"power":0.0},"ingredients":[8]}],"prep_time_s":1200,"cook_time_s":6600,"total_time_s":7800,"equipment":["large pot with lid","skimmer"],"categories":["soup","main course"],"cuisines":["family"],"keywords":["Sunday","winter","for colds"],"created_at":"2026-01-01T00:00:00+00:00"}','','','2026-01-01T00:00:00.000000+00:00');
INSERT INTO "versions" VALUES(2,1,'{"id":"uncle-tomas-white-bean-stew","name":"Uncle Tomas''s White Bean Stew","description":"White beans in tomato and smoked paprika, thick enough to hold a spoon upright.","story":"Uncle Tomas cooked this in a field kitchen for forty people and never learned to make less. For years the whole house ate beans for three days after his visits. The quarter amounts are from his daughter Lena, who weighed what he threw in while he told her about the river. He read her sheet, added ''and patience'' in pencil, and signed it.","author":"Uncle Tomas","yields":{"amount":4},"ingredients":[{"text":"3 tablespoons olive oil"},{"text":"1 onion, finely chopped"},{"text":"3 cloves garlic, sliced"},{"text":"2 teaspoons smoked paprika"},{"text":"800 g canned white beans, drained"},{"text":"400 g canned chopped tomatoes"},{"text":"200 ml vegetable broth"},{"text":"salt and black pepper to taste"},{"text":"1 tablespoon parsley, chopped","section":"To serve"}],"steps":[{"text":"Warm the oil in a heavy pot over medium heat.","goal":{"type":"temperature","celsius":120.0,"tolerance_c":5.0,"sensor":"pan"},"heat":{"power":0.5},"needs_hands":false,"ingredients":[0]},{"text":"Cook the onion until soft and golden at the edges, then the garlic for one minute more.","goal":{"type":"phenomenon","phenomenon":"softens"},"heat":{"power":0.45},"ingredients":[1,2]},{"text":"Take the pot aside, stir in the paprika and count to ten. Burnt paprika is bitter.","goal":{"type":"duration","seconds":10},"heat":{"power":0.0},"ingredients":[3]},{"text":"Add beans, tomatoes and broth and bring to a simmer.","goal":{"type":"phenomenon","phenomenon":"simmers"},"heat":{"power":0.7},"ingredients":[4,5,6]},{"text":"Simmer without a lid for 25 minutes, stirring now and then.","goal":{"type":"duration","seconds":1500,"maximum_s":2100},"heat":{"temperature_c":94.0},"timer_s":1500},{"text":"Season. It is done when the spoon stands.","goal":{"type":"human","words":"when the spoon stands"},"heat":{"temperature_c":85.0},"ingredients":[7]},{"text":"Turn off the heat and scatter the parsley over it.","heat":{"power":0.0},"ingredients":[8]}],"prep_time_s":900,"cook_time_s":2400,"total_time_s":3300,"equipment":["heavy pot"],"categories":["stew","main course"],"cuisines":["family"],"keywords":["vegan","beans","leftovers"],"created_at":"2026-01-01T00:00:00+00:00"}','','','2026-01-01T00:00:00.000000+00:00');
INSERT INTO "versions" VALUES(3,1,'{"id":"papas-semolina-pudding","name":"Papa''s Semolina Pudding","description":"Warm semolina with vanilla and a lake of melted butter and cinnamon in the middle.","story":"The only thing Papa could cook, and he cooked it on the evenings when Mama sang in the choir. We were told to stir ''until the spoon draws a road and the road stays''. Whoever saw the road first got the lake. The lumps of the early years are part of the tradition, but nobody insists on them.","author":"Papa","yields":{"amount":4},"ingredients":[{"text":"1 liter whole milk"},{"text":"50 g sugar"},{"text":"1 pinch salt"},{"text":"1 teaspoon vanilla extract"},{"text":"120 g semolina"},{"text":"40 g butter","section":"The lake"},{"text":"1 teaspoon ground cinnamon","section":"The lake"}],"steps":[{"text":"Warm the milk with sugar, salt and vanilla to 90 °C. Stir now and then so that it does not catch.","goal":{"type":"temperature","celsius":90.0,"tolerance_c":3.0},"heat":{"power":0.6},"ingredients":[0,1,2,3]},{"text":"Let the semolina rain in while you whisk, and keep whisking until it thickens.","goal":{"type":"phenomenon","phenomenon":"thickens"},"heat":{"temperature_c":92.0},"ingredients":[4]},{"text":"Stir over low heat until the spoon draws a road and the road stays.","goal":{"type":"human","words":"until the spoon draws a road and the road stays"},"heat":{"power":0.2}},{"text":"Turn off the heat and let it rest with a lid for 5 minutes.","goal":{"type":"duration","seconds":300},"heat":{"power":0.0},"needs_hands":false,"timer_s":300},{"text":"Fill four bowls, press a hollow into each, and fill it with butter and cinnamon.","ingredients":[5,6]}],"prep_time_s":300,"cook_time_s":1200,"total_time_s":1500,"equipment":["saucepan","whisk"],"categories":["dessert"],"cuisines":["family"],"keywords":["vegetarian","children","quick"],"created_at":"2026-01-01T00:00:00+00:00"}','','','2026-01-01T00:00:00.000000+00:00');
CREATE TABLE words (
	word VARCHAR(64) NOT NULL, 
	PRIMARY KEY (word)
);
INSERT INTO "words" VALUES('1');
INSERT INTO "words" VALUES('150');
INSERT INTO "words" VALUES('2');
INSERT INTO "words" VALUES('3');
INSERT INTO "words" VALUES('6');
INSERT INTO "words" VALUES('75');
INSERT INTO "words" VALUES('add');
INSERT INTO "words" VALUES('ajar');
INSERT INTO "words" VALUES('allowed');
INSERT INTO "words" VALUES('ask');
INSERT INTO "words" VALUES('asks');
INSERT INTO "words" VALUES('back');
INSERT INTO "words" VALUES('bay');
INSERT INTO "words" VALUES('before');
INSERT INTO "words" VALUES('big');
INSERT INTO "words" VALUES('boil');
INSERT INTO "words" VALUES('bones');
INSERT INTO "words" VALUES('bring');
INSERT INTO "words" VALUES('carrots');
INSERT INTO "words" VALUES('carry');
INSERT INTO "words" VALUES('celery');
INSERT INTO "words" VALUES('chicken');
INSERT INTO "words" VALUES('chopped');
INSERT INTO "words" VALUES('church');
INSERT INTO "words" VALUES('clear');
INSERT INTO "words" VALUES('colds');
INSERT INTO "words" VALUES('comes');
INSERT INTO "words" VALUES('cook');
INSERT INTO "words" VALUES('course');
INSERT INTO "words" VALUES('dill');
INSERT INTO "words" VALUES('egg');
INSERT INTO "words" VALUES('family');
INSERT INTO "words" VALUES('foam');
INSERT INTO "words" VALUES('fresh');
INSERT INTO "words" VALUES('from');
INSERT INTO "words" VALUES('g');
INSERT INTO "words" VALUES('gently');
INSERT INTO "words" VALUES('give');
INSERT INTO "words" VALUES('grandma');
INSERT INTO "words" VALUES('grandmas');
INSERT INTO "words" VALUES('halved');
INSERT INTO "words" VALUES('handful');
INSERT INTO "words" VALUES('heat');
INSERT INTO "words" VALUES('helps');
INSERT INTO "words" VALUES('her');
INSERT INTO "words" VALUES('hot');
INSERT INTO "words" VALUES('ida');
INSERT INTO "words" VALUES('if');
INSERT INTO "words" VALUES('ill');
INSERT INTO "words" VALUES('inch');
INSERT INTO "words" VALUES('is');
INSERT INTO "words" VALUES('it');
INSERT INTO "words" VALUES('kg');
INSERT INTO "words" VALUES('knows');
INSERT INTO "words" VALUES('large');
INSERT INTO "words" VALUES('lay');
INSERT INTO "words" VALUES('leaves');
INSERT INTO "words" VALUES('legs');
INSERT INTO "words" VALUES('let');
INSERT INTO "words" VALUES('lid');
INSERT INTO "words" VALUES('lift');
INSERT INTO "words" VALUES('lifted');
INSERT INTO "words" VALUES('like');
INSERT INTO "words" VALUES('listen');
INSERT INTO "words" VALUES('liters');
INSERT INTO "words" VALUES('main');
INSERT INTO "words" VALUES('marta');
INSERT INTO "words" VALUES('meat');
INSERT INTO "words" VALUES('minutes');
INSERT INTO "words" VALUES('more');
INSERT INTO "words" VALUES('never');
INSERT INTO "words" VALUES('nobody');
INSERT INTO "words" VALUES('noodles');
INSERT INTO "words" VALUES('off');
INSERT INTO "words" VALUES('on');
INSERT INTO "words" VALUES('one');
INSERT INTO "words" VALUES('onion');
INSERT INTO "words" VALUES('others');
INSERT INTO "words" VALUES('out');
INSERT INTO "words" VALUES('owned');
INSERT INTO "words" VALUES('pot');
INSERT INTO "words" VALUES('pull');
INSERT INTO "words" VALUES('put');
INSERT INTO "words" VALUES('regrets');
INSERT INTO "words" VALUES('said');
INSERT INTO "words" VALUES('salt');
INSERT INTO "words" VALUES('she');
INSERT INTO "words" VALUES('simmer');
INSERT INTO "words" VALUES('sister');
INSERT INTO "words" VALUES('skim');
INSERT INTO "words" VALUES('skimmer');
INSERT INTO "words" VALUES('skin');
INSERT INTO "words" VALUES('sliced');
INSERT INTO "words" VALUES('smelled');
INSERT INTO "words" VALUES('smells');
INSERT INTO "words" VALUES('soft');
INSERT INTO "words" VALUES('some');
INSERT INTO "words" VALUES('soup');
INSERT INTO "words" VALUES('stairwell');
INSERT INTO "words" VALUES('stalks');
INSERT INTO "words" VALUES('stir');
INSERT INTO "words" VALUES('sunday');
INSERT INTO "words" VALUES('sundays');
INSERT INTO "words" VALUES('table');
INSERT INTO "words" VALUES('taste');
INSERT INTO "words" VALUES('teaspoons');
INSERT INTO "words" VALUES('tender');
INSERT INTO "words" VALUES('that');
INSERT INTO "words" VALUES('timer');
INSERT INTO "words" VALUES('took');
INSERT INTO "words" VALUES('turn');
INSERT INTO "words" VALUES('until');
INSERT INTO "words" VALUES('us');
INSERT INTO "words" VALUES('wait');
INSERT INTO "words" VALUES('water');
INSERT INTO "words" VALUES('when');
INSERT INTO "words" VALUES('whether');
INSERT INTO "words" VALUES('while');
INSERT INTO "words" VALUES('who');
INSERT INTO "words" VALUES('winter');
INSERT INTO "words" VALUES('without');
INSERT INTO "words" VALUES('200');
INSERT INTO "words" VALUES('25');
INSERT INTO "words" VALUES('400');
INSERT INTO "words" VALUES('800');
INSERT INTO "words" VALUES('about');
INSERT INTO "words" VALUES('added');
INSERT INTO "words" VALUES('after');
INSERT INTO "words" VALUES('amounts');
INSERT INTO "words" VALUES('are');
INSERT INTO "words" VALUES('aside');
INSERT INTO "words" VALUES('at');
INSERT INTO "words" VALUES('ate');
INSERT INTO "words" VALUES('bean');
INSERT INTO "words" VALUES('beans');
INSERT INTO "words" VALUES('bitter');
INSERT INTO "words" VALUES('black');
INSERT INTO "words" VALUES('broth');
INSERT INTO "words" VALUES('burnt');
INSERT INTO "words" VALUES('canned');
INSERT INTO "words" VALUES('cloves');
INSERT INTO "words" VALUES('cooked');
INSERT INTO "words" VALUES('count');
INSERT INTO "words" VALUES('daughter');
INSERT INTO "words" VALUES('days');
INSERT INTO "words" VALUES('done');
INSERT INTO "words" VALUES('drained');
INSERT INTO "words" VALUES('edges');
INSERT INTO "words" VALUES('enough');
INSERT INTO "words" VALUES('field');
INSERT INTO "words" VALUES('finely');
INSERT INTO "words" VALUES('forty');
INSERT INTO "words" VALUES('garlic');
INSERT INTO "words" VALUES('golden');
INSERT INTO "words" VALUES('he');
INSERT INTO "words" VALUES('heavy');
INSERT INTO "words" VALUES('his');
INSERT INTO "words" VALUES('hold');
INSERT INTO "words" VALUES('house');
INSERT INTO "words" VALUES('kitchen');
INSERT INTO "words" VALUES('learned');
INSERT INTO "words" VALUES('leftovers');
INSERT INTO "words" VALUES('lena');
INSERT INTO "words" VALUES('less');
INSERT INTO "words" VALUES('make');
INSERT INTO "words" VALUES('medium');
INSERT INTO "words" VALUES('minute');
INSERT INTO "words" VALUES('ml');
INSERT INTO "words" VALUES('now');
INSERT INTO "words" VALUES('oil');
INSERT INTO "words" VALUES('olive');
INSERT INTO "words" VALUES('over');
INSERT INTO "words" VALUES('paprika');
INSERT INTO "words" VALUES('parsley');
INSERT INTO "words" VALUES('patience');
INSERT INTO "words" VALUES('pencil');
INSERT INTO "words" VALUES('people');
INSERT INTO "words" VALUES('pepper');
INSERT INTO "words" VALUES('quarter');
INSERT INTO "words" VALUES('read');
INSERT INTO "words" VALUES('river');
INSERT INTO "words" VALUES('scatter');
INSERT INTO "words" VALUES('season');
INSERT INTO "words" VALUES('sheet');
INSERT INTO "words" VALUES('signed');
INSERT INTO "words" VALUES('smoked');
INSERT INTO "words" VALUES('spoon');
INSERT INTO "words" VALUES('stands');
INSERT INTO "words" VALUES('stew');
INSERT INTO "words" VALUES('stirring');
INSERT INTO "words" VALUES('tablespoon');
INSERT INTO "words" VALUES('tablespoons');
INSERT INTO "words" VALUES('take');
INSERT INTO "words" VALUES('ten');
INSERT INTO "words" VALUES('then');
INSERT INTO "words" VALUES('thick');
INSERT INTO "words" VALUES('this');
INSERT INTO "words" VALUES('three');
INSERT INTO "words" VALUES('threw');
INSERT INTO "words" VALUES('told');
INSERT INTO "words" VALUES('tomas');
INSERT INTO "words" VALUES('tomass');
INSERT INTO "words" VALUES('tomato');
INSERT INTO "words" VALUES('tomatoes');
INSERT INTO "words" VALUES('uncle');
INSERT INTO "words" VALUES('upright');
INSERT INTO "words" VALUES('vegan');
INSERT INTO "words" VALUES('vegetable');
INSERT INTO "words" VALUES('visits');
INSERT INTO "words" VALUES('warm');
INSERT INTO "words" VALUES('weighed');
INSERT INTO "words" VALUES('what');
INSERT INTO "words" VALUES('white');
INSERT INTO "words" VALUES('whole');
INSERT INTO "words" VALUES('years');
INSERT INTO "words" VALUES('120');
INSERT INTO "words" VALUES('40');
INSERT INTO "words" VALUES('5');
INSERT INTO "words" VALUES('50');
INSERT INTO "words" VALUES('90');
INSERT INTO "words" VALUES('bowls');
INSERT INTO "words" VALUES('but');
INSERT INTO "words" VALUES('butter');
INSERT INTO "words" VALUES('c');
INSERT INTO "words" VALUES('catch');
INSERT INTO "words" VALUES('children');
INSERT INTO "words" VALUES('choir');
INSERT INTO "words" VALUES('cinnamon');
INSERT INTO "words" VALUES('could');
INSERT INTO "words" VALUES('dessert');
INSERT INTO "words" VALUES('does');
INSERT INTO "words" VALUES('draws');
INSERT INTO "words" VALUES('each');
INSERT INTO "words" VALUES('early');
INSERT INTO "words" VALUES('evenings');
INSERT INTO "words" VALUES('extract');
INSERT INTO "words" VALUES('fill');
INSERT INTO "words" VALUES('first');
INSERT INTO "words" VALUES('four');
INSERT INTO "words" VALUES('got');
INSERT INTO "words" VALUES('ground');
INSERT INTO "words" VALUES('hollow');
INSERT INTO "words" VALUES('insists');
INSERT INTO "words" VALUES('into');
INSERT INTO "words" VALUES('keep');
INSERT INTO "words" VALUES('lake');
INSERT INTO "words" VALUES('liter');
INSERT INTO "words" VALUES('low');
INSERT INTO "words" VALUES('lumps');
INSERT INTO "words" VALUES('mama');
INSERT INTO "words" VALUES('melted');
INSERT INTO "words" VALUES('middle');
INSERT INTO "words" VALUES('milk');
INSERT INTO "words" VALUES('not');
INSERT INTO "words" VALUES('only');
INSERT INTO "words" VALUES('papa');
INSERT INTO "words" VALUES('papas');
INSERT INTO "words" VALUES('part');
INSERT INTO "words" VALUES('pinch');
INSERT INTO "words" VALUES('press');
INSERT INTO "words" VALUES('pudding');
INSERT INTO "words" VALUES('quick');
INSERT INTO "words" VALUES('rain');
INSERT INTO "words" VALUES('rest');
INSERT INTO "words" VALUES('road');
INSERT INTO "words" VALUES('sang');
INSERT INTO "words" VALUES('saucepan');
INSERT INTO "words" VALUES('saw');
INSERT INTO "words" VALUES('semolina');
INSERT INTO "words" VALUES('so');
INSERT INTO "words" VALUES('stays');
INSERT INTO "words" VALUES('sugar');
INSERT INTO "words" VALUES('teaspoon');
INSERT INTO "words" VALUES('them');
INSERT INTO "words" VALUES('thickens');
INSERT INTO "words" VALUES('thing');
INSERT INTO "words" VALUES('tradition');
INSERT INTO "words" VALUES('vanilla');
INSERT INTO "words" VALUES('vegetarian');
INSERT INTO "words" VALUES('we');
INSERT INTO "words" VALUES('were');
INSERT INTO "words" VALUES('whisk');
INSERT INTO "words" VALUES('whisking');
INSERT INTO "words" VALUES('whoever');
INSERT INTO "words" VALUES('you');
CREATE INDEX ix_recipes_name_key ON recipes (name_key);
CREATE INDEX ix_recipes_fingerprint ON recipes (fingerprint);
CREATE INDEX ix_recipes_changed_at ON recipes (changed_at);
CREATE INDEX ix_undo_recipe ON undo (recipe);
CREATE INDEX ix_meals_rule ON meals (rule);
CREATE INDEX ix_meals_ends_at ON meals (ends_at);
CREATE INDEX ix_meals_starts_at ON meals (starts_at);
CREATE INDEX ix_pantry_food ON pantry (food);
CREATE INDEX ix_shopping_position ON shopping (position);
CREATE INDEX ix_sessions_closed_at ON sessions (closed_at);
CREATE INDEX ix_originals_recipe ON originals (recipe);
CREATE INDEX ix_pictures_recipe ON pictures (recipe);
CREATE INDEX ix_notes_recipe ON notes (recipe, version);
CREATE INDEX ix_lineage_parent ON lineage (parent);
CREATE INDEX ix_ratings_recipe ON ratings (recipe);
CREATE INDEX ix_diary_recipe ON diary (recipe, cooked_at);
CREATE INDEX ix_eaten_person ON eaten (person, at);
CREATE INDEX ix_gatherings_starts_at ON gatherings (starts_at);
CREATE INDEX ix_gathering_guests_gathering ON gathering_guests (gathering);
CREATE INDEX ix_gathering_dishes_gathering ON gathering_dishes (gathering);
CREATE INDEX ix_gathering_needs_gathering ON gathering_needs (gathering);
CREATE INDEX ix_gathering_ballots_gathering ON gathering_ballots (gathering);
CREATE INDEX ix_gathering_links_gathering ON gathering_links (gathering);
CREATE INDEX ix_gathering_moments_gathering ON gathering_moments (gathering);
CREATE INDEX ix_household_records_kind ON household_records (kind);
COMMIT;
