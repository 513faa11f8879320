/** The layout of the stove card: header, worktop with its tiles, readings and the sheet of a burner. */
import { css } from "lit";

export const stoveStyles = css`
  :host {
    display: block;
    block-size: 100%;
    container: stove / inline-size;
  }

  .card {
    display: flex;
    flex-direction: column;
    gap: var(--ht-space-3);
    block-size: 100%;
    padding: var(--ht-space-4);
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--ht-line));
    border-radius: var(--ht-radius);
    background: var(--ht-surface);
    overflow: hidden;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--ht-space-2) var(--ht-space-3);
    min-block-size: 48px;
  }

  .title {
    flex: 1 1 8em;
    min-inline-size: 0;
  }

  h2 {
    margin: 0;
    font-size: var(--ht-size-16);
    font-weight: 500;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--ht-space-3);
  }

  .worktop {
    display: grid;
    align-items: center;
    justify-items: stretch;
    gap: var(--ht-space-3) var(--ht-space-2);
    padding: var(--ht-space-3) var(--ht-space-2);
    border: 1px solid var(--ht-glass-edge);
    border-radius: 16px;
    background: var(--ht-glass);
  }

  .place {
    min-inline-size: 0;
  }

  .place.joined {
    padding-block: var(--ht-space-2);
    border: 2px dashed var(--ht-outline);
    border-radius: 48px;
  }

  .reading {
    display: grid;
    grid-template-columns: minmax(5em, 12em) 1fr;
    align-items: center;
    gap: var(--ht-space-3);
    min-block-size: 64px;
  }

  .reading .name {
    font-size: var(--ht-size-14);
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  .reading .value {
    font-size: var(--ht-size-20);
    font-weight: 500;
  }

  .reading .goal {
    font-size: var(--ht-size-14);
    color: var(--ht-text-2);
  }

  .measures {
    display: flex;
    flex-direction: column;
    gap: var(--ht-space-3);
  }

  .measure {
    display: grid;
    grid-template-columns: auto 1fr;
    align-items: center;
    gap: var(--ht-space-4);
  }

  .measure .big {
    font-size: var(--ht-size-40);
    font-weight: 500;
    white-space: nowrap;
  }

  /* Too narrow for the font: the places become rows. Widths are in the font of the card. */
  @container stove (max-width: 17em) {
    .worktop.columns-2,
    .worktop.columns-1 {
      display: flex;
      flex-direction: column;
      align-items: stretch;
      --ht-tile-direction: row;
    }

    .reading,
    .measure {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  @container stove (max-width: 22em) {
    .worktop:not(.columns-1, .columns-2) {
      display: flex;
      flex-direction: column;
      align-items: stretch;
      --ht-tile-direction: row;
    }
  }
`;
