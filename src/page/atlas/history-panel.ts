/** The history: its reports with what is said of each, what may happen next as buttons, and a form for any other report. */
import { minuteAfter, observationOf, reportOf } from "../../atlas/made-up-report.js";
import { type NextReport, possibilitiesAfter } from "../../atlas/possibilities.js";
import type { Channel, Observation } from "../../observation.js";
import { byId, element, replaceChildren } from "../element.js";
import { signOf } from "../signs.js";
import { type JudgedStep, judgedHistory, recordAt } from "./judged-steps.js";
import type { State, Store } from "./store.js";
import { count, timeWords } from "./words.js";

export function showHistory(store: Store): void {
  const { get, set } = store;

  /** Takes a report in after the one that is shown; those that came later stay. */
  function take(observation: Observation): void {
    const { reports, at } = get();
    set({ reports: reports.toSpliced(at, 0, observation), at: at + 1, picked: undefined });
  }

  addEventListener("keydown", (event) => {
    if (get().view !== "machine" || event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined || isScrolling(event)) return;
    event.preventDefault();
    goBy(store, by);
  });

  store.draw(["lifecycle", "policy", "reports", "at"], (state) => {
    replaceChildren(
      byId("history"),
      element("h2", {}, "History"),
      headOf(store),
      stepsOf(state, (at) => set({ at, picked: undefined })),
      nextOf(state, (next) => take(reportOf(state.lifecycle.definition, before(state), next))),
      formOf(state, take),
    );
    byId("history").querySelector(".steps [aria-current]")?.scrollIntoView({ block: "nearest" });
  });
}

const before = ({ reports, at }: State): readonly Observation[] => reports.slice(0, at);

function goBy(store: Store, by: number): void {
  const { reports, at } = store.get();
  const to = Math.max(0, Math.min(reports.length, at + by));
  if (to !== at) store.set({ at: to, picked: undefined });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && target.type !== "checkbox") ||
    (target instanceof Element && target.closest("[role=grid]") !== null)
  );
}

/** A picture that is wider than its place is scrolled by the arrow keys while it, and no part of it, has the focus. */
function isScrolling(event: Event): boolean {
  const picture = byId("picture");
  return event.composedPath()[0] === picture && picture.scrollWidth > picture.clientWidth;
}

function headOf(store: Store): HTMLElement {
  const { reports, at } = store.get();
  const hint = "← and → step through it.";
  return element(
    "div",
    { class: "head" },
    element(
      "button",
      {
        type: "button",
        "data-key": "back",
        "aria-label": "one report back",
        disabled: at === 0,
        onclick: () => goBy(store, -1),
      },
      "←",
    ),
    element(
      "output",
      { title: hint },
      reports.length === 0 ? "no report yet" : `${at} of ${count(reports.length, "report")}`,
    ),
    element(
      "button",
      {
        type: "button",
        "data-key": "on",
        "aria-label": "one report on",
        disabled: at === reports.length,
        onclick: () => goBy(store, 1),
      },
      "→",
    ),
    element(
      "button",
      {
        type: "button",
        class: "quiet",
        "data-key": "clear",
        disabled: reports.length === 0,
        onclick: () => store.set({ reports: [], at: 0, picked: undefined }),
      },
      "clear",
    ),
  );
}

function stepsOf(state: State, go: (at: number) => void): HTMLElement {
  const { steps } = judgedHistory(state);
  return element(
    "ol",
    { class: "steps" },
    ...steps.map((step, index) =>
      stepRow(step, { index, isCurrent: index + 1 === state.at, isAhead: index >= state.at, go }),
    ),
  );
}

interface StepPlace {
  readonly index: number;
  readonly isCurrent: boolean;
  readonly isAhead: boolean;
  readonly go: (at: number) => void;
}

