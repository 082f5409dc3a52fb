/** Elements made of a tag, attributes and children. Text is always text: nothing that is read becomes markup. */

type Attribute = string | number | boolean | undefined | ((event: Event) => unknown);

/** Attributes that are false or undefined are left out, and true ones stand without a value; functions listen. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.replace(/^on/, ""), value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children);
  return made;
}

/**
 * Puts new children in place of an element's old ones. What had the focus leaves it to its like, told by `data-key`; where that
 * is gone, hidden or disabled, to the fold that hides it, to another of its kind, or to the heading, so that it is never lost.
 */
export function replaceChildren(parent: HTMLElement, ...children: readonly (Node | string)[]): void {
  const focused = document.activeElement;
  const hadFocus = focused instanceof HTMLElement && focused !== parent && parent.contains(focused);
  parent.replaceChildren(...children);
  if (!hadFocus || heirsOf(parent, focused).some(takesFocus)) return;
  const heading = parent.querySelector<HTMLElement>("h2, h3") ?? parent;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

function heirsOf(parent: HTMLElement, focused: HTMLElement): readonly HTMLElement[] {
  if (parent.contains(focused)) return [focused];
  const key = focused.getAttribute("data-key");
  if (key === null) return [];
  const keyed = [...parent.querySelectorAll<HTMLElement>("[data-key]")];
  const alike = keyed.filter((other) => other.getAttribute("data-key") === key);
  const folds = alike.flatMap((other) => other.closest("details")?.querySelector("summary") ?? []);
  const [kind] = key.split("-");
  return [...alike, ...folds, ...keyed.filter((other) => other.getAttribute("data-key")?.startsWith(`${kind}-`))];
}

function takesFocus(heir: HTMLElement): boolean {
  heir.focus({ preventScroll: true });
  return document.activeElement === heir;
}

/** The element of the page with an id. Throws when the page has none: it is part of the page's own text. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
}

/** The JSON that the page carries under an id; undefined where it carries none. */
export function embedded(id: string): unknown {
  const text = document.getElementById(id)?.textContent ?? "";
  return text === "" ? undefined : JSON.parse(text);
}
