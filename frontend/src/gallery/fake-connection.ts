/** A connection without a server, for the page of components: it sends one state, and refuses every command. */
import type { BurnerMessage } from "../data/burners";
import type { Connection } from "../data/hass";
import type { SessionMessage } from "../data/sessions";
import type { TimerList } from "../data/timers";
import type { Point } from "../data/trace";

export interface FakeState {
  burners: BurnerMessage;
  sessions?: SessionMessage;
  timers?: TimerList;
  trace?: Point[];
  connected?: boolean;
}

export function fakeConnection(state: FakeState): Connection {
  const first: Record<string, unknown> = {
    "hearthtech/burners": state.burners,
    "hearthtech/sessions": state.sessions ?? { type: "snapshot", time: 0, loaded: true, sessions: {} },
    "hearthtech/changes": { type: "kitchen", loaded: true },
  };
  const answers: Record<string, unknown> = {
    "hearthtech/timers": state.timers ?? { time: 0, timers: [], ringing: [] },
    "hearthtech/burners/trace": state.trace ?? [],
  };
  return {
    connected: state.connected ?? true,
    async subscribeMessage<T>(callback: (message: T) => void, message: object) {
      callback(first[(message as { type: string }).type] as T);
      return async () => undefined;
    },
    async sendMessagePromise<T>(message: object): Promise<T> {
      const { type } = message as { type: string };
      if (type in answers) return answers[type] as T;
      throw { code: "refused", message: "There is no stove behind this page." };
    },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
}
