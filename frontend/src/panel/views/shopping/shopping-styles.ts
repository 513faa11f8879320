import { css } from "lit";

export const shoppingStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: var(--ht-space-3);
    max-inline-size: 760px;
    margin-inline: auto;
  }

  .top,
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2);
  }

  .note {
    margin: 4px 0 0;
    font-size: var(--ht-size-14);
    color: var(--ht-text-2);
  }

  .add {
    display: flex;
    align-items: flex-end;
    gap: var(--ht-space-2);
  }

  .add ht-field {
    flex: 1;
  }

  h3 {
    margin: 0 0 4px;
    font-size: var(--ht-size-14);
    font-weight: 500;
    color: var(--ht-text-2);
  }

  ul {
    margin: 0;
    padding: 0;
    border: 1px solid var(--ht-line);
    border-radius: var(--ht-radius);
    overflow: clip;
    background: var(--ht-surface);
    list-style: none;
  }

  li:not(:first-child) {
    border-block-start: 1px solid var(--ht-line);
  }

  li button {
    display: flex;
    align-items: center;
    gap: var(--ht-space-3);
    inline-size: 100%;
    min-block-size: 56px;
    padding: 8px 16px;
    border: 0;
    font: inherit;
    line-height: 1.35;
    text-align: start;
    color: var(--ht-text);
    background: transparent;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }

  li button:focus-visible {
    outline-offset: -3px;
  }

  .box {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    border: 2px solid var(--ht-outline);
    border-radius: 50%;
    color: var(--ht-on-accent);
    --ht-icon-size: 20px;
  }

  [aria-checked="true"] .box {
    border-color: transparent;
    background: var(--ht-accent);
  }

  [aria-checked="true"] .name {
    color: var(--ht-text-2);
    text-decoration: line-through;
  }

  .words {
    flex: 1 1 auto;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .name {
    display: block;
  }

  .about {
    font-size: var(--ht-size-14);
    color: var(--ht-text-2);
  }

  .amount {
    flex: none;
    max-inline-size: 45%;
    font-weight: 500;
    text-align: end;
  }

  /* It shows only its sheet. */
  ht-barcode {
    position: absolute;
  }

  .ways {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: var(--ht-space-2);
    padding-block-start: var(--ht-space-3);
    border-block-start: 1px solid var(--ht-line);
  }

  .ways h3,
  .ways .note {
    margin: 0;
  }

  .ways a {
    display: inline-flex;
    align-items: center;
    gap: var(--ht-space-2);
    min-block-size: 48px;
    color: var(--ht-text);
  }

  .undo {
    position: sticky;
    inset-block-end: 72px;
    display: flex;
    justify-content: center;
  }

  .undo ht-button {
    border-radius: 24px;
    background: var(--ht-raised);
    box-shadow: 0 2px 12px rgb(0 0 0 / 30%);
  }
`;
