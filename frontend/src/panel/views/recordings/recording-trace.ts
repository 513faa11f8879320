import { html, LitElement, nothing, svg } from "lit";
import { property, query, state } from "lit/decorators.js";
import { element } from "../../../components/define";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import {
  bounds,
  byKey,
  celsiusAt,
  clamp,
  curve,
  type Edge,
  moved,
  numbers,
  type Phase,
  type Recording,
  splitBounds,
} from "./model";
import { traceStyles } from "./trace-styles";

const SETTLES_MS = 700;

/** What is moved: an end of the chosen step, or the place where it is split. */
type Grip = Edge | "split";

interface Moving {
  grip: Grip;
  at: number;
}

/**
 * `<ht-recording-trace recording chosen>`: the temperature with its steps. The ends of the chosen step are moved by pointer
 * or by keys. Fires `choose` (the id of a step), `move` ({edge, at}) and `place` (where it is split).
 */
@element("ht-recording-trace")
export class RecordingTrace extends LitElement {
  @property({ attribute: false }) recording!: Recording;
  @property({ attribute: false }) locale!: Locale;
  /** The id of the chosen step; empty for none. */
  @property() chosen = "";
  /** Where the chosen step is split; `null` while it is not. */
  @property({ attribute: false }) splitAt: number | null = null;
  @property({ type: Boolean }) disabled = false;
  @state() private moving: Moving | null = null;
  @query(".plot") private plot!: HTMLElement;
  private timer = 0;
  private stopDrag: (() => void) | null = null;

