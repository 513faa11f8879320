/**
 * The design language as CSS custom properties. They are set on our outermost elements and inherited by the components.
 * Each uses Home Assistant's variable with a fallback, so that themes apply and an element also works alone.
 */
import { css } from "lit";

export const tokens = css`
  :host {
    --ht-heat-1: #ffbb89;
    --ht-heat-2: #ff9342;
    --ht-heat-3: #f36d00;
    --ht-heat-4: #c94e00;
    --ht-heat-edge: #9d3800;
    --ht-heat-text: #9d3800;
    --ht-fault: #b30532;
    --ht-fault-text: #b30532;
    --ht-good: #036730;
    --ht-stop: #b30532;
    --ht-on-stop: #fff;
    --ht-stop-quiet: #b30532;
    --ht-outline: rgb(0 0 0 / 50%);
    --ht-line: var(--divider-color, rgb(0 0 0 / 12%));
    --ht-glass: #f1efed;
    --ht-glass-edge: rgb(0 0 0 / 10%);
    --ht-raised: #fff;
    --ht-text: var(--primary-text-color, #141414);
    --ht-text-2: #5b5b5b;
    --ht-surface: var(--ha-card-background, var(--card-background-color, #fff));
    --ht-accent: #9d3800;
    --ht-on-accent: #fff;
    --ht-font: var(--ha-font-family-body, Roboto, Noto, sans-serif);
    --ht-scale: var(--ha-font-size-scale, 1);
    --ht-size-12: calc(12px * var(--ht-scale));
    --ht-size-14: calc(14px * var(--ht-scale));
    --ht-size-16: calc(16px * var(--ht-scale));
    --ht-size-20: calc(20px * var(--ht-scale));
    --ht-size-24: calc(24px * var(--ht-scale));
    --ht-size-28: calc(28px * var(--ht-scale));
    --ht-size-32: calc(32px * var(--ht-scale));
    --ht-size-40: calc(40px * var(--ht-scale));
    --ht-size-96: calc(96px * var(--ht-scale));
    --ht-space-1: var(--ha-space-1, 4px);
    --ht-space-2: var(--ha-space-2, 8px);
    --ht-space-3: var(--ha-space-3, 12px);
    --ht-space-4: var(--ha-space-4, 16px);
    --ht-space-6: var(--ha-space-6, 24px);
    --ht-space-8: var(--ha-space-8, 32px);
    --ht-radius: var(--ha-card-border-radius, 12px);
    --ht-radius-sheet: 24px;
    --ht-quick: var(--ha-animation-duration-fast, 150ms);
    --ht-normal: var(--ha-animation-duration-normal, 250ms);
    font-family: var(--ht-font);
    font-size: var(--ht-size-16);
    line-height: 1.6;
    color: var(--ht-text);
  }

  :host([dark]) {
    --ht-heat-1: #7e2900;
    --ht-heat-2: #c94e00;
    --ht-heat-3: #f36d00;
    --ht-heat-4: #ff9342;
    --ht-heat-edge: #ff9342;
    --ht-heat-text: #ff9342;
    --ht-fault: #f3676c;
    --ht-fault-text: #f3676c;
    --ht-stop-quiet: #f3676c;
    --ht-good: #00ac49;
    --ht-outline: rgb(255 255 255 / 50%);
    --ht-line: var(--divider-color, rgb(255 255 255 / 14%));
    --ht-glass: #131313;
    --ht-glass-edge: rgb(255 255 255 / 12%);
    --ht-raised: #2a2a2a;
    --ht-text: var(--primary-text-color, #e1e1e1);
    --ht-text-2: #ababab;
    --ht-surface: var(--ha-card-background, var(--card-background-color, #1c1c1c));
    --ht-accent: #ff9342;
    --ht-on-accent: #1c1c1c;
    --ht-picture-light: 0.8;
  }
`;

/** Rules that every component shares. */
export const base = css`
  :host {
    box-sizing: border-box;
  }

  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }

  [hidden] {
    display: none !important;
  }

  /* A long word of a heading breaks instead of making the page wider than a phone. */
  h1,
  h2,
  h3 {
    min-inline-size: 0;
    hyphens: auto;
    hyphenate-limit-chars: 10 4 4;
    overflow-wrap: anywhere;
  }

  :focus-visible {
    outline: 2px solid var(--ht-text, #141414);
    outline-offset: 2px;
  }

  img,
  video {
    filter: brightness(var(--ht-picture-light, 1));
  }

  .digits {
    font-variant-numeric: tabular-nums;
    line-height: 1.1;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      transition-duration: 0.01ms !important;
    }
  }
`;

/** The look of what somebody fills in, and of its label. Any rule of an element has precedence over it. */
export const controls = css`
  :where(label) {
    display: block;
    font-size: var(--ht-size-14);
    color: var(--ht-text-2);
  }

  :where(input:not([type="checkbox"]), select, textarea) {
    inline-size: 100%;
    min-block-size: 48px;
    padding: 8px 12px;
    border: 1px solid var(--ht-outline);
    border-radius: 12px;
    font: inherit;
    font-size: max(16px, var(--ht-size-16));
    color: var(--ht-text);
    color-scheme: light dark;
    background: transparent;
  }

  :where(textarea) {
    min-block-size: 96px;
    line-height: 1.45;
    resize: vertical;
  }
`;
