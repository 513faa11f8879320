import { css } from "lit";

export const planStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: var(--ht-space-3);
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--ht-space-2) var(--ht-space-4);
  }

  .moves,
  .kinds {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--ht-space-2);
  }

  h2 {
    margin: 0;
    font-size: var(--ht-size-20);
    font-weight: 500;
    line-height: 1.35;
  }

  .bar {
    position: sticky;
    inset-block-start: 56px;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--ht-space-2) var(--ht-space-3);
    margin: 0;
    padding: var(--ht-space-2) var(--ht-space-4);
    border: 1px solid var(--ht-line);
    border-radius: var(--ht-radius);
    background: var(--ht-raised);
  }

  .bar span {
    flex: 1 1 12em;
  }

  .hint {
    margin: 0;
    font-size: var(--ht-size-12);
    color: var(--ht-text-2);
  }

  .doubt {
    display: flex;
    flex-direction: column;
    gap: var(--ht-space-3);
  }

  .doubt p {
    margin: 0;
  }
`;
