/** What stands above the rows of a log, and in their place while there are none. */
import { phases } from "../../phase.js";
import { element } from "../element.js";
import { signOf } from "../signs.js";
import { phaseWords } from "./words.js";

export function emptyLog(): HTMLElement {
  return element(
    "div",
    { class: "empty" },
    element("h2", {}, "No log is open"),
    element(
      "p",
      {},
      "Open one with the button above, or drop it anywhere on this page: one message a line, as the provider sent it.",
    ),
    element(
      "p",
      { class: "hint" },
      "It stays on this computer. Of each message only its status, ids and times are kept; the rest is let go of as it is read.",
    ),
  );
}

export function logLegend(): HTMLElement {
  return element(
    "ul",
    { class: "legend" },
    ...phases.map((phase) =>
      element("li", {}, element("span", { class: `swatch ${phase}`, "aria-hidden": "true" }), phaseWords(phase)),
    ),
    ...(["gap", "illegal", "late", "unknown"] as const).map((kind) =>
      element("li", {}, element("span", { class: `key ${kind}`, "aria-hidden": "true" }, signOf(kind)), kind),
    ),
  );
}
