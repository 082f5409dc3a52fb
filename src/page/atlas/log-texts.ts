/** What stands above the rows of a log, and in their place while there are none. */
import type { Log } from "../../atlas/log-reader.js";
import { phases } from "../../phase.js";
import { element } from "../element.js";
import { signOf } from "../signs.js";
import { findings } from "./strip.js";
import { count, phaseWords } from "./words.js";

export function emptyLog(): HTMLElement {
  return emptyPart(
    "No log is open",
    "Open one with the button above, or drop it anywhere on this page: one message a line, as the provider sent it.",
    "It stays on this computer. Of each message only its status, ids and times are kept; the rest is let go of as it is read.",
  );
}

/** For a log that has no report of the lifecycle that is shown, or of any. */
export function untoldLog({ byLifecycle, unread }: Log, lifecycle: string): HTMLElement {
  const told = [...byLifecycle.keys()];
  return told.length === 0
    ? emptyPart(
        "No line of it is a report",
        "A log has one message a line, as the provider sent it.",
        unreadWords(unread) || "It has no lines.",
      )
    : emptyPart(`The log tells nothing of ${lifecycle}.`, `It tells of ${told.join(" and ")}.`, unreadWords(unread));
}

export function noHits(): HTMLElement {
  return emptyPart("No subject is like that", "Another verdict may be asked for, or a shorter part of a subject.");
}

export function unreadWords(unread: Log["unread"]): string {
  return Object.entries(unread)
    .filter(([, number]) => number > 0)
    .map(([kind, number]) => `${count(number, "line")} ${kind}`)
    .join(", ");
}

function emptyPart(title: string, sentence: string, hint = ""): HTMLElement {
  return element(
    "div",
    { class: "empty", role: "status" },
    element("h2", {}, title),
    element("p", {}, sentence),
    ...(hint === "" ? [] : [element("p", { class: "hint" }, hint)]),
  );
}

export function logLegend(): HTMLElement {
  return element(
    "ul",
    { class: "legend" },
    ...phases.map((phase) =>
      element("li", {}, element("span", { class: `swatch ${phase}`, "aria-hidden": "true" }), phaseWords(phase)),
    ),
    ...findings.map((kind) =>
      element("li", {}, element("span", { class: `key ${kind}`, "aria-hidden": "true" }, signOf(kind)), kind),
    ),
  );
}
