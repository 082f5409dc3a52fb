/** The pieces that panels are made of. */
import type { Evidence } from "../../evidence.js";
import { element } from "../element.js";

export function part(title: string, children: readonly (Node | string)[], kind = ""): HTMLElement {
  return element("section", { class: `group ${kind}` }, element("h2", {}, title), ...children);
}

export function facts(rows: readonly (readonly [string, Node | string])[]): HTMLElement {
  return element("dl", {}, ...rows.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}

export function evidenceLine({ level, source, note }: Evidence): HTMLElement {
  return element(
    "p",
    { class: `evidence ${level}` },
    element("b", {}, level),
    ` ${source}`,
    ...(note === undefined ? [] : [element("span", {}, `; ${note}`)]),
  );
}
