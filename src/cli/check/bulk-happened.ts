/** Checking a log in bulk in the order in which its reports happened: what is shown is found out again, by subject. */
import { createHappenedJudge, type HappenedJudge, type JudgedSubject } from "../../bulk/happened.js";
import type { LineJudge } from "../../bulk/log-judge.js";
import { createSheetWalk, entered } from "../../bulk/sheet-walk.js";
import type { LineKind } from "../../line-kind.js";
import type { Unjudged } from "../../observation.js";
import { verdictKinds } from "../../rule.js";
import type { SheetReader } from "../reading/sheet-reader.js";
import type { Source } from "../reading/sources.js";
import { createHistories } from "../report/histories.js";
import { judgedOutcome, type Outcome, type Place, unjudgedOutcome } from "../report/outcome.js";
import { addTo, talliesOf } from "../report/tally.js";
import { weightOf } from "../report/verdict-words.js";
import type { BulkBench } from "./bulk-check.js";
import type { CheckDesk } from "./check-desk.js";
import type { CheckSettings } from "./check-flags.js";
import { checkReport, exitCode, isFinding } from "./check-report.js";
import { createJointJudge } from "./joint-judge.js";

/**
 * The number of a line among all lines, and of the lifecycle that says something of it, as one: what is said of a log stands
 * in the order of its turns.
 */
type Turn = number;

/** What is shown of a line. */
interface Shown {
  readonly turn: Turn;
  readonly outcome: Outcome;
}

export async function checkHappened(
  bulkBenches: readonly BulkBench[],
  reader: SheetReader,
  sources: readonly Source[],
  settings: CheckSettings,
  desk: CheckDesk,
): Promise<0 | 1> {
  const { format, failOn } = settings;
  const { output, progress } = desk;
  const histories = createHistories();
  const shownKinds = new Set(verdictKinds.filter((kind) => isFinding(settings, kind)));
  const parts = bulkBenches.map(({ lifecycle, policy, subscribed, phrases }, nth) => {
    const held = createHappenedJudge(lifecycle, { policy, subscribed }, phrases, shownKinds);
    const unjudged = new Map<LineKind, number>();
    return {
      held,
      holding: createHolding(held, {
        turn: () => turnOf(lines.line(), nth),
        unjudged: (reading) => {
          addTo(unjudged, reading.kind);
          takeUnjudged(reading, lifecycle.id, nth);
        },
      }),
      counts: () => new Map<LineKind, number>([...held.counts(), ...unjudged]),
      subjects: () => held.subjects(),
    };
  });
  /** Lines that are about none of several lifecycles. */
  const ofNone = new Map<LineKind, number>();
  const lines = createJointJudge(
    parts.map(({ holding }) => holding),
    (reading) => {
      addTo(ofNone, reading.kind);
      takeUnjudged(reading, undefined, 0);
    },
  );
  const tallies = talliesOf(parts, ofNone);
  const report = checkReport(settings, sources, desk, { histories, tallies });

  /** The number of the last line before each log. */
  const logs: { readonly before: number; readonly file: string | undefined }[] = [];
  /** Lines of which there is nothing to judge, until those about subjects stand beside their judged ones. */
  const waiting: Shown[] = [];
  /** How many of them no longer wait. */
  let shown = 0;

  const turnOf = (line: number, nth: number): Turn => line * parts.length + nth;

  function placeOf(turn: Turn): Place {
    const line = Math.floor(turn / parts.length);
    const log = logs.findLast(({ before }) => before < line);
    return { line: line - (log?.before ?? 0), file: log?.file };
  }

  function takeUnjudged(reading: Unjudged, lifecycle: string | undefined, nth: number): void {
    const turn = turnOf(lines.line(), nth);
    const outcome = unjudgedOutcome(placeOf(turn), lifecycle, reading);
    const isWaiting = format === "text" ? outcome.subject !== undefined : failOn.has(reading.kind);
    if (isWaiting) waiting.push({ turn, outcome });
    else report.take(outcome);
  }

  for (const source of sources) {
    logs.push({ before: lines.line(), file: sources.length > 1 ? source.name : undefined });
    for await (const bytes of reader.read(source, (sheets) => lines.take(sheets))) progress.read(bytes);
  }

  /** Shows what waited and stands before a turn. */
  function showWaiting(until: Turn): void {
    if (format !== "text") return;
    for (let next = waiting[shown]; next !== undefined && next.turn < until; next = waiting[++shown]) {
      report.take(next.outcome);
    }
  }

  const reports = parts.reduce((sum, { held }) => sum + held.reports(), 0);
  for (const { firstLine, reports: own, first, judged } of inTurn(parts.map(({ held }) => held.judge()))) {
    showWaiting(firstLine);
    for (let nth = 0; nth < own; nth++) progress.judged(reports);
    if (first === undefined || judged === undefined) continue;
    if (format === "text" && !histories.hasRoom(weightOf(first, failOn))) {
      histories.leaveOut();
      continue;
    }
    for (const told of judged()) {
      const outcome = judgedOutcome(placeOf(told.line), told.observation, told.verdict);
      if (format === "text") report.take(outcome);
      else if (failOn.has(outcome.verdict)) waiting.push({ turn: told.line, outcome });
    }
  }
  showWaiting(Number.POSITIVE_INFINITY);
  for (const { outcome } of waiting.slice(shown).toSorted((a, b) => a.turn - b.turn)) {
    report.take(outcome);
    if (output.isFull()) await output.flush();
    if (output.isClosed()) return exitCode(settings, tallies);
  }
  progress.stop();
  report.finish();
  await output.flush();
  return exitCode(settings, tallies);
}

/** Holds what a lifecycle reads in lines until all have been read: in each, at its turn. */
function createHolding(
  held: HappenedJudge,
  { turn, unjudged }: { readonly turn: () => Turn; readonly unjudged: (reading: Unjudged) => void },
): Pick<LineJudge, "begin" | "next" | "take"> {
  const walk = createSheetWalk();
  return {
    begin: (sheet, start) => walk.begin(sheet, start),
    next: () => walk.next(),
    take(read) {
      if (read === undefined) return;
      if (read === entered) held.entry(walk.words(), walk.place(), turn());
      else if (read.kind === "observation") held.observation(read.observation, turn());
      else unjudged(read);
    },
  };
}

/** The subjects of several lifecycles, each judged already in the order of its first turns, in the order of all. */
function* inTurn(parts: readonly Iterable<JudgedSubject>[]): Generator<JudgedSubject> {
  const iterators = parts.map((part) => part[Symbol.iterator]());
  const heads = iterators.map((iterator) => iterator.next());
  for (;;) {
    const firsts = heads.map((head) => (head.done === true ? Number.POSITIVE_INFINITY : head.value.firstLine));
    const nth = firsts.indexOf(Math.min(...firsts));
    const head = heads[nth];
    const iterator = iterators[nth];
    if (head === undefined || head.done === true || iterator === undefined) return;
    yield head.value;
    heads[nth] = iterator.next();
  }
}
