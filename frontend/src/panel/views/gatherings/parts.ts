/** Styles that the elements of this view share. */
import { type CSSResultGroup, css } from "lit";
import { controls } from "../../../styles/tokens";

const own = css`
  section {
    display: flex;
    flex-direction: column;
    gap: var(--ht-space-3);
    min-inline-size: 0;
    padding: var(--ht-space-4);
    border: 1px solid var(--ht-line);
    border-radius: var(--ht-radius);
    background: var(--ht-surface);
  }

  h2 {
    margin: 0;
    font-size: var(--ht-size-20);
    font-weight: 500;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  h3 {
    margin: 0;
    font-size: var(--ht-size-16);
    font-weight: 500;
    line-height: 1.35;
  }

  p {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .soft {
    font-size: var(--ht-size-14);
    line-height: 1.45;
    color: var(--ht-text-2);
  }

  .story {
    font-family: ui-serif, Georgia, serif;
    white-space: pre-line;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--ht-space-2);
  }

  .actions ht-field {
    flex: 1 1 12em;
  }

  label.field {
    flex: 1 1 12em;
  }

  section > label.field {
    flex: none;
  }

  label.tick {
    display: flex;
    align-items: center;
    gap: var(--ht-space-2);
    min-block-size: 48px;
    font-size: inherit;
    color: inherit;
  }

  label.tick input {
    inline-size: 22px;
    block-size: 22px;
    accent-color: var(--ht-accent);
  }

  ul {
    margin: 0;
    padding-inline-start: 1.2em;
  }

  .place {
    font-size: var(--ht-size-20);
    font-weight: 500;
    color: var(--ht-heat-text);
  }
`;

export const parts: CSSResultGroup = [controls, own];
