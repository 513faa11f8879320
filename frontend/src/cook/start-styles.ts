/** The layout of the start: dishes at the left, the hob at the right, the tap on Cook below. */
import { css } from "lit";

export const startStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    flex: 1 1 0;
    min-block-size: 0;
    container-type: inline-size;
  }

  .page {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--ht-space-4);
    flex: 1 1 0;
    min-block-size: 0;
    padding: var(--ht-space-4);
    overflow: auto;
    overscroll-behavior: contain;
  }

  .dishes,
  .place {
    display: flex;
    flex-direction: column;
    align-items: stretch;
    gap: var(--ht-space-3);
    min-inline-size: 0;
  }

  .dish {
    display: flex;
    flex-direction: column;
    gap: var(--ht-space-2);
    padding: var(--ht-space-3) var(--ht-space-4);
    border: 1px solid var(--ht-line);
    border-radius: 16px;
  }

  .dish.active {
    border: 2px solid var(--ht-accent);
    padding: 11px 15px;
  }

  header {
    display: flex;
    align-items: center;
    gap: var(--ht-space-2);
  }

  h2 {
    flex: 1;
    margin: 0;
    font-size: var(--ht-size-24);
    font-weight: 500;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }

  p {
    margin: 0;
    line-height: 1.35;
  }

  .when {
    font-size: var(--ht-size-20);
    color: var(--ht-heat-text);
  }

  .line,
  .levels,
  .stepper {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--ht-space-2);
  }

  output {
    min-inline-size: 2.5ch;
    font-size: var(--ht-size-24);
    font-weight: 500;
    text-align: center;
  }

  .where {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--ht-text-2);
    line-height: 1.25;
  }

  .push {
    margin-inline-start: auto;
  }

  .ask {
    font-size: var(--ht-size-20);
    font-weight: 500;
  }

  .ready {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--ht-space-2) var(--ht-space-4);
    line-height: 1.35;
  }

  label {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--ht-space-2);
  }

  input {
    min-block-size: 48px;
    padding: 4px 12px;
    border: 1px solid var(--ht-outline);
    border-radius: 12px;
    font: inherit;
    color: var(--ht-text);
    color-scheme: light dark;
    background: transparent;
  }

  .hint {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .foot {
    display: flex;
    flex-direction: column;
    gap: var(--ht-space-2);
    padding: var(--ht-space-3) var(--ht-space-4);
    border-block-start: 1px solid var(--ht-line);
  }

  @container (min-width: 860px) {
    .page {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: var(--ht-space-8);
    }

    .foot {
      flex-flow: row wrap;
      align-items: center;
      justify-content: flex-end;
    }

    ht-hold-button {
      min-inline-size: 420px;
    }
  }
`;
