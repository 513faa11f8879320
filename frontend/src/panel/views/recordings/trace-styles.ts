import { css } from "lit";

export const traceStyles = css`
  :host {
    display: block;
    direction: ltr;
    padding-inline: 40px;
    overflow-x: clip;
  }

  .plot {
    position: relative;
    block-size: 200px;
    border-block-end: 1px solid var(--ht-outline);
  }

  svg {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    overflow: visible;
  }

  path {
    vector-effect: non-scaling-stroke;
  }

  .line {
    fill: none;
    stroke: var(--ht-heat-4);
    stroke-width: 2.5;
    stroke-linejoin: round;
  }

  .power {
    fill: var(--ht-heat-2);
    opacity: 0.35;
  }

  .band {
    position: absolute;
    inset-block: 0;
    border-inline-start: 1px solid var(--ht-line);
    font-size: var(--ht-size-12);
    cursor: pointer;
    container-type: inline-size;
  }

  .band[data-odd] {
    background: color-mix(in srgb, var(--ht-text) 4%, transparent);
  }

  .band[data-out] {
    background: repeating-linear-gradient(
      135deg,
      transparent 0 6px,
      color-mix(in srgb, var(--ht-text) 9%, transparent) 6px 8px
    );
  }

  .band[data-chosen] {
    background: color-mix(in srgb, var(--ht-accent) 16%, transparent);
  }

  .band span {
    position: absolute;
    inset-block-start: 4px;
    inset-inline: 0;
    font-weight: 600;
    line-height: 1.25;
    text-align: center;
    color: var(--ht-text-2);
  }

  /* A number for which there is no room is left out: the list of steps has it. */
  @container (inline-size < 1.3em) {
    .band span {
      display: none;
    }
  }

  .band[data-chosen] span {
    color: var(--ht-text);
  }

  .moment {
    position: absolute;
    inset-block: 20px 0;
    inline-size: 0;
    border-inline-start: 2px dotted var(--ht-text-2);
    pointer-events: none;
  }

  .mark {
    position: absolute;
    inset-block-end: 2px;
    inline-size: 8px;
    block-size: 8px;
    margin-inline-start: -4px;
    border-radius: 50%;
    background: var(--ht-text);
    pointer-events: none;
  }

  .degree {
    position: absolute;
    inset-inline-start: 2px;
    padding-inline: 2px;
    font-size: var(--ht-size-12);
    line-height: 1.25;
    color: var(--ht-text-2);
    background: color-mix(in srgb, var(--ht-surface) 75%, transparent);
    pointer-events: none;
  }

  .axis {
    container-type: inline-size;
    display: flex;
    justify-content: space-between;
    padding-block-start: 4px;
    font-size: var(--ht-size-12);
    line-height: 1.25;
    color: var(--ht-text-2);
  }

  /* Where there is no room for five moments, every other one. */
  @container (inline-size < 16em) {
    .axis span:nth-child(even) {
      display: none;
    }
  }

  .grip {
    position: absolute;
    inset-block: 0;
    inline-size: 40px;
    touch-action: none;
    cursor: ew-resize;
  }

  .grip[data-grip="start"] {
    margin-inline-start: -40px;
    border-inline-end: 2px solid var(--ht-accent);
  }

  .grip[data-grip="stop"] {
    border-inline-start: 2px solid var(--ht-accent);
  }

  .grip[data-grip="split"] {
    margin-inline-start: -20px;
  }

  .grip[data-grip="split"]::before {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 19px;
    border-inline-start: 2px dashed var(--ht-accent);
    content: "";
  }

  .grip i {
    position: absolute;
    inset-block-start: 50%;
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 40px;
    margin-block-start: -20px;
    border-radius: 12px;
    color: var(--ht-on-accent);
    background: var(--ht-accent);
    font-style: normal;
    line-height: 1;
  }

  .grip[data-grip="start"] i {
    inset-inline-end: 0;
    border-start-end-radius: 0;
    border-end-end-radius: 0;
  }

  .grip[data-grip="stop"] i {
    inset-inline-start: 0;
    border-start-start-radius: 0;
    border-end-start-radius: 0;
  }

  .grip[data-grip="split"] i {
    inset-block-start: auto;
    inset-block-end: 0;
    inset-inline-start: 8px;
  }

  .grip output {
    position: absolute;
    z-index: 1;
    inset-block-start: -26px;
    padding: 2px 8px;
    border-radius: 8px;
    font-size: var(--ht-size-14);
    line-height: 1.35;
    white-space: nowrap;
    color: var(--ht-on-accent);
    background: var(--ht-accent);
    pointer-events: none;
  }

  .grip[data-grip="start"] output {
    inset-inline-start: 0;
  }

  .grip[data-grip="stop"] output {
    inset-inline-end: 0;
  }
`;
