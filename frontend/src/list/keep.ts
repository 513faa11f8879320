/** Gives the files of this page to its worker, so that the page opens without network. */

const WORKER = "/hearthtech_list/worker.js";
const SCOPE = "/hearthtech_list/";
const FILES = /^\/(hearthtech_static|hearthtech_list)\//;
const PATIENCE_MS = 30_000;

/** Keep all that this page has loaded. Returns whether it opens without network from now on. */
export async function keepPage(): Promise<boolean> {
  // Over plain http there is no worker.
  if (!("serviceWorker" in navigator)) return false;
  try {
    await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
    const { active } = await navigator.serviceWorker.ready;
    if (active === null) return false;
    // Without network nothing can be kept anew; what was kept has just opened this page.
    return (await told(active, loaded())) || navigator.serviceWorker.controller !== null;
  } catch {
    return navigator.serviceWorker.controller !== null;
  }
}

function loaded(): string[] {
  const files = performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && FILES.test(pathname))
    .map(({ pathname, search }) => `${pathname}${search}`)
    .filter((path) => !path.startsWith(WORKER));
  return [...new Set(files)];
}

function told(worker: ServiceWorker, files: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const timer = window.setTimeout(() => resolve(false), PATIENCE_MS);
    port1.onmessage = ({ data }) => {
      window.clearTimeout(timer);
      resolve(data === true);
    };
    worker.postMessage({ files }, [port2]);
  });
}
