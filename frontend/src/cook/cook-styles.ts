/** The frame of cook mode: a bar with Stop, the calls, the dishes, and the line of time. */
import { css } from "lit";

export const cookStyles = css`
  /* A kitchen at night: large areas are not bright. White in a picture becomes #999. */
  :host([dark]) {
    --ht-accent: #c94e00;
    --ht-on-accent: #fff;
    --ht-picture-light: 0.6;
  }

  dialog {
    position: fixed;
    inset: 0;
    display: flex;
    flex-direction: column;
    inline-size: 100vw;
    max-inline-size: none;
    block-size: 100dvh;
    max-block-size: none;
    margin: 0;
    padding: var(--safe-area-inset-top, 0px) var(--safe-area-inset-right, 0px)
      var(--safe-area-inset-bottom, 0px) var(--safe-area-inset-left, 0px);
    border: 0;
    color: var(--ht-text);
    background: var(--ht-surface);
    overflow: hidden;
  }

  dialog:not([open]) {
    display: none;
  }

  .bar {
    display: flex;
    align-items: center;
    gap: var(--ht-space-2);
    padding: 8px;
    border-block-end: 1px solid var(--ht-line);
  }

  h1 {
    flex: 1 1 0;
    display: -webkit-box;
    margin: 0;
    min-inline-size: 0;
    font-size: var(--ht-size-20);
    font-weight: 500;
    line-height: 1.2;
    overflow: hidden;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .state {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 48px;
    block-size: 48px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    color: var(--ht-text-2);
    background: none;
    cursor: pointer;
  }

  .state.blocked {
    color: var(--ht-fault-text);
  }

  /* Beside Stop there is no room for words on a phone: they have a line of their own. */
  @media (max-width: 559px) {
    .bar.stops {
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: 4px var(--ht-space-2);
    }

    .bar.stops ht-button:first-child {
      margin-inline-end: auto;
    }

    .bar.stops h1 {
      flex: 1 0 100%;
      order: 1;
      padding-inline: var(--ht-space-2);
    }
  }

  .stop {
    flex: none;
    max-inline-size: 46%;
    font-size: var(--ht-size-20);
    --ht-stop-size: 64px;
  }

  .strip {
    display: flex;
    align-items: center;
    gap: var(--ht-space-2);
    padding: 2px var(--ht-space-4);
    border-block-end: 1px solid var(--ht-line);
    line-height: 1.3;
    --ht-icon-size: 20px;
  }

  .strip.offline {
    padding-block: 8px;
    color: var(--ht-fault-text);
    font-weight: 500;
  }

  .strip span {
    flex: 1;
  }

  .area {
    position: relative;
    display: flex;
    flex-direction: column;
    flex: 1 1 0;
    min-block-size: 0;
  }

  .columns {
    display: grid;
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
    flex: 1 1 0;
    min-block-size: 0;
  }

  .columns > * + * {
    border-inline-start: 1px solid var(--ht-line);
  }

  .columns.many > [focused] {
    box-shadow: inset 0 3px 0 var(--ht-accent);
  }

  ht-cook-timeline {
    flex: none;
    max-block-size: 26dvh;
    padding-block: 6px;
    border-block-start: 1px solid var(--ht-line);
    overflow: auto;
  }

  .timers h3 {
    margin: var(--ht-space-3) 0 0;
    font-size: var(--ht-size-16);
    font-weight: 500;
  }

  .wait {
    display: grid;
    place-items: center;
    flex: 1;
    padding: var(--ht-space-4);
  }
`;