function stepRow({ observation, verdict }: JudgedStep, { index, isCurrent, isAhead, go }: StepPlace): HTMLElement {
  const word = observation.status ?? observation.event ?? observation.reported;
  return element(
    "li",
    { class: isAhead ? `${verdict.kind} ahead` : verdict.kind },
    element(
      "button",
      {
        type: "button",
        "data-key": `step-${index}`,
        "aria-current": isCurrent ? "step" : undefined,
        title: verdict.message,
        onclick: () => go(index + 1),
      },
      element("span", { class: "sign", "aria-hidden": "true" }, signOf(verdict.kind)),
      element("span", { class: "word" }, word),
      element("small", {}, verdict.kind),
      element("small", { class: "when" }, verdict.at === undefined ? observation.channel : timeWords(verdict.at)),
    ),
  );
}

function nextOf(state: State, fire: (next: NextReport) => void): HTMLElement {
  const { next, refused } = possibilitiesAfter(state.lifecycle, recordAt(state));
  return element(
    "div",
    { class: "next" },
    element("h3", {}, next.length === 0 ? "Nothing can happen any more" : "What may happen now"),
    element(
      "ul",
      {},
      ...next.map((report) =>
        element(
          "li",
          {},
          element(
            "button",
            {
              type: "button",
              "data-key": `fire-${report.event}-${report.status}`,
              class: report.isCertain ? "" : "possible",
              title: report.isCertain ? "" : "possible in some of the cases that fit",
              onclick: () => fire(report),
            },
            element("span", {}, report.event),
            element("b", {}, `→ ${report.status}`),
          ),
        ),
      ),
    ),
    element(
      "details",
      {},
      element("summary", { "data-key": "refused" }, `${count(refused.length, "event")} that cannot happen now`),
      element("ul", { class: "refused" }, ...refused.map(({ message }) => element("li", {}, message))),
    ),
  );
}

function formOf(state: State, take: (observation: Observation) => void): HTMLElement {
  const { definition, statuses } = state.lifecycle;
  const told = before(state);
  const status = element("input", {
    list: "statuses",
    required: true,
    name: "status",
    "data-key": "add-status",
    placeholder: "a status, or any word",
  });
  const channel = element(
    "select",
    { name: "channel", "data-key": "add-channel", "aria-label": "channel" },
    ...channelsOf(state).map((name) => element("option", {}, name)),
  );
  const run = element("input", {
    name: "run",
    "data-key": "add-run",
    value: told.findLast((report) => report.run !== undefined)?.run ?? (definition.runs === undefined ? "" : "run 1"),
  });
  const at = element("input", { name: "at", "data-key": "add-at", value: minuteAfter(told), "aria-label": "time" });
  const form = element(
    "form",
    { class: "add" },
    element("datalist", { id: "statuses" }, ...statuses.map((word) => element("option", { value: word }))),
    element("label", {}, "status", status),
    element("label", {}, "channel", channel),
    ...(definition.runs === undefined ? [] : [element("label", {}, definition.runs.name, run)]),
    element("label", {}, "time", at),
    element("button", { type: "submit", "data-key": "add-take" }, "Take it in"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const word = plainText(status.value);
    if (word === "") return;
    const named = channelsOf(state).find((name) => name === channel.value) ?? "webhook";
    take(
      observationOf(told, {
        status: word,
        channel: named,
        run: definition.runs === undefined ? undefined : run.value,
        at: at.value.trim(),
      }),
    );
  });
  return element("details", { class: "add-report" }, element("summary", { "data-key": "add" }, "Add any report"), form);
}

/** What a provider's word can be: short and plain. */
const plainText = (text: string): string =>
  text
    .trim()
    .replaceAll(/[^\w.-]/g, "_")
    .slice(0, 64);

function channelsOf({ lifecycle: { definition } }: State): readonly Channel[] {
  return [
    ...(definition.readWebhook === undefined ? [] : ["webhook" as const]),
    ...(definition.readPoll === undefined ? [] : ["poll" as const]),
  ];
}
