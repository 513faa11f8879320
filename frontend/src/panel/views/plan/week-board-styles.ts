import { css } from "lit";

export const weekBoardStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .board {
    display: grid;
    grid-template-columns: repeat(var(--days), minmax(0, 1fr));
    grid-template-rows: auto repeat(var(--slots), minmax(104px, auto)) auto;
    border: 1px solid var(--ht-line);
    border-radius: var(--ht-radius);
    overflow: clip;
    background: var(--ht-surface);
  }

  .day {
    display: contents;
  }

  h3 {
    grid-column: var(--column);
    grid-row: 1;
    margin: 0;
    padding: 10px;
    border-block-end: 1px solid var(--ht-line);
    font-size: var(--ht-size-16);
    font-weight: 500;
    line-height: 1.35;
  }

  .date {
    font-weight: 400;
    color: var(--ht-text-2);
  }

  [data-today] h3 {
    border-block-end: 3px solid var(--ht-accent);
    color: var(--ht-accent);
  }

  .cell {
    position: relative;
    grid-column: var(--column);
    grid-row: var(--row);
    display: flex;
    flex-direction: column;
    gap: 6px;
    min-inline-size: 0;
    padding: 6px;
    border-block-end: 1px solid var(--ht-line);
  }

  .day:not(:first-child) > * {
    border-inline-start: 1px solid var(--ht-line);
  }

  [data-today] .cell {
    background: color-mix(in srgb, var(--ht-heat-2) 7%, transparent);
  }

  .cell[data-target] {
    box-shadow: inset 0 0 0 3px var(--ht-accent);
    background: color-mix(in srgb, var(--ht-heat-2) 18%, transparent);
  }

  .slot {
    margin: 0;
    padding-inline: 4px;
    font-size: var(--ht-size-12);
    line-height: 1.35;
    color: var(--ht-text-2);
  }

  ht-meal-card[data-dragged] {
    opacity: 0.4;
  }

  .offer {
    display: flex;
    flex-direction: column;
    gap: 4px;
  }

  .choice {
    display: flex;
    gap: 8px;
  }

  .choice ht-button {
    flex: 1;
  }

  .add {
    display: grid;
    place-items: center;
    min-block-size: 48px;
    margin-block-start: auto;
    border: 1px dashed transparent;
    border-radius: 10px;
    color: var(--ht-text-2);
    background: transparent;
    cursor: pointer;
    --ht-icon-size: 20px;
  }

  .add[data-empty] {
    flex: 1;
    border-color: var(--ht-line);
  }

  .add:hover {
    background: color-mix(in srgb, var(--ht-text) 6%, transparent);
  }

  .put {
    position: absolute;
    inset: 2px;
    border: 2px dashed var(--ht-accent);
    border-radius: 10px;
    background: color-mix(in srgb, var(--ht-heat-2) 10%, transparent);
    cursor: copy;
  }

  .foot {
    grid-column: var(--column);
    grid-row: calc(var(--slots) + 2);
    display: flex;
    flex-direction: column;
    gap: 4px;
    padding: 8px 10px;
    font-size: var(--ht-size-12);
    line-height: 1.35;
    color: var(--ht-text-2);
  }

  .total {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 8px;
    margin: 0;
  }

  .prepare {
    display: flex;
    align-items: flex-start;
    gap: 6px;
    min-block-size: 48px;
    padding-block: 6px;
    color: var(--ht-text);
    cursor: pointer;
  }

  .prepare input {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--ht-accent);
  }

  .prepare:has(:checked) span {
    color: var(--ht-text-2);
    text-decoration: line-through;
  }

  .ghost {
    position: fixed;
    inset-block-start: 0;
    left: 0;
    z-index: 10;
    display: flex;
    flex-direction: column;
    max-inline-size: 240px;
    padding: 10px 14px;
    border-radius: 10px;
    font-size: var(--ht-size-14);
    line-height: 1.35;
    color: var(--ht-text);
    background: var(--ht-raised);
    box-shadow: 0 2px 12px rgb(0 0 0 / 30%);
    pointer-events: none;
  }

  .ghost span {
    font-weight: 500;
    color: var(--ht-fault-text);
  }

  @container (max-width: 820px) {
    .board {
      display: flex;
      flex-direction: column;
    }

    .day {
      display: block;
    }

    .day:not(:first-child) > * {
      border-inline-start: 0;
    }

    h3 {
      position: sticky;
      inset-block-start: 0;
      padding-block: 12px 6px;
      border-block-end: 0;
      background: var(--ht-surface);
    }

    .cell {
      display: grid;
      grid-template-columns: 76px minmax(0, 1fr) 48px;
      gap: 6px 8px;
      align-items: start;
    }

    .cell > * {
      grid-column: 2;
    }

    .slot {
      grid-column: 1;
      grid-row: 1;
      padding-block-start: 14px;
    }

    .add,
    .add[data-empty] {
      grid-column: 3;
      grid-row: 1;
      border-color: transparent;
    }

    .put {
      grid-column: auto;
    }
  }
`;
