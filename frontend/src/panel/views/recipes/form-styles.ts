import { css } from "lit";

export const formStyles = css`
  :host {
    display: block;
  }

  .field,
  .rows .content {
    min-inline-size: 0;
  }

  .field {
    margin-block-end: var(--ht-space-3);
  }

  input,
  textarea {
    display: block;
    min-block-size: 48px;
    background: var(--ht-surface);
    field-sizing: content;
  }

  #name {
    font-family: ui-serif, Georgia, serif;
    font-size: var(--ht-size-24);
  }

  #story,
  #description {
    font-family: ui-serif, Georgia, serif;
  }

  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 180px), 1fr));
    gap: 0 var(--ht-space-3);
  }

  h2 {
    margin: var(--ht-space-6) 0 var(--ht-space-2);
    font-family: ui-serif, Georgia, serif;
    font-size: var(--ht-size-24);
    font-weight: 600;
    line-height: 1.3;
  }

  .rows {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .row {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: var(--ht-space-1);
    align-items: start;
    padding-block: 4px;
    border-radius: 12px;
  }

  .row[data-dragged] {
    background: var(--ht-raised);
    box-shadow: 0 2px 8px rgb(0 0 0 / 25%);
  }

  .heading input {
    font-weight: 600;
    color: var(--ht-accent);
  }

  .grip {
    display: grid;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
    padding: 0;
    border: 0;
    border-radius: 12px;
    color: var(--ht-text-2);
    background: transparent;
    cursor: grab;
    touch-action: none;
  }

  small {
    display: block;
    padding-inline-start: 12px;
    font-size: var(--ht-size-14);
    line-height: 1.4;
    color: var(--ht-text-2);
    overflow-wrap: anywhere;
  }

  .unsure {
    color: var(--ht-heat-text);
  }

  .facts,
  .add,
  .guesses {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2);
    align-items: center;
    margin-block: var(--ht-space-2);
  }

  .guess {
    display: inline-flex;
    align-items: center;
    padding-inline-start: 12px;
    border: 1px dashed var(--ht-heat-3);
    border-radius: 24px;
    font-size: var(--ht-size-14);
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
`;
