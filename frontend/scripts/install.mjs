// Copies the build into the integration, with a compressed copy beside each file.
//
// Home Assistant's service worker serves files for a day after an update, so the chunks of the last release stay:
// `released.json` lists them. Everything else in the folder is replaced. `licenses.txt` has the licenses of the libraries
// that are in the build.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const from = resolve(process.argv[2] ?? join(here, "../dist"));
const to = resolve(process.argv[3] ?? join(here, "../../custom_components/hearthtech/frontend"));
const released = new Set(JSON.parse(await readFile(resolve(here, "../released.json"), "utf-8")));

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The license of a package and of all that it depends on, by name and version. */
async function licensesOf(name, found = new Map()) {
  const folder = resolve(here, "../node_modules", name);
  const {
    version,
    license,
    dependencies = {},
  } = JSON.parse(await readFile(join(folder, "package.json"), "utf-8"));
  const key = `${name} ${version}`;
  if (found.has(key)) return found;
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
  found.set(
    key,
    `${key} (${license})\n\n${file ? (await readFile(join(folder, file), "utf-8")).trim() : ""}\n`,
  );
  for (const dependency of Object.keys(dependencies)) {
    // Types are no code.
    if (!dependency.startsWith("@types/")) await licensesOf(dependency, found);
  }
  return found;
}

const { dependencies } = JSON.parse(await readFile(resolve(here, "../package.json"), "utf-8"));
const licenses = new Map();
for (const name of Object.keys(dependencies)) await licensesOf(name, licenses);
const texts = [...licenses.keys()].sort().map((key) => licenses.get(key));

const built = (await filesIn(from)).map((file) => relative(from, file)).sort();
const kept = new Set([...built, ...released].flatMap((name) => [name, `${name}.br`, `${name}.gz`]));

kept.add("licenses.txt");

await mkdir(to, { recursive: true });
await writeFile(join(to, "licenses.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
for (const file of await filesIn(to)) {
  if (!kept.has(relative(to, file))) await rm(file);
}
for (const name of built) {
  const content = await readFile(join(from, name));
  const target = join(to, name);
  await mkdir(dirname(target), { recursive: true });
  const brotli = brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
  await writeFile(target, content);
  await writeFile(`${target}.br`, brotli);
  await writeFile(`${target}.gz`, gzipSync(content, { level: 9 }));
}
