/** The layout of Today: what there is to do at the left, the stove and the timers at the right, one column on a phone. */
import { css } from "lit";

export const todayStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
    gap: var(--ht-space-4);
  }

  .column {
    display: flex;
    flex-direction: column;
    gap: var(--ht-space-4);
    min-inline-size: 0;
  }

  hearthtech-stove-card-content,
  hearthtech-timers-card-content {
    block-size: auto;
  }

  .part {
    padding: var(--ht-space-3) var(--ht-space-4) var(--ht-space-4);
    border: 1px solid var(--ht-line);
    border-radius: var(--ht-radius);
    background: var(--ht-surface);
  }

  .part.calls {
    border: 2px solid var(--ht-heat-edge);
  }

  h2 {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 0 0 var(--ht-space-2);
    font-size: var(--ht-size-16);
    font-weight: 500;
    line-height: 1.35;
    color: var(--ht-text-2);
    --ht-icon-size: 20px;
  }

  h3 {
    margin: 0;
    font-size: var(--ht-size-24);
    font-weight: 500;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }

  p {
    margin: 0;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }

  .quiet {
    color: var(--ht-text-2);
  }

  .when {
    font-size: var(--ht-size-16);
    color: var(--ht-heat-text);
  }

  .thing {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--ht-space-2) var(--ht-space-4);
    min-block-size: 56px;
    padding-block: var(--ht-space-2);
  }

  .thing + .thing {
    border-block-start: 1px solid var(--ht-line);
  }

  .thing > div:first-child {
    flex: 1 1 12em;
    min-inline-size: 0;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2);
  }

  ul {
    margin: 4px 0 0;
    padding-inline-start: 1.2em;
    line-height: 1.45;
  }

  .foods {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding: 0;
    list-style: none;
  }

  .foods li {
    padding: 6px 14px;
    border: 1px solid var(--ht-line);
    border-radius: 18px;
    line-height: 1.3;
  }

  .foods .today {
    border-color: var(--ht-fault);
    color: var(--ht-fault-text);
  }

  .check {
    display: flex;
    align-items: center;
    gap: 12px;
    inline-size: 100%;
    min-block-size: 56px;
    padding: 6px 0;
    border: 0;
    font: inherit;
    line-height: 1.3;
    text-align: start;
    color: var(--ht-text);
    background: none;
    cursor: pointer;
  }

  .box {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 26px;
    block-size: 26px;
    border: 2px solid var(--ht-outline);
    border-radius: 8px;
    --ht-icon-size: 20px;
  }

  .check[aria-checked="true"] .box {
    border-color: transparent;
    color: var(--ht-on-accent);
    background: var(--ht-accent);
  }

  .check[aria-checked="true"] .title {
    color: var(--ht-text-2);
    text-decoration: line-through;
  }

  .check span span {
    display: block;
  }

  .late {
    color: var(--ht-fault-text);
  }

  .offer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--ht-space-2);
  }

  @media (min-width: 1000px) {
    :host(:not([narrow])) {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }

    :host(:not([narrow])) .offer {
      grid-column: 1 / -1;
    }
  }
`;
