/** What is known where the reader stands: the verdict with its reasons, where the subject may be, and what that means. */
import { byStatus } from "../../atlas/shares.js";
import { countsIn } from "../../inspect/counts.js";
import type { Verdict } from "../../verdict/verdict.js";
import type { Count, View } from "../../view.js";
import { byId, element, replaceChildren } from "../element.js";
import { signOf } from "../signs.js";
import { judgedHistory, recordAt } from "./judged-steps.js";
import { evidenceLine, facts, part } from "./parts.js";
import { pickedPart } from "./picked-part.js";
import type { State, Store } from "./store.js";
import { count, phaseWords, timeWords, wordsOf } from "./words.js";

export function showKnown(store: Store): void {
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && store.get().picked !== undefined) store.set({ picked: undefined });
  });
  store.draw(["lifecycle", "policy", "reports", "at", "picked"], (state) => {
    const verdict = judgedHistory(state).steps[state.at - 1]?.verdict;
    replaceChildren(
      byId("right"),
      ...pickedPart(state, () => store.set({ picked: undefined })),
      ...(verdict === undefined ? [beginning(state)] : [verdictPart(verdict)]),
      meaningPart(state),
      estimatesPart(state),
    );
  });
}

function beginning({ lifecycle }: State): HTMLElement {
  return part("Before the first report", [
    element("p", {}, lifecycle.title),
    element(
      "p",
      { class: "hint" },
      "Let one of the events happen, add any report, or open a log of the provider’s messages.",
    ),
  ]);
}

function verdictPart(verdict: Verdict): HTMLElement {
  const { kind, reason, path = [], from, missing = [], skipped = [], fills = [], guards = [], breaches = [] } = verdict;
  const way = [...(from === undefined ? [] : [from]), ...path];
  const rows: (readonly [string, Node | string])[] = [
    ...(way.length > 1 ? [["way", chain(way, missing)] as const] : []),
    ...(missing.length > 0 ? [["missing", missing.join(", ")] as const] : []),
    ...(skipped.length > 0 ? [["passed unseen", skipped.join(", ")] as const] : []),
    ...(fills.length > 0 ? [["fills", fills.join(", ")] as const] : []),
    ...guards.map(({ guard, needs, numbers }) => [guard, `needs ${needs}; ${numbers}`] as const),
    ...breaches.map((breach) => ["breaks", breach] as const),
    ...(kind === "illegal" ? [["would fit", fitting(verdict)] as const] : []),
  ];
  return part(
    "Verdict",
    [
      element(
        "p",
        { class: `verdict ${kind}` },
        element("span", { class: "sign", "aria-hidden": "true" }, signOf(kind)),
        element("b", {}, reason === undefined ? kind : `${kind} · ${reason}`),
      ),
      element("p", { class: "sentence" }, verdict.message),
      facts(rows),
      ...verdict.warnings.map((warning) => element("p", { class: "warning" }, `! ${warning}`)),
      ...(verdict.evidence === undefined ? [] : [evidenceLine(verdict.evidence)]),
    ],
    "told",
  );
}

function chain(way: readonly string[], missing: readonly string[]): HTMLElement {
  return element(
    "span",
    { class: "chain" },
    ...way.map((status, index) =>
      element("span", { class: missing.includes(status) ? "missing" : "" }, `${index > 0 ? "→ " : ""}${status} `),
    ),
  );
}

function fitting({ fitting: statuses = [] }: Verdict): string {
  return statuses.length === 0 ? "nothing" : statuses.join(", ");
}

function meaningPart(state: State): HTMLElement {
  const view = state.lifecycle.view(recordAt(state));
  return part("What it means", [
    facts([
      ["status", view.status ?? "none yet"],
      ["phase", phaseWords(view.phase)],
      ["waits for", view.waitingFor ?? "nobody"],
      ["settled", view.settled ? "yes" : "no"],
      ["final", view.final ? "yes: nothing can follow" : "no"],
      ...(view.retry === null ? [] : [["new try", view.retry] as const]),
      ...attemptRows(view),
      ...view.deadlines.map(({ to, at }) => [`${to} at`, timeWords(at)] as const),
    ]),
  ]);
}

function attemptRows({ attempts }: View): readonly (readonly [string, string])[] {
  return attempts === null
    ? []
    : [["attempts", `${countWords(attempts.used)} used, ${countWords(attempts.left)} left`]];
}

function countWords(bounds: Count): string {
  if (typeof bounds !== "object") return String(bounds);
  return bounds.atMost === "unlimited" ? `${bounds.atLeast} or more` : `${bounds.atLeast} to ${bounds.atMost}`;
}

function estimatesPart(state: State): HTMLElement {
  const { lifecycle } = state;
  const { likely, fitting: all } = lifecycle.estimates(recordAt(state));
  const likelyByStatus = new Map(byStatus(likely).map(({ status, configurations }) => [status, configurations.length]));
  return part("Where it may be", [
    element(
      "p",
      { class: "hint" },
      `${count(all.length, "configuration")} fit${all.length === 1 ? "s" : ""}, ${likely.length.toLocaleString("en")} of them if nothing was lost.`,
    ),
    element(
      "table",
      {},
      element("thead", {}, rowOf("th", ["status", "likely", "fitting"])),
      element(
        "tbody",
        {},
        ...byStatus(all).map(({ status, configurations }) =>
          rowOf("td", [
            status,
            (likelyByStatus.get(status) ?? 0).toLocaleString("en"),
            configurations.length.toLocaleString("en"),
          ]),
        ),
      ),
    ),
    facts(
      Object.entries(countsIn(lifecycle.definition, likely)).map(
        ([counter, bounds]) => [wordsOf(counter), String(bounds)] as const,
      ),
    ),
  ]);
}

function rowOf(tag: "th" | "td", cells: readonly string[]): HTMLElement {
  return element("tr", {}, ...cells.map((cell) => element(tag, tag === "th" ? { scope: "col" } : {}, cell)));
}
