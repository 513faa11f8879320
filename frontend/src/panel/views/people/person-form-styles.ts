import { css } from "lit";

export const formStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: var(--ht-space-4);
    inline-size: 100%;
    max-inline-size: 760px;
    margin-inline: auto;
  }

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

  h2,
  h3,
  h4,
  p {
    margin: 0;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }

  h2 {
    font-size: var(--ht-size-24);
    font-weight: 500;
  }

  h3 {
    font-size: var(--ht-size-16);
    font-weight: 600;
  }

  h4,
  p,
  small {
    font-size: var(--ht-size-14);
    font-weight: 500;
    color: var(--ht-text-2);
  }

  p,
  small {
    font-weight: 400;
  }

  small {
    display: block;
    margin-block-start: 4px;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--ht-space-2);
  }

  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 200px), 1fr));
    align-items: start;
    gap: var(--ht-space-3);
  }

  .target {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 1fr) minmax(0, 1fr);
    align-items: end;
    gap: var(--ht-space-2);
  }

  .target > span {
    align-self: center;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  @media (max-width: 480px) {
    .target {
      grid-template-columns: 1fr 1fr;
    }

    .target > span {
      grid-column: 1 / -1;
    }
  }

  .select {
    min-inline-size: 0;
  }
`;
