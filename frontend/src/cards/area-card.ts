/** Base class of the cards whose words are those of an area. */
import { css } from "lit";
import { RootElement } from "../components/root";
import type { Area } from "../localize/areas";
import { hasArea, languageOf, loadArea } from "../localize/localize";

export abstract class AreaCard extends RootElement {
  protected abstract readonly area: Area;

  /** Nothing is rendered before the words of the area are there too. */
  protected override shouldUpdate(): boolean {
    if (!super.shouldUpdate()) return false;
    const language = languageOf(this.hass.language);
    if (hasArea(this.area, language)) return true;
    loadArea(this.area, language).then(
      () => this.requestUpdate(),
      () => undefined,
    );
    return false;
  }
}

export const cardStyles = css`
  :host {
    display: block;
    block-size: 100%;
  }

  section {
    display: flex;
    flex-direction: column;
    gap: var(--ht-space-2);
    block-size: 100%;
    padding: var(--ht-space-4);
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--ht-line));
    border-radius: var(--ht-radius);
    background: var(--ht-surface);
  }

  h2 {
    margin: 0;
    font-size: var(--ht-size-16);
    font-weight: 500;
    line-height: 1.35;
  }
`;