  static override styles = [base, traceStyles];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopDrag?.();
    window.clearTimeout(this.timer);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    // What the kitchen has answered replaces what was moved here.
    if (changed.has("recording") || changed.has("chosen")) this.moving = null;
  }

  /** The phases as they would be with what is being moved. */
  private get phases(): readonly Phase[] {
    const { phases } = this.recording;
    const { moving } = this;
    if (moving === null || moving.grip === "split") return phases;
    return moved(phases, this.chosen, moving.grip, moving.at);
  }

  protected override render() {
    const { recording, locale } = this;
    const length = recording.length_s;
    const drawn = curve(recording.points, length);
    const { phases } = this;
    const chosen = phases.find(({ id }) => id === this.chosen);
    const count = numbers(phases);
    const x = (at: number) => `${((100 * at) / Math.max(length, 1)).toFixed(3)}%`;
    const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => locale.clock(Math.round(length * share)));
    return html`<div class="plot" role="group" aria-label=${this.summary()}>
        ${phases.map((phase) => {
          if (phase.activity === null) {
            return html`<div class="moment" style="inset-inline-start:${x(phase.start)}"></div>`;
          }
          const number = count.get(phase.id) ?? 0;
          return html`<div
            class="band"
            ?data-odd=${number % 2 === 1}
            ?data-out=${phase.out}
            ?data-chosen=${phase.id === this.chosen}
            style="inset-inline-start:${x(phase.start)};inline-size:${x(phase.stop - phase.start)}"
            @click=${() => this.dispatchEvent(new CustomEvent("choose", { detail: phase.id }))}
          ><span aria-hidden="true">${number > 0 ? locale.number(number) : ""}</span></div>`;
        })}
        ${
          drawn === null
            ? nothing
            : html`<svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true" style="pointer-events:none">
                  ${svg`<path class="power" d=${drawn.power} /><path class="line" d=${drawn.line} />`}
                </svg>
                <span class="degree digits" aria-hidden="true" style="inset-block-start:18px">${locale.temperature(drawn.high)}</span>
                <span class="degree digits" aria-hidden="true" style="inset-block-end:2px">${locale.temperature(drawn.low)}</span>`
        }
        ${recording.marks
          .filter(({ kind }) => kind === "remark")
          .map(
            ({ at }) => html`<i class="mark" style="inset-inline-start:${x(clamp(at, [0, length]))}"></i>`,
          )}
        ${chosen === undefined || this.disabled ? nothing : this.renderGrips(chosen, x)}
      </div>
      <div class="axis digits" aria-hidden="true">${ticks.map((tick) => html`<span>${tick}</span>`)}</div>`;
  }

  private summary(): string {
    const { locale, recording } = this;
    const known = recording.points.map(([, celsius]) => celsius).filter((value) => value !== null);
    if (known.length === 0) return locale.t("rec_trace_empty");
    return locale.t("rec_trace", {
      time: locale.spoken(Math.round(recording.length_s)),
      from: locale.temperature(Math.min(...known)),
      to: locale.temperature(Math.max(...known)),
    });
  }

  private renderGrips(chosen: Phase, x: (at: number) => string) {
    const splitting = this.splitAt !== null && chosen.activity !== null;
    const grips: Grip[] = splitting ? ["split"] : chosen.activity === null ? ["start"] : ["start", "stop"];
    return grips.map((grip) => {
      const at = this.at(grip, chosen);
      const [least, most] = this.boundsOf(grip, chosen);
      const celsius = celsiusAt(this.recording.points, at);
      const words = [
        this.locale.spoken(Math.round(at)),
        celsius === null ? "" : this.locale.temperature(celsius),
      ];
      return html`<div
        class="grip"
        data-grip=${grip}
        role="slider"
        tabindex="0"
        aria-label=${this.locale.t(grip === "split" ? "rec_split_at" : grip === "start" ? "rec_begins" : "rec_ends")}
        aria-valuemin=${Math.round(least)}
        aria-valuemax=${Math.round(most)}
        aria-valuenow=${Math.round(at)}
        aria-valuetext=${words.filter(Boolean).join(", ")}
        style="inset-inline-start:${x(at)}"
        @pointerdown=${(event: PointerEvent) => this.drag(event, grip, chosen)}
        @keydown=${(event: KeyboardEvent) => this.press(event, grip, chosen)}
        @blur=${() => this.settle()}
      >
        <i aria-hidden="true">⋮</i>
        ${
          this.moving?.grip === grip || splitting
            ? html`<output class="digits" aria-hidden="true">${this.locale.clock(Math.round(at))}${
                celsius === null ? "" : ` · ${this.locale.temperature(celsius)}`
              }</output>`
            : nothing
        }
      </div>`;
    });
  }

  private at(grip: Grip, chosen: Phase): number {
    if (this.moving?.grip === grip) return this.moving.at;
    if (grip === "split") return this.splitAt ?? (chosen.start + chosen.stop) / 2;
    return grip === "start" ? chosen.start : chosen.stop;
  }

  private boundsOf(grip: Grip, chosen: Phase): [number, number] {
    if (grip === "split") return splitBounds(chosen);
    return bounds(this.recording.phases, chosen.id, grip, this.recording.length_s);
  }

  private press(event: KeyboardEvent, grip: Grip, chosen: Phase): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && this.moving !== null) {
      event.preventDefault();
      this.settle();
      return;
    }
    if (event.key === "Escape" && this.moving !== null) {
      event.preventDefault();
      event.stopPropagation();
      this.drop();
      return;
    }
    const at = byKey(event.key, this.at(grip, chosen), this.boundsOf(grip, chosen));
    if (at === null) return;
    event.preventDefault();
    this.moving = { grip, at };
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.settle(), SETTLES_MS);
  }

  private drag(event: PointerEvent, grip: Grip, chosen: Phase): void {
    if (event.button !== 0) return;
    event.preventDefault();
    (event.currentTarget as HTMLElement).focus();
    const { left, width } = this.plot.getBoundingClientRect();
    const length = this.recording.length_s;
    const limits = this.boundsOf(grip, chosen);
    const timeAt = (clientX: number) => ((clientX - left) / Math.max(width, 1)) * length;
    // The grip is held beside its line: the line keeps its distance to the pointer.
    const offset = this.at(grip, chosen) - timeAt(event.clientX);
    const { pointerId } = event;
    const move = (told: PointerEvent) => {
      if (told.pointerId === pointerId)
        this.moving = { grip, at: clamp(timeAt(told.clientX) + offset, limits) };
    };
    const end = (told: PointerEvent) => {
      if (told.pointerId !== pointerId) return;
      this.stopDrag?.();
      if (told.type === "pointerup") this.settle();
      else this.drop();
    };
    this.stopDrag?.();
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
    this.stopDrag = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      this.stopDrag = null;
    };
  }

  /** Go back to where it was. */
  drop(): void {
    window.clearTimeout(this.timer);
    this.stopDrag?.();
    this.moving = null;
  }

  private settle(): void {
    window.clearTimeout(this.timer);
    const { moving } = this;
    if (moving === null || this.stopDrag !== null) return;
    if (moving.grip === "split") {
      this.dispatchEvent(new CustomEvent("place", { detail: moving.at }));
      this.moving = null;
      return;
    }
    this.dispatchEvent(new CustomEvent("move", { detail: { edge: moving.grip, at: moving.at } }));
  }
}
