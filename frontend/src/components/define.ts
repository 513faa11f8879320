/**
 * Defines a custom element unless there is one of that name. Home Assistant may load our module twice: for all pages,
 * and as the module of the panel.
 */
export function element(tag: string) {
  return (component: CustomElementConstructor): void => {
    if (customElements.get(tag) === undefined) customElements.define(tag, component);
  };
}
