/**
 * Small elements that every dashboard loads. Each loads its content when it is used, and passes on what Home Assistant
 * gives it. So a page without our cards loads neither Lit nor the cards.
 */
type Passed = Record<string, unknown>;

const PROPERTIES = ["hass", "narrow", "route", "panel", "preview", "layout", "context", "color", "position"];
const RELOADED = "hearthtech-reloaded";

export interface ShellStatics {
  getStubConfig?: (...given: never[]) => object;
  getConfigForm?: () => object;
}

export interface ShellOptions {
  tag: string;
  load: () => Promise<unknown>;
  statics?: ShellStatics;
  /** Size in a section of 12 columns, for cards. */
  grid?: { columns: number; min_columns: number; rows: number | "auto"; min_rows: number };
  cardSize?: number;
}

/**
 * A chunk of the last release is gone, or the server restarts: reload once, because the service worker may still serve
 * an old entry. The second failure is shown.
 */
function failed(shell: HTMLElement): void {
  let reloaded = true;
  try {
    reloaded = sessionStorage.getItem(RELOADED) !== null;
    sessionStorage.setItem(RELOADED, "1");
  } catch {
    // Without storage nothing would keep us from reloading for ever.
  }
  if (!reloaded) location.reload();
  else shell.textContent = "HearthTech could not be loaded. Reload the page.";
}

export function defineShell(options: ShellOptions): void {
  if (customElements.get(options.tag) !== undefined) return;
  const content = `${options.tag}-content`;
  let marked = false;

  class Shell extends HTMLElement {
    private readonly passed: Passed = {};
    private config: object | undefined;
    private inner: (HTMLElement & { setConfig?(config: object): void }) | undefined;
    private loading = false;

    static getStubConfig = options.statics?.getStubConfig;
    static getConfigForm = options.statics?.getConfigForm;

    connectedCallback(): void {
      this.style.display = "block";
      this.style.blockSize = "100%";
      this.show();
    }

    setConfig(config: object): void {
      if (typeof config !== "object" || config === null) throw new Error("Invalid configuration");
      this.config = config;
      if (this.inner === undefined) this.show();
      else this.inner.setConfig?.(config);
    }

    getCardSize(): number {
      return options.cardSize ?? 4;
    }

    getGridOptions(): object {
      return options.grid ?? {};
    }

    pass(name: string, value: unknown): void {
      // The first `hass` of all elements of this kind: the time to the first paint is measured from here.
      if (name === "hass" && !marked) {
        marked = true;
        performance.mark(`${content}-hass`);
      }
      this.passed[name] = value;
      if (this.inner !== undefined) (this.inner as unknown as Passed)[name] = value;
      else this.show();
    }

    read(name: string): unknown {
      return this.passed[name];
    }

    private show(): void {
      if (this.inner !== undefined || this.loading || !this.isConnected) return;
      this.loading = true;
      options.load().then(
        () => this.fill(),
        () => failed(this),
      );
    }

    private fill(): void {
      this.loading = false;
      try {
        sessionStorage.removeItem(RELOADED);
      } catch {
        // No storage, nothing to forget.
      }
      const inner = document.createElement(content) as HTMLElement & { setConfig?(config: object): void };
      if (this.config !== undefined) inner.setConfig?.(this.config);
      Object.assign(inner, this.passed);
      this.inner = inner;
      this.replaceChildren(inner);
    }
  }

  for (const name of PROPERTIES) {
    Object.defineProperty(Shell.prototype, name, {
      get(this: Shell) {
        return this.read(name);
      },
      set(this: Shell, value: unknown) {
        this.pass(name, value);
      },
    });
  }
  customElements.define(options.tag, Shell);
}
