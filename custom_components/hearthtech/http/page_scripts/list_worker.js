// Keeps the page of the shopping list and its files, so that it opens without network. Its scope is that page only;
// Home Assistant's own worker and the requests of its pages are not touched.
"use strict";

const NAME = "hearthtech-list-";
const PAGE = "/hearthtech_list/";
const OURS = /^\/(hearthtech_static|hearthtech_list)\//;
// A network that does not answer within this time counts as none: the list is opened in a shop.
const PATIENCE_MS = 3000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (OURS.test(pathname)) event.respondWith(file(request));
});

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  const files = Array.isArray(event.data?.files) ? event.data.files : [];
  event.waitUntil(
    keep(files.filter((path) => typeof path === "string" && OURS.test(path))).then(
      () => port?.postMessage(true),
      () => port?.postMessage(false),
    ),
  );
});

// The page of the network if it comes, else the one that was kept.
async function page(request) {
  const kept = await caches.match(PAGE);
  try {
    const answer = await fetch(request, kept ? { signal: AbortSignal.timeout(PATIENCE_MS) } : {});
    if (answer.ok || answer.type === "opaqueredirect" || !kept) return answer;
  } catch (error) {
    if (!kept) throw error;
  }
  return kept;
}

// The names of our files change with their content.
async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}

// All or nothing: a new version replaces the old one when each of its files is there.
async function keep(files) {
  const before = (await caches.keys()).filter((name) => name.startsWith(NAME));
  const name = `${NAME}${Date.now()}`;
  try {
    const cache = await caches.open(name);
    const answer = await fetch(PAGE, { cache: "no-store" });
    const text = await answer.clone().text();
    const entry = files.find((path) => path.includes("/hearthtech-list.js"));
    if (!answer.ok || entry === undefined || !text.includes(entry)) throw new Error("another version");
    await cache.put(PAGE, answer);
    await cache.addAll(files);
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
  for (const old of before) await caches.delete(old);
}
