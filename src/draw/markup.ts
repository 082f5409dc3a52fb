/** SVG as text. */
import type { FontRole } from "./sizes.js";

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; attributes that are undefined are left out, and content is markup already. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([attribute, value]) => ` ${attribute}="${escapeMarkup(String(value))}"`)
    .join("");
  return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join("")}</${name}>`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escapeMarkup = (text: string): string =>
  text
    // What XML cannot hold at all.
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);

/** A number with at most one decimal. */
export const short = (value: number): number => Math.round(value * 10) / 10;

/** A line of text in the font of its role; `x` is its start, or its middle. */
export function textAt(text: string, role: FontRole, x: number, y: number, anchor?: "middle"): string {
  return element("text", { class: role, x: short(x), y: short(y), "text-anchor": anchor }, escapeMarkup(text));
}
