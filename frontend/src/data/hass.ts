/** The parts of Home Assistant's frontend object that we use. */

export interface HassEntity {
  entity_id: string;
  state: string;
  attributes: Record<string, unknown>;
}

export interface EntityEntry {
  entity_id: string;
  device_id?: string | null;
  platform?: string;
  translation_key?: string;
  hidden?: boolean;
}

export interface DeviceEntry {
  id: string;
  name: string | null;
  name_by_user?: string | null;
  area_id?: string | null;
  identifiers?: [string, string][];
  parent_device_id?: string | null;
  via_device_id?: string | null;
}

/** A Home Assistant connection. `haveConnected` has no meaning here; we use messages and the two events. */
export interface Connection {
  connected: boolean;
  sendMessagePromise<T>(message: object): Promise<T>;
  subscribeMessage<T>(
    callback: (message: T) => void,
    message: object,
    options?: { resubscribe?: boolean },
  ): Promise<() => Promise<void>>;
  addEventListener(event: "ready" | "disconnected", callback: () => void): void;
  removeEventListener(event: "ready" | "disconnected", callback: () => void): void;
}

export interface HomeAssistant {
  connection: Connection;
  connected: boolean;
  states: Record<string, HassEntity>;
  entities: Record<string, EntityEntry>;
  devices: Record<string, DeviceEntry>;
  language: string;
  locale?: {
    language: string;
    number_format?: string;
    time_format?: string;
  };
  config: { unit_system: { temperature: string }; language?: string; state?: string };
  user?: { id: string; name: string; is_admin: boolean };
  themes?: { darkMode?: boolean };
  dockedSidebar?: "docked" | "always_hidden" | "auto";
  localize?: (key: string, values?: Record<string, string | number>) => string;
  loadBackendTranslation?: (category: string, integration?: string) => Promise<unknown>;
}

export interface Route {
  prefix: string;
  path: string;
}

/** What a server answers when it refuses a message. */
export interface Refusal {
  code?: string;
  message?: string;
  translation_key?: string;
  translation_domain?: string;
  translation_placeholders?: Record<string, string>;
}

export function isRefusal(error: unknown): error is Refusal {
  return typeof error === "object" && error !== null && ("code" in error || "message" in error);
}

/** Fire an event that Home Assistant's frontend understands, from inside our shadow roots. */
export function fire(target: EventTarget, type: string, detail?: unknown): void {
  target.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}
