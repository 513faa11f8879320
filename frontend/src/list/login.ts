/**
 * The login of Home Assistant's frontend, used as it does: its tokens in the storage of this origin, and without them its
 * own page for logging in. The only secret in an address is the one-time code of that page; it is removed at once.
 */

/** As Home Assistant's frontend stores them. */
interface Tokens {
  access_token: string;
  refresh_token: string;
  expires: number;
  expires_in: number;
  token_type: string;
  hassUrl: string;
  clientId: string | null;
}

const KEY = "hassTokens";
const STATE = "hearthtech-login-state";
/** A token that ends within this time is renewed first. */
const EARLY_MS = 60_000;

/** The login is not valid any more: somebody has to log in. */
export class LoggedOut extends Error {}

export class Login {
  /** Those of a login that is not to be kept. */
  private passing: Tokens | null = null;

  constructor(
    private readonly storage: Storage = localStorage,
    private readonly origin: string = location.origin,
    private readonly request: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  /** Whether somebody is logged in, as far as can be seen without network. */
  get known(): boolean {
    return this.read() !== null;
  }

  /** A valid access token. Throws `LoggedOut`, or what `fetch` throws without network. */
  async token(): Promise<string> {
    const tokens = this.read();
    if (tokens === null) throw new LoggedOut();
    if (tokens.expires - EARLY_MS > Date.now()) return tokens.access_token;
    const renewed = await this.ask({ grant_type: "refresh_token", refresh_token: tokens.refresh_token });
    this.write({ ...tokens, ...renewed, expires: expiryOf(renewed) });
    return renewed.access_token;
  }

  /** The address of Home Assistant's page for logging in, which comes back to this page. */
  startAddress(): string {
    const state = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16)).join("");
    sessionStorage.setItem(STATE, state);
    const asked = new URLSearchParams({
      response_type: "code",
      client_id: this.clientId,
      redirect_uri: `${this.origin}${location.pathname}`,
      state,
    });
    return `${this.origin}/auth/authorize?${asked}`;
  }

  /** Take the code with which the page for logging in came back, if there is one. */
  async finish(search: string = location.search): Promise<void> {
    const given = new URLSearchParams(search);
    const code = given.get("code");
    if (code === null) return;
    const wanted = sessionStorage.getItem(STATE);
    sessionStorage.removeItem(STATE);
    history.replaceState(null, "", location.pathname);
    // A code that nobody here has asked for would log in as somebody else.
    if (wanted === null || wanted !== given.get("state")) return;
    const got = await this.ask({ grant_type: "authorization_code", code });
    const tokens: Tokens = { ...got, expires: expiryOf(got), hassUrl: this.origin, clientId: this.clientId };
    if (given.get("storeToken") === "true") this.storage.setItem(KEY, JSON.stringify(tokens));
    else this.passing = tokens;
  }

  private get clientId(): string {
    return `${this.origin}/`;
  }

  private async ask(
    fields: Record<string, string>,
  ): Promise<Pick<Tokens, "access_token" | "refresh_token" | "expires_in" | "token_type">> {
    const body = new URLSearchParams({ client_id: this.read()?.clientId ?? this.clientId, ...fields });
    const answer = await this.request(`${this.origin}/auth/token`, {
      method: "POST",
      body,
      credentials: "same-origin",
    });
    if (answer.status === 400 || answer.status === 403) throw new LoggedOut();
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  }

  private read(): Tokens | null {
    try {
      const kept = JSON.parse(this.storage.getItem(KEY) ?? "null") as Tokens | null;
      if (typeof kept?.refresh_token === "string") return kept;
    } catch {
      // No storage, or not ours.
    }
    return this.passing;
  }

  private write(tokens: Tokens): void {
    if (this.passing?.refresh_token === tokens.refresh_token) this.passing = tokens;
    // Somebody may have logged out meanwhile: that stays so.
    else if (this.read()?.refresh_token === tokens.refresh_token)
      this.storage.setItem(KEY, JSON.stringify(tokens));
  }
}

function expiryOf({ expires_in }: { expires_in: number }): number {
  return Date.now() + expires_in * 1000;
}
