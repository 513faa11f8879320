import type { Arrangement } from "./worktop";

export interface StoveCardConfig {
  type: string;
  /** Id of a device of Home Assistant: a stove, a hob, or one of its burners. */
  device?: string;
  /** Id of a stove, or of a burner as `<stove>/<n>`. */
  stove?: string;
  name?: string;
  arrangement?: Arrangement;
  trace?: boolean;
}
