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
 * Puts new children in place of an element's old ones. What had the focus has it again when the new ones hold its like, told by
 * `data-key`.
 */
export function replaceChildren(parent: HTMLElement, ...children: readonly (Node | string)[]): void {
  const focused = document.activeElement;
  const key = focused !== null && parent.contains(focused) ? focused.getAttribute("data-key") : null;
  parent.replaceChildren(...children);
  if (key === null) return;
  for (const like of parent.querySelectorAll<HTMLElement>("[data-key]")) {
    if (like.getAttribute("data-key") === key) like.focus({ preventScroll: true });
  }
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
