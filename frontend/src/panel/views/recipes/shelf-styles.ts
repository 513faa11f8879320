import { css } from "lit";

/** Styles of `<ht-shelf>`. */
export const shelfStyles = css`
  :host {
    display: block;
  }

  :host([hidden]) {
    display: none;
  }

  .search {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2);
    align-items: center;
  }

  .search ht-button {
    flex: none;
  }

  .box {
    position: relative;
    flex: 1 1 8em;
    min-inline-size: 0;
  }

  .box ht-icon {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 16px;
    margin-block: auto;
    color: var(--ht-text-2);
    pointer-events: none;
  }

  input {
    inline-size: 100%;
    min-block-size: 52px;
    padding: 8px 16px 8px 52px;
    border: 1px solid var(--ht-line);
    border-radius: 26px;
    font: inherit;
    font-size: max(16px, var(--ht-size-16));
    color: var(--ht-text);
    background: var(--ht-surface);
  }

  input:dir(rtl) {
    padding: 8px 52px 8px 16px;
  }

  .chips {
    display: flex;
    gap: var(--ht-space-2);
    padding: var(--ht-space-3) 2px;
  }

  :host(:not([narrow])) .chips {
    flex-wrap: wrap;
  }

  /* On a phone they are one row, which a finger moves. */
  :host([narrow]) .chips {
    overflow-x: auto;
    scrollbar-width: none;
  }

  :host([narrow]) .chips > * {
    flex: none;
  }

  .count {
    margin: 0 0 var(--ht-space-3);
    font-size: var(--ht-size-14);
    line-height: 1.35;
    color: var(--ht-text-2);
  }

  .grid {
    position: relative;
  }

  .rows {
    position: absolute;
    inset-inline: 0;
    display: grid;
    gap: 16px;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    min-inline-size: 0;
  }

  /* A narrow field has room for its words only without the icon. */
  :host([narrow]) .box ht-icon {
    display: none;
  }

  :host([narrow]) input {
    padding-inline: 16px;
  }
`;
