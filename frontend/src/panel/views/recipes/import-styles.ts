import { css } from "lit";

export const importStyles = css`
  :host {
    display: block;
    max-inline-size: 980px;
    margin-inline: auto;
  }

  h1 {
    margin: 0 0 var(--ht-space-4);
    font-family: ui-serif, Georgia, serif;
    font-size: var(--ht-size-28);
    font-weight: 600;
    line-height: 1.2;
  }

  nav {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2);
    margin-block-end: var(--ht-space-4);
  }

  nav a {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    min-block-size: 48px;
    padding-inline: var(--ht-space-4);
    border: 1px solid var(--ht-line);
    border-radius: 24px;
    color: var(--ht-text);
    text-decoration: none;
  }

  nav a[aria-current] {
    border: 2px solid var(--ht-accent);
    font-weight: 500;
  }

  input:not([type="checkbox"]),
  textarea {
    display: block;
    min-block-size: 52px;
    padding: 12px 16px;
    background: var(--ht-surface);
  }

  .hint {
    margin: var(--ht-space-2) 0 var(--ht-space-4);
    font-size: var(--ht-size-14);
    line-height: 1.45;
    color: var(--ht-text-2);
  }

  .drop {
    display: grid;
    gap: var(--ht-space-3);
    justify-items: center;
    padding: var(--ht-space-8) var(--ht-space-4);
    border: 2px dashed var(--ht-outline);
    border-radius: 24px;
    text-align: center;
    --ht-icon-size: 48px;
  }

  .drop ht-button {
    --ht-icon-size: 24px;
  }

  .busy {
    margin-block: var(--ht-space-4);
  }

  progress {
    inline-size: 100%;
    accent-color: var(--ht-accent);
  }

  .beside {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 360px), 1fr));
    gap: var(--ht-space-4);
  }

  .beside img {
    inline-size: 100%;
    border-radius: 16px;
  }

  .pictures {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(140px, 1fr));
    gap: var(--ht-space-2);
    margin-block: var(--ht-space-3);
  }

  .pictures button {
    padding: 0;
    border: 3px solid transparent;
    border-radius: 16px;
    background: none;
    cursor: pointer;
  }

  .pictures button[aria-pressed="true"] {
    border-color: var(--ht-accent);
  }

  .pictures img {
    display: block;
    inline-size: 100%;
    aspect-ratio: 4 / 3;
    border-radius: 12px;
    object-fit: cover;
  }

  .similar {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2) var(--ht-space-4);
    align-items: center;
  }

  .similar a {
    display: inline-flex;
    align-items: center;
    min-block-size: 48px;
    color: var(--ht-accent);
  }

  .many {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .many label {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-3);
    align-items: center;
    min-block-size: 48px;
    border-block-end: 1px solid var(--ht-line);
    font-size: var(--ht-size-16);
    color: var(--ht-text);
    overflow-wrap: anywhere;
  }

  .many input {
    inline-size: 24px;
    block-size: 24px;
    accent-color: var(--ht-accent);
  }

  .many small {
    color: var(--ht-heat-text);
  }

  details {
    margin-block: var(--ht-space-3);
  }

  summary {
    min-block-size: 48px;
    padding-block: 12px;
    cursor: pointer;
  }

  .bar {
    position: sticky;
    inset-block-end: var(--ht-nav-height, 0px);
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2);
    justify-content: space-between;
    margin-block-start: var(--ht-space-6);
    padding-block: var(--ht-space-3);
    background: var(--primary-background-color, #fafafa);
  }
`;
