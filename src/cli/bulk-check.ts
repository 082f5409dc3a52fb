/**
 * Checking a log in bulk: the same report as line by line, made from counts and from the lines that it shows. The lines
 * before a finding are read a second time, at the end and for all subjects at once.
 */
import type { SubjectNumber } from "../bulk/hearing.js";
import { createLogJudge } from "../bulk/log-judge.js";
import type { Phrases } from "../bulk/phrase.js";
import type { Sheet } from "../bulk/sheet.js";
import { verdictKinds } from "../verdict.js";
import type { Bench } from "./bench.js";
import type { CheckDesk } from "./check-command.js";
import type { CheckSettings } from "./check-flags.js";
import { createHistories } from "./histories.js";
import { lookBack, type Prehistory } from "./look-back.js";
import { judgedOutcome, type Outcome, type OutcomeKind, type Place, unjudgedOutcome } from "./outcome.js";
import { reportOf } from "./report.js";
import type { SheetReader } from "./sheet-reader.js";
import type { Source } from "./sources.js";
import { tallyOf } from "./tally.js";
import { weightOf } from "./verdict-words.js";

/**
 * The bench of a check that can be made in bulk; undefined where it cannot. Of ndjson every line is shown. A history can only
 * be shown of what can be read twice, or is held; not by its reports alone when a line without a status is a finding.
 */
export function bulkBench(
  { benches, order, format, failOn }: CheckSettings,
  sources: readonly Source[],
): Bench | undefined {
  const [bench, ...others] = benches;
  if (others.length > 0) return undefined;
  const canShowHistories =
    order === "happened" ? !failOn.has("no-information") : sources.every(({ size }) => size !== undefined);
  return format === "json" || (format === "text" && canShowHistories) ? bench : undefined;
}

/** A bench with what reads its lines, and the phrases that it numbers. */
export interface BulkBench extends Bench {
  readonly reader: SheetReader;
  readonly phrases: Phrases;
}

export async function checkInBulk(
  bench: BulkBench,
  sources: readonly Source[],
  { benches, channel, order, format, failOn }: CheckSettings,
  { output, progress, isColoured }: CheckDesk,
): Promise<0 | 1> {
  const { lifecycle, policy, subscribed, reader, phrases } = bench;
  const files = sources.map(({ name }) => name);
  const histories = createHistories();
  /** The subjects that are shown, each with what came before; by the number of its lines until its history begins. */
  const prehistories = new Map<SubjectNumber, Prehistory | number>();
  const leftOut = new Set<SubjectNumber>();
  const unjudged = new Map<OutcomeKind, number>();
  const weigh = (kind: OutcomeKind): boolean =>
    format === "text" ? weightOf(kind, failOn) !== "ordinary" : failOn.has(kind);
  let file: string | undefined;
  const place = (): Place => ({ line: log.line(), file });

  /** Whether a line about a subject is shown: of a finding where there is room for its subject, then of all about it. */
  function isShown(kind: OutcomeKind, about: SubjectNumber): boolean {
    if (format === "json") return failOn.has(kind);
    if (prehistories.has(about)) return true;
    const weight = weightOf(kind, failOn);
    if (weight === "ordinary" || leftOut.has(about)) return false;
    if (!histories.hasRoom(weight)) {
      leftOut.add(about);
      histories.leaveOut();
      return false;
    }
    prehistories.set(about, log.judge.lines(about) - 1);
    log.judge.watch(about);
    return true;
  }

  function show(outcome: Outcome, about: SubjectNumber): void {
    const lines = prehistories.get(about);
    if (typeof lines === "number" && outcome.subject !== undefined) {
      histories.begin(outcome, lines);
      prehistories.set(about, { subject: outcome.subject, lines });
    }
    report.take(outcome);
  }

  const log = createLogJudge(
    lifecycle,
    { policy, subscribed },
    {
      kinds: new Set(verdictKinds.filter(weigh)),
      wants: isShown,
      tell: (verdict, observation, about) => show(judgedOutcome(place(), observation, verdict), about),
      unjudged: (reading, about) => {
        unjudged.set(reading.kind, (unjudged.get(reading.kind) ?? 0) + 1);
        const outcome = unjudgedOutcome(place(), lifecycle.id, reading);
        if (about === undefined) report.take(outcome);
        else if (isShown(reading.kind, about)) show(outcome, about);
      },
    },
    phrases,
  );
  const counts = (): ReadonlyMap<OutcomeKind, number> =>
    new Map<OutcomeKind, number>([...log.judge.counts(), ...unjudged]);
  const tally = tallyOf(counts, () => log.judge.subjects());
  const report = reportOf(format, { write: output.write, benches, failOn, order, files, isColoured, histories, tally });
  const code = (): 0 | 1 => ([...counts().keys()].some((kind) => failOn.has(kind)) ? 1 : 0);

  const judgeSheet = (sheet: Sheet): void => log.take(sheet);
  for (const source of sources) {
    file = sources.length > 1 ? source.name : undefined;
    log.nextLog();
    for await (const bytes of reader.read(source, judgeSheet)) {
      progress.read(bytes);
      await output.flush();
      if (output.isClosed()) return code();
    }
  }
  await lookBack(
    sources,
    bench,
    channel,
    [...prehistories.values()].filter((told) => typeof told !== "number"),
    histories,
  );
  progress.stop();
  report.finish();
  await output.flush();
  return code();
}
