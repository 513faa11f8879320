import { css } from "lit";

export const pageStyles = css`
  :host {
    display: block;
    max-inline-size: 1180px;
    margin-inline: auto;
  }

  .waiting {
    min-block-size: 60vh;
  }

  .head {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--ht-space-4) var(--ht-space-8);
    align-items: center;
  }

  @media (min-width: 900px) {
    .head:not(.plain) {
      grid-template-columns: minmax(0, 6fr) minmax(0, 5fr);
    }
  }

  h1 {
    margin: 0;
    font-family: ui-serif, Georgia, serif;
    font-size: clamp(var(--ht-size-28), 4.2vw, var(--ht-size-40));
    font-weight: 600;
    line-height: 1.15;
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
    text-wrap: balance;
  }

  .old {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2);
    align-items: center;
    margin: 0 0 var(--ht-space-2);
    padding: var(--ht-space-1) var(--ht-space-3);
    border: 1px dashed var(--ht-outline);
    border-radius: 12px;
    line-height: 1.35;
  }

  .byline {
    margin: var(--ht-space-2) 0 0;
    color: var(--ht-text-2);
    overflow-wrap: anywhere;
  }

  .byline a {
    color: var(--ht-accent);
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 4px var(--ht-space-4);
    align-items: center;
    margin-block: var(--ht-space-3);
  }

  .tag {
    padding: 2px 10px;
    border-radius: 12px;
    font-size: var(--ht-size-14);
    line-height: 1.5;
    color: var(--ht-text-2);
    background: color-mix(in srgb, var(--ht-text) 7%, transparent);
    overflow-wrap: anywhere;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2);
    margin-block-start: var(--ht-space-4);
  }

  .story {
    max-inline-size: 66ch;
    margin: var(--ht-space-6) 0 0;
    font-family: ui-serif, Georgia, serif;
    font-size: calc(18px * var(--ht-scale));
    line-height: 1.65;
  }

  .story p {
    margin: 0 0 var(--ht-space-3);
    white-space: pre-line;
    overflow-wrap: anywhere;
  }

  .story .lead {
    font-style: italic;
    color: var(--ht-text-2);
  }

  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--ht-space-6) var(--ht-space-8);
    margin-block-start: var(--ht-space-6);
  }

  @media (min-width: 900px) {
    .columns {
      grid-template-columns: minmax(280px, 360px) minmax(0, 1fr);
    }

    .ingredients {
      position: sticky;
      inset-block-start: 72px;
      align-self: start;
      max-block-size: calc(100vh - 88px);
      padding-inline-end: var(--ht-space-2);
      overflow-y: auto;
      scrollbar-width: thin;
    }
  }

  h2 {
    margin: 0 0 var(--ht-space-2);
    font-family: ui-serif, Georgia, serif;
    font-size: var(--ht-size-24);
    font-weight: 600;
    line-height: 1.3;
  }

  .scale {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2);
    align-items: center;
    min-block-size: 56px;
  }

  .units {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2);
    margin-block: var(--ht-space-4);
  }

  .tip {
    max-inline-size: 66ch;
    padding: var(--ht-space-3) var(--ht-space-4);
    border-radius: 12px;
    line-height: 1.5;
    background: color-mix(in srgb, var(--ht-heat-1) 22%, transparent);
    white-space: pre-line;
    overflow-wrap: anywhere;
  }

  .more {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--ht-space-6) var(--ht-space-8);
    margin-block-start: var(--ht-space-8);
    padding-block-start: var(--ht-space-6);
    border-block-start: 1px solid var(--ht-line);
  }

  @media (min-width: 900px) {
    .more {
      grid-template-columns: minmax(280px, 360px) minmax(0, 1fr);
    }
  }

  .bar {
    position: sticky;
    inset-block-end: var(--ht-nav-height, 0px);
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2);
    align-items: center;
    justify-content: space-between;
    margin: var(--ht-space-6) calc(-1 * var(--ht-space-2)) calc(-1 * var(--ht-space-2));
    padding: var(--ht-space-2);
    border-block-start: 1px solid var(--ht-line);
    background: var(--ht-surface);
  }

  :host([narrow]) ht-picture {
    margin: calc(-1 * var(--ht-space-2)) calc(-1 * var(--ht-space-2)) 0;
    border-radius: 0 0 24px 24px;
  }

  :host([narrow]) .actions ht-button[kind="primary"] {
    display: none;
  }
`;
