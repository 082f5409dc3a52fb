/** Every status against every other: may it follow, directly or by way of others, and if not, why not. */
import { wordOf } from "../../atlas/policy-fields.js";
import { canonical } from "../../json.js";
import type { Lifecycle } from "../../lifecycle.js";
import type { GivenPolicy } from "../../policy/given-policy.js";
import type { TransitionCheck } from "../../transition.js";
import { byId, element, replaceChildren } from "../element.js";
import { pickedPart } from "./picked-part.js";
import { keepAboveSheet } from "./sheet.js";
import type { State, Store } from "./store.js";
import { wordsOf } from "./words.js";

const signs = {
  direct: "→",
  indirect: "⇢",
  same: "·",
  unknown: "?",
  final: "■",
  guard: "g",
  unreachable: "✕",
} as const;

const words: Readonly<Record<keyof typeof signs, string>> = {
  direct: "follows directly",
  indirect: "follows by way of others",
  same: "the same status",
  guard: "a guard refuses",
  final: "nothing follows",
  unreachable: "no path leads there",
  unknown: "not known",
};

/** Cells are asked for a while at a time, so that the page stays at hand. */
const sliceMilliseconds = 12;

export function showMatrix(store: Store): void {
  const place = byId("matrix-view");
  let turn = 0;
  let shown = "";
  let cells: readonly Cell[] = [];

  function draw(state: State): void {
    if (state.view !== "matrix") return;
    const { lifecycle, policy } = state;
    const key = `${lifecycle.id} ${canonical(policy)}`;
    if (key !== shown) {
      shown = key;
      turn += 1;
      const matrix = emptyMatrix(lifecycle, (from, to) => store.set({ picked: { kind: "pair", from, to } }));
      ({ cells } = matrix);
      replaceChildren(
        place,
        element(
          "div",
          { class: "matrix" },
          element("p", { class: "under" }, settingsWords(policy)),
          legend(),
          element("div", { class: "scroll", tabindex: 0 }, matrix.table),
        ),
        element("aside", { id: "pair", class: "panel", "aria-live": "polite" }),
      );
      fill(cells, (from, to) => lifecycle.checkTransition(from, to, policy), turn);
    }
    const pair = state.picked?.kind === "pair" ? pickedPart(state, () => store.set({ picked: undefined })) : [];
    replaceChildren(
      byId("pair"),
      ...(pair.length > 0
        ? pair
        : [
            element(
              "p",
              { class: "hint" },
              "Point at a cell, or go through them by the arrow keys, to read what it rests on.",
            ),
          ]),
    );
    if (state.picked?.kind === "pair") {
      const { from, to } = state.picked;
      keepAboveSheet(cells.find((cell) => cell.from === from && cell.to === to)?.cell);
    }
  }

  function fill(empty: readonly Cell[], check: (from: string, to: string) => TransitionCheck, mine: number): void {
    let next = 0;
    const slice = (): void => {
      if (mine !== turn) return;
      const end = performance.now() + sliceMilliseconds;
      for (; next < empty.length && performance.now() < end; next += 1) {
        const cell = empty[next];
        if (cell !== undefined) show(cell, check(cell.from, cell.to));
      }
      if (next < empty.length) setTimeout(slice);
    };
    slice();
  }

  store.draw(["view", "lifecycle", "policy", "picked"], draw);
}

interface Cell {
  readonly from: string;
  readonly to: string;
  readonly cell: HTMLElement;
}

function show({ from, to, cell }: Cell, { kind, reason }: TransitionCheck): void {
  const sign = kind === "illegal" ? (reason ?? "unreachable") : kind;
  cell.textContent = signs[sign];
  cell.className = sign;
  cell.setAttribute("aria-label", `${from} to ${to}: ${words[sign]}`);
}

function settingsWords(policy: GivenPolicy): string {
  const given = Object.entries(policy).map(([field, value]) => `${wordsOf(field)} ${wordOf(value)}`);
  return given.length === 0
    ? "No setting is known: each stands for every value of its family."
    : `Under ${given.join(", ")}.`;
}

function legend(): HTMLElement {
  return element(
    "ul",
    { class: "legend" },
    ...Object.entries(words)
      .filter(([kind]) => kind !== "unknown")
      .map(([kind, word]) =>
        element(
          "li",
          {},
          element(
            "span",
            { class: `key ${kind}`, "aria-hidden": "true" },
            Object.entries(signs).find(([name]) => name === kind)?.[1] ?? "",
          ),
          word,
        ),
      ),
  );
}

function emptyMatrix(
  { statuses, id }: Lifecycle,
  pick: (from: string, to: string) => void,
): { readonly table: HTMLElement; readonly cells: readonly Cell[] } {
  const cells: Cell[] = [];
  const rows = statuses.map((from) => {
    const row = statuses.map((to) => {
      const cell = element(
        "td",
        {
          role: "gridcell",
          tabindex: cells.length === 0 ? 0 : -1,
          onclick: () => pick(from, to),
          onfocus: () => pick(from, to),
          onmouseenter: () => pick(from, to),
        },
        "…",
      );
      cells.push({ from, to, cell });
      return cell;
    });
    return element("tr", { role: "row" }, element("th", { scope: "row" }, from), ...row);
  });
  const head = element(
    "tr",
    { role: "row" },
    element("td", { class: "corner" }, "from \\ to"),
    ...statuses.map((to) => element("th", { scope: "col" }, element("span", {}, to))),
  );
  const table = element(
    "table",
    { role: "grid", "aria-label": `Transitions of ${id}` },
    element("thead", {}, head),
    element("tbody", {}, ...rows),
  );
  table.addEventListener("keydown", (event) => moveFocus(event, cells, statuses.length));
  return { table, cells };
}

function moveFocus(event: KeyboardEvent, cells: readonly Cell[], width: number): void {
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -width, ArrowDown: width }[event.key];
  const now = cells.findIndex(({ cell }) => cell === event.target);
  const next = cells[now + (by ?? 0)];
  if (by === undefined || now === -1 || next === undefined) return;
  event.preventDefault();
  cells[now]?.cell.setAttribute("tabindex", "-1");
  next.cell.setAttribute("tabindex", "0");
  next.cell.focus();
}
