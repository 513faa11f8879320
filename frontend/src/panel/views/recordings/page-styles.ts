import { css } from "lit";

export const pageStyles = css`
  :host {
    display: block;
    max-inline-size: 1180px;
    margin-inline: auto;
  }

  .bar {
    position: sticky;
    inset-block-start: 56px;
    z-index: 3;
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2);
    align-items: center;
    padding-block: var(--ht-space-2);
    background: var(--primary-background-color, #fafafa);
  }

  .bar .space {
    flex: 1;
  }

  .title {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2) var(--ht-space-4);
    align-items: end;
    margin-block: var(--ht-space-2) var(--ht-space-4);
  }

  .title ht-field {
    flex: 2 1 14em;
    min-inline-size: 0;
  }

  .title ht-field + ht-field {
    flex: 1 1 10em;
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2) var(--ht-space-4);
    margin-block-end: var(--ht-space-3);
  }

  .card {
    padding: var(--ht-space-4);
    border: 1px solid var(--ht-line);
    border-radius: var(--ht-radius);
    background: var(--ht-surface);
  }

  .trace {
    padding: 36px 0 var(--ht-space-3);
  }

  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--ht-space-4);
  }

  @media (min-width: 1100px) {
    .columns {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
      align-items: start;
    }

    .columns > :first-child {
      position: sticky;
      inset-block-start: 128px;
    }
  }

  h2 {
    margin: var(--ht-space-6) 0 var(--ht-space-2);
    font-size: var(--ht-size-20);
    font-weight: 600;
    line-height: 1.3;
  }

  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    border: 1px solid var(--ht-line);
    border-radius: var(--ht-radius);
    background: var(--ht-surface);
  }

  li + li {
    margin-block-start: var(--ht-space-2);
  }

  li[data-chosen] {
    border-color: var(--ht-accent);
    box-shadow: 0 0 0 1px var(--ht-accent);
  }

  li[data-out] {
    border-style: dashed;
    background: transparent;
  }

  .step {
    display: grid;
    grid-template-columns: 32px minmax(0, 1fr) auto;
    gap: var(--ht-space-3);
    align-items: center;
    inline-size: 100%;
    min-block-size: 56px;
    padding: var(--ht-space-2) var(--ht-space-3);
    border: 0;
    border-radius: inherit;
    font: inherit;
    line-height: 1.4;
    text-align: start;
    color: inherit;
    background: transparent;
    cursor: pointer;
  }

  .number {
    display: grid;
    place-items: center;
    inline-size: 32px;
    block-size: 32px;
    border-radius: 50%;
    font-weight: 600;
    color: var(--ht-text-2);
    background: color-mix(in srgb, var(--ht-text) 7%, transparent);
    --ht-icon-size: 18px;
  }

  li[data-chosen] .number {
    color: var(--ht-on-accent);
    background: var(--ht-accent);
  }

  .words {
    min-inline-size: 0;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  .words small {
    display: block;
    font-size: var(--ht-size-14);
    line-height: 1.4;
    color: var(--ht-text-2);
  }

  .step > ht-icon {
    color: var(--ht-text-2);
    transition: transform var(--ht-quick);
  }

  .step[aria-expanded="true"] > ht-icon {
    transform: rotate(90deg);
  }

  .said {
    display: block;
    font-family: ui-serif, Georgia, serif;
    font-style: italic;
  }

  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-1) var(--ht-space-3);
  }

  ht-step-panel {
    padding: var(--ht-space-2) var(--ht-space-3) var(--ht-space-4);
  }

  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2);
    margin-block-end: var(--ht-space-3);
  }

  .conflict {
    margin-block-end: var(--ht-space-3);
    padding: var(--ht-space-3);
    border: 2px solid var(--ht-heat-3);
    border-radius: var(--ht-radius);
  }

  .signed {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2) var(--ht-space-4);
    align-items: center;
    justify-content: space-between;
    margin-block-end: var(--ht-space-3);
  }
`;
