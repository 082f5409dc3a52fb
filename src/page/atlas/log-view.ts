/** An event log: subjects as rows, each history a strip, filtered by verdict and by subject. */
import type { Row } from "../../atlas/summary.js";
import { type Scale, scales, type Timeline, timelineOf } from "../../atlas/timeline.js";
import { type VerdictKind, verdictKinds } from "../../rule.js";
import { byId, element, replaceChildren } from "../element.js";
import { judgeRows } from "./log-rows.js";
import { emptyLog, logLegend, noHits, unreadWords, untoldLog } from "./log-texts.js";
import { createRowList, type RowElement } from "./row-list.js";
import type { State, Store } from "./store.js";
import { type Brush, brushOf, drawStrip } from "./strip.js";
import { count, phaseWords } from "./words.js";

const rowHeight = 34;

export function showLog(store: Store): void {
  const place = byId("log-view");
  let stop: (() => void) | undefined;
  let rows: readonly Row[] = [];
  let matching: readonly Row[] = [];
  let isDone = true;
  let scale: Scale = "since its start";
  let timeline: Timeline = timelineOf(scale, []);
  let verdict: VerdictKind | "any" = "any";
  let search = "";
  let brush: Brush | undefined;

  const bar = element("div", { class: "bar" });
  const head = element("div", { class: "row head" });
  const summary = element("p", { class: "hint", id: "log-summary", "aria-live": "polite" });
  const list = createRowList("Subjects", rowHeight, makeRow);
  const nothing = noHits();

  function makeRow(): RowElement {
    const [outer, inner] = [element("span"), element("span")];
    const subject = element("span", { class: "subject" }, outer, inner);
    const now = element("span", { class: "now" });
    const canvas = element("canvas", { "aria-hidden": "true" });
    let shows: Row | undefined;
    const root = element(
      "button",
      { type: "button", class: "row", onclick: () => shows !== undefined && open(shows.subject) },
      subject,
      now,
      canvas,
    );
    return {
      root: element("div", { role: "listitem" }, root),
      show(index) {
        shows = matching[index];
        if (shows === undefined) return;
        [outer.textContent, inner.textContent] = halvesOf(shows.subject);
        subject.title = shows.subject;
        now.textContent = `${shows.status ?? "no status"} · ${phaseWords(shows.phase)}`;
        root.setAttribute("aria-label", rowWords(shows));
        brush ??= brushOf(place);
        drawStrip(canvas, shows, stripWidth(), timeline, brush);
      },
    };
  }

  let known = { width: 0, strip: 400 };

  /** Asked of the page once for each width that it has: asking makes it lay everything out. */
  function stripWidth(): number {
    const width = place.clientWidth;
    if (known.width !== width) known = { width, strip: Math.round(head.querySelector(".scale")?.clientWidth ?? 400) };
    return Math.max(60, known.strip);
  }

  function open(subject: string): void {
    const { log, lifecycle } = store.get();
    const reports = log?.byLifecycle.get(lifecycle.id)?.get(subject) ?? [];
    store.set({ reports, at: reports.length, picked: undefined, view: "machine" });
    // The row that had the focus is out of sight now; what it told of goes on in the history.
    byId("history").querySelector<HTMLElement>(".steps [aria-current]")?.focus({ preventScroll: true });
  }

  function filter(from: "the top" | "here"): void {
    matching = rows.filter(
      (row) =>
        (verdict === "any" || row.verdicts.has(verdict)) &&
        (search === "" || row.subject.toLowerCase().includes(search)),
    );
    timeline = timelineOf(scale, matching);
    const total = rows.length === matching.length ? "" : ` of ${rows.length.toLocaleString("en")}`;
    const rest = isDone ? "" : ", and more are being judged";
    summary.textContent = `${matching.length.toLocaleString("en")}${total} ${rows.length === 1 ? "subject" : "subjects"}${rest}`;
    replaceChildren(
      head,
      element("span", {}, "subject"),
      element("span", {}, "now"),
      element("span", { class: "scale" }, element("span", {}, timeline.from), element("span", {}, timeline.to)),
    );
    nothing.hidden = matching.length > 0 || !isDone;
    list.root.hidden = !nothing.hidden;
    if (store.get().view === "log") list.draw(matching.length, from);
  }

  function drawBar({ log, lifecycle }: State): void {
    if (log?.byLifecycle.has(lifecycle.id) !== true) {
      replaceChildren(place, log === undefined ? emptyLog() : untoldLog(log, lifecycle.id));
      return;
    }
    const searching = element("input", {
      type: "search",
      placeholder: "a part of a subject",
      "aria-label": "search for a subject",
      value: search,
      "data-key": "search",
    });
    searching.addEventListener("input", () => {
      search = searching.value.trim().toLowerCase();
      filter("the top");
    });
    const verdicts = selectOf("verdict", ["any", ...verdictKinds], verdict, (word) => {
      verdict = verdictKinds.find((kind) => kind === word) ?? "any";
      filter("the top");
    });
    const times = selectOf("scale", scales, scale, (word) => {
      scale = scales.find((other) => other === word) ?? scale;
      filter("here");
    });
    const others = unreadWords(log.unread);
    replaceChildren(
      bar,
      element("label", {}, "with", verdicts),
      searching,
      element("label", {}, "time", times),
      summary,
      ...(others === "" ? [] : [element("p", { class: "hint" }, others)]),
    );
    replaceChildren(place, bar, logLegend(), head, list.root, nothing);
  }

  function judge(state: State): void {
    stop?.();
    rows = [];
    matching = [];
    isDone = state.log?.byLifecycle.has(state.lifecycle.id) !== true;
    drawBar(state);
    list.draw(0, "the top");
    if (state.log === undefined || isDone) return;
    let from: "the top" | "here" = "the top";
    stop = judgeRows(state.log, state.lifecycle, state.policy, (some, done) => {
      rows = [...some];
      isDone = done;
      filter(from);
      from = "here";
    });
  }

  function drawAnew(): void {
    if (store.get().view === "log") list.draw(matching.length, "here");
  }

  new ResizeObserver(drawAnew).observe(list.root);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    brush = undefined;
    drawAnew();
  });
  store.draw(["log", "lifecycle", "policy"], judge);
  store.draw(["view"], drawAnew);
}

/** A subject within another, as `package/signer`: where there is no room for all of it, each half is cut at its own end. */
function halvesOf(subject: string): readonly [string, string] {
  const end = `${subject}/`.indexOf("/");
  return [subject.slice(0, end), subject.slice(end)];
}

function rowWords({ subject, status, phase, marks, verdicts }: Row): string {
  const found = [...verdicts].filter((kind) => kind !== "advance").join(", ");
  const now = `now ${status ?? "unknown"}, ${phaseWords(phase)}`;
  return `${subject}: ${count(marks.length, "report")}, ${now}${found === "" ? "" : `; ${found}`}`;
}

function selectOf(
  key: string,
  words: readonly string[],
  chosen: string,
  choose: (word: string) => void,
): HTMLSelectElement {
  const select = element(
    "select",
    { "data-key": key },
    ...words.map((word) =>
      element("option", { value: word, selected: word === chosen }, word === "any" ? "any verdict" : word),
    ),
  );
  select.addEventListener("change", () => choose(select.value));
  return select;
}
