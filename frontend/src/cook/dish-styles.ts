/** The layout of one dish: words at the left and all else at the right where there is room, one column elsewhere. */
import { css } from "lit";

export const dishStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
    min-block-size: 0;
    container-type: inline-size;
    outline-offset: -4px;
  }

  .dish {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: auto auto minmax(72px, 1fr) auto auto;
    grid-template-areas: "head" "digits" "words" "side" "foot";
    gap: var(--ht-space-2) var(--ht-space-6);
    block-size: 100%;
    padding: var(--ht-space-2) var(--ht-space-4) var(--ht-space-3);
    overflow: hidden auto;
  }

  .head {
    grid-area: head;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
  }

  h2 {
    margin: 0;
    font-size: var(--ht-size-20);
    font-weight: 500;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }

  .segments {
    display: flex;
    flex: 1 0 100%;
    gap: 4px;
    block-size: 6px;
  }

  .segments i {
    flex: 1;
    border-radius: 3px;
    background: var(--ht-line);
  }

  .segments .past {
    background: var(--ht-outline);
  }

  .segments .here {
    background: var(--ht-heat-3);
  }

  .where {
    font-size: var(--ht-size-20);
    color: var(--ht-text-2);
    line-height: 1.25;
  }

  .push {
    margin-inline-start: auto;
  }

  .help {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-block-size: 48px;
    padding: 4px 14px;
    border: 1px solid var(--ht-outline);
    border-radius: 24px;
    font: inherit;
    line-height: 1.2;
    text-align: start;
    color: var(--ht-text);
    background: transparent;
    cursor: pointer;
  }

  .help.by-hand,
  .help.kitchen {
    border-color: var(--ht-heat-edge);
    color: var(--ht-heat-text);
  }

  .words {
    grid-area: words;
    display: flex;
    flex-direction: column;
    justify-content: safe center;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
  }

  .text {
    margin: 0;
    max-inline-size: 34ch;
    font-size: 28px;
    line-height: 1.35;
    overflow-wrap: break-word;
    hyphens: auto;
    text-wrap: pretty;
  }

  .small {
    margin: 4px 0 0;
    max-inline-size: 66ch;
    font-size: var(--ht-size-16);
    line-height: 1.35;
    color: var(--ht-text-2);
  }

  .time {
    display: inline;
    padding: 0 0.15em;
    border: 0;
    border-block-end: 3px solid var(--ht-heat-3);
    border-radius: 8px 8px 0 0;
    font: inherit;
    line-height: inherit;
    color: inherit;
    background: color-mix(in srgb, var(--ht-heat-3) 14%, transparent);
    cursor: pointer;
  }

  .time ht-icon {
    vertical-align: -0.1em;
    --ht-icon-size: 0.8em;
  }

  .numbers {
    grid-area: digits;
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0 var(--ht-space-6);
  }

  .number {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
  }

  .number .label {
    order: -1;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 24px;
    line-height: 1.25;
    color: var(--ht-text-2);
    --ht-icon-size: 20px;
  }

  .big {
    font-size: calc(48px * var(--ht-scale));
    font-weight: 500;
    line-height: 1.1;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .degrees {
    display: inline-block;
    min-inline-size: 2ch;
  }

  .unit {
    font-size: 0.4em;
    vertical-align: 0.9em;
  }

  .heats {
    color: var(--ht-heat-text);
  }

  .side {
    grid-area: side;
    display: flex;
    flex-direction: column;
    gap: var(--ht-space-3);
    min-block-size: 0;
    max-block-size: 22dvh;
    overflow: auto;
    overscroll-behavior: contain;
  }

  ul {
    display: flex;
    flex-direction: column;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .amount {
    display: grid;
    grid-template-columns: 32px 1fr;
    align-items: center;
    gap: 12px;
    inline-size: 100%;
    min-block-size: 56px;
    padding: 6px 4px;
    border: 0;
    border-block-end: 1px solid var(--ht-line);
    border-radius: 8px;
    font: inherit;
    font-size: var(--ht-size-20);
    line-height: 1.25;
    text-align: start;
    color: var(--ht-text);
    background: none;
    cursor: pointer;
  }

  .amount .part {
    display: block;
    font-size: var(--ht-size-16);
    color: var(--ht-text-2);
  }

  .box {
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    border: 2px solid var(--ht-outline);
    border-radius: 8px;
    --ht-icon-size: 22px;
  }

  .amount[aria-checked="true"] .box {
    border-color: transparent;
    color: var(--ht-on-accent);
    background: var(--ht-accent);
  }

  .amount[aria-checked="true"] .what {
    color: var(--ht-text-2);
    text-decoration: line-through;
  }

  .foot {
    grid-area: foot;
    display: flex;
    align-items: stretch;
    gap: 16px;
  }

  .foot.left {
    flex-direction: row-reverse;
  }

  .back {
    flex: none;
    inline-size: 72px;
  }

  .next {
    flex: 1 1 auto;
    max-inline-size: 480px;
    min-inline-size: 0;
  }

  .then {
    flex: 1 1 0;
    display: none;
    align-self: center;
    margin: 0;
    min-inline-size: 0;
    max-block-size: 3.9em;
    font-size: var(--ht-size-20);
    line-height: 1.3;
    color: var(--ht-text-2);
    overflow: hidden;
  }

  .then b {
    font-weight: 500;
    color: var(--ht-text);
  }

  ht-failure {
    grid-area: foot;
    align-self: start;
    translate: 0 -100%;
    padding: 8px 12px;
    border: 1px solid var(--ht-fault);
    border-radius: 12px;
    background: var(--ht-surface);
  }

  @container (max-width: 559px) {
    .where {
      font-size: var(--ht-size-16);
    }

    .place,
    .help-word {
      display: none;
    }

    .number {
      flex-direction: row;
      align-items: baseline;
      gap: 8px;
    }

    .number .label {
      order: 1;
    }

    .foot {
      position: sticky;
      inset-block-end: 0;
      background: var(--ht-surface);
    }

    .segments {
      order: -1;
    }
  }

  @container (min-width: 560px) {
    .big {
      font-size: calc(96px * var(--ht-scale));
    }

    .then {
      display: block;
    }

    .next {
      min-inline-size: 240px;
      flex: none;
    }

    .foot.left .then {
      text-align: end;
    }
  }

  @container (min-width: 920px) {
    .dish {
      grid-template-columns: minmax(0, 1fr) 372px;
      grid-template-rows: auto auto minmax(0, 1fr) auto;
      grid-template-areas: "head head" "words digits" "words side" "foot foot";
    }

    .numbers {
      flex-direction: column;
      align-items: start;
      gap: var(--ht-space-2);
      padding-inline-start: var(--ht-space-6);
      border-inline-start: 1px solid var(--ht-line);
    }

    .side {
      max-block-size: none;
      padding-inline-start: var(--ht-space-6);
      border-inline-start: 1px solid var(--ht-line);
    }
  }
`;
