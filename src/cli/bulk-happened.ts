/** Checking a log in bulk in the order in which its reports happened: what is shown is found out again, by subject. */
import { entry } from "../bulk/entry.js";
import { createHappenedJudge } from "../bulk/happened.js";
import { asReading, blank, phraseAt, type Sheet } from "../bulk/sheet.js";
import type { Reading } from "../observation.js";
import { verdictKinds } from "../verdict.js";
import type { BulkBench } from "./bulk-check.js";
import type { CheckDesk } from "./check-command.js";
import type { CheckSettings } from "./check-flags.js";
import { createHistories } from "./histories.js";
import { judgedOutcome, type Outcome, type OutcomeKind, type Place, unjudgedOutcome } from "./outcome.js";
import { reportOf } from "./report.js";
import type { Source } from "./sources.js";
import { tallyOf } from "./tally.js";
import { weightOf } from "./verdict-words.js";

/** What is shown of a line, with its number among all lines. */
interface Shown {
  readonly line: number;
  readonly outcome: Outcome;
}

export async function checkHappened(
  bench: BulkBench,
  sources: readonly Source[],
  { benches, order, format, failOn }: CheckSettings,
  { output, progress, isColoured }: CheckDesk,
): Promise<0 | 1> {
  const { lifecycle, policy, subscribed, reader, phrases } = bench;
  const histories = createHistories();
  const unjudged = new Map<OutcomeKind, number>();
  const isShownAs = (kind: OutcomeKind): boolean =>
    format === "text" ? weightOf(kind, failOn) !== "ordinary" : failOn.has(kind);
  const held = createHappenedJudge(lifecycle, { policy, subscribed }, phrases, new Set(verdictKinds.filter(isShownAs)));
  const counts = (): ReadonlyMap<OutcomeKind, number> => new Map<OutcomeKind, number>([...held.counts(), ...unjudged]);
  const report = reportOf(format, {
    write: output.write,
    benches,
    failOn,
    order,
    files: sources.map(({ name }) => name),
    isColoured,
    histories,
    tally: tallyOf(counts, () => held.subjects()),
  });
  const code = (): 0 | 1 => ([...counts().keys()].some((kind) => failOn.has(kind)) ? 1 : 0);

  /** The number of the last line before each log. */
  const logs: { readonly before: number; readonly file: string | undefined }[] = [];
  /** Lines of which there is nothing to judge, until those about subjects stand beside their judged ones. */
  const waiting: Shown[] = [];
  let line = 0;

  function placeOf(number: number): Place {
    const log = logs.findLast(({ before }) => before < number);
    return { line: number - (log?.before ?? 0), file: log?.file };
  }

  function takeReading(reading: Reading): void {
    if (reading.kind === "observation") {
      held.observation(reading.observation, line);
      return;
    }
    unjudged.set(reading.kind, (unjudged.get(reading.kind) ?? 0) + 1);
    const outcome = unjudgedOutcome(placeOf(line), lifecycle.id, reading);
    const isWaiting = format === "text" ? outcome.subject !== undefined : failOn.has(reading.kind);
    if (isWaiting) waiting.push({ line, outcome });
    else report.take(outcome);
  }

  function takeSheet(sheet: Sheet): void {
    let readings = 0;
    for (let nth = 0; nth < sheet.lines; nth++) {
      line += 1;
      const phrase = phraseAt(sheet, nth);
      if (phrase === blank) continue;
      const reading = phrase === asReading ? sheet.readings[readings++] : undefined;
      if (reading !== undefined) takeReading(reading);
      else held.entry(sheet.words, nth * entry.length, line);
    }
  }

  for (const source of sources) {
    logs.push({ before: line, file: sources.length > 1 ? source.name : undefined });
    for await (const bytes of reader.read(source, takeSheet)) progress.read(bytes);
  }

  /** Shows what waited and stands before a line. */
  function showWaiting(until: number): void {
    if (format !== "text") return;
    while ((waiting[0]?.line ?? Number.POSITIVE_INFINITY) < until) {
      const shown = waiting.shift();
      if (shown !== undefined) report.take(shown.outcome);
    }
  }

  for (const { firstLine, reports, first, judged } of held.judge()) {
    showWaiting(firstLine);
    for (let nth = 0; nth < reports; nth++) progress.judged(held.reports());
    if (first === undefined || judged === undefined) continue;
    if (format === "text" && !histories.hasRoom(weightOf(first, failOn))) {
      histories.leaveOut();
      continue;
    }
    for (const told of judged()) {
      const outcome = judgedOutcome(placeOf(told.line), told.observation, told.verdict);
      if (format === "text") report.take(outcome);
      else if (failOn.has(outcome.verdict)) waiting.push({ line: told.line, outcome });
    }
  }
  showWaiting(Number.POSITIVE_INFINITY);
  for (const { outcome } of waiting.toSorted((a, b) => a.line - b.line)) {
    report.take(outcome);
    if (output.isFull()) await output.flush();
    if (output.isClosed()) return code();
  }
  progress.stop();
  report.finish();
  await output.flush();
  return code();
}
