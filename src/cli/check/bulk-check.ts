/**
 * Checking a log in bulk: the same report as line by line, made from counts and from the lines that it shows. The lines
 * before a finding are read a second time, at the end and for all subjects at once.
 */
import type { SubjectNumber } from "../../bulk/hearing.js";
import { createLineJudge, type LineJudge } from "../../bulk/log-judge.js";
import type { Phrases } from "../../bulk/phrase.js";
import type { LineKind } from "../../line-kind.js";
import type { Unjudged } from "../../observation.js";
import { verdictKinds } from "../../rule.js";
import type { Bench } from "../bench.js";
import type { SheetReader } from "../reading/sheet-reader.js";
import type { Source } from "../reading/sources.js";
import { createHistories, type Histories } from "../report/histories.js";
import { judgedOutcome, type Outcome, type Place, unjudgedOutcome } from "../report/outcome.js";
import { addTo, talliesOf, type Tally } from "../report/tally.js";
import { weightOf } from "../report/verdict-words.js";
import type { CheckDesk } from "./check-desk.js";
import type { CheckSettings } from "./check-flags.js";
import { checkReport, isFinding, type Kinds, kindsIn } from "./check-report.js";
import { createJointJudge } from "./joint-judge.js";
import { lookBack, type Prehistory } from "./look-back.js";

/**
 * Whether a check can be made in bulk. Of ndjson every line is shown. A history can only be shown of what can be read twice,
 * or is held; not by its reports alone when a line without a status is a finding.
 */
export function isInBulk({ order, format, failOn }: CheckSettings, sources: readonly Source[]): boolean {
  const canShowHistories =
    order === "happened" ? !failOn.has("no-information") : sources.every(({ size }) => size !== undefined);
  return format === "json" || (format === "text" && canShowHistories);
}

/** A bench with the phrases that the lines of its lifecycle are read as. */
export interface BulkBench extends Bench {
  readonly phrases: Phrases;
}

export async function checkInBulk(
  bulkBenches: readonly BulkBench[],
  reader: SheetReader,
  sources: readonly Source[],
  settings: CheckSettings,
  checkDesk: CheckDesk,
): Promise<Kinds> {
  const { output, progress } = checkDesk;
  const histories = createHistories();
  let file: string | undefined;
  const desk: PartDesk = {
    settings,
    histories,
    place: () => ({ line: log.line(), file }),
    take: (outcome) => report.take(outcome),
  };
  const parts = bulkBenches.map((bench) => createPart(bench, desk));
  /** Lines that are about none of several lifecycles. */
  const ofNone = new Map<LineKind, number>();
  const log = createJointJudge(
    parts.map(({ judge }) => judge),
    (reading) => {
      addTo(ofNone, reading.kind);
      if (isFinding(settings, reading.kind)) desk.take(unjudgedOutcome(desk.place(), undefined, reading));
    },
  );
  const tallies = talliesOf(parts, ofNone);
  const report = checkReport(settings, sources, checkDesk, { histories, tallies });

  for (const source of sources) {
    file = sources.length > 1 ? source.name : undefined;
    log.nextLog();
    for await (const bytes of reader.read(source, (sheets) => log.take(sheets))) {
      progress.read(bytes);
      await output.flush();
      if (output.isClosed()) return kindsIn(tallies);
    }
  }
  for (const { bench, prehistories } of parts) {
    await lookBack(sources, bench, settings.channel, prehistories(), histories);
  }
  progress.stop();
  report.finish();
  await output.flush();
  return kindsIn(tallies);
}

interface PartDesk {
  readonly settings: Pick<CheckSettings, "format" | "failOn">;
  readonly histories: Histories;
  /** Where the line that is being judged stands. */
  readonly place: () => Place;
  readonly take: (outcome: Outcome) => void;
}

/** What one lifecycle makes of a log. */
interface Part extends Pick<Tally, "counts" | "subjects"> {
  readonly bench: Bench;
  readonly judge: LineJudge;
  /** Of the subjects that are shown, what came before. */
  readonly prehistories: () => readonly Prehistory[];
}

function createPart(bench: BulkBench, { settings, histories, place, take }: PartDesk): Part {
  const { lifecycle, policy, subscribed, phrases } = bench;
  const { format, failOn } = settings;
  /** The subjects that are shown, each with what came before; by the number of its lines until its history begins. */
  const prehistories = new Map<SubjectNumber, Prehistory | number>();
  const leftOut = new Set<SubjectNumber>();
  const unjudged = new Map<LineKind, number>();

  /** Whether a line about a subject is shown: of a finding where there is room for its subject, then of all about it. */
  function isShown(kind: LineKind, about: SubjectNumber): boolean {
    if (format === "json") return failOn.has(kind);
    if (prehistories.has(about)) return true;
    const weight = weightOf(kind, failOn);
    if (weight === "ordinary" || leftOut.has(about)) return false;
    if (!histories.hasRoom(weight)) {
      leftOut.add(about);
      histories.leaveOut();
      return false;
    }
    prehistories.set(about, lines.judge.lines(about) - 1);
    lines.judge.watch(about);
    return true;
  }

  function show(outcome: Outcome, about: SubjectNumber): void {
    const earlier = prehistories.get(about);
    if (typeof earlier === "number" && outcome.subject !== undefined) {
      histories.begin(outcome, earlier);
      prehistories.set(about, { subject: outcome.subject, lines: earlier });
    }
    take(outcome);
  }

  const lines = createLineJudge(
    lifecycle,
    { policy, subscribed },
    {
      kinds: new Set(verdictKinds.filter((kind) => isFinding(settings, kind))),
      wants: isShown,
      tell: (verdict, observation, about) => show(judgedOutcome(place(), observation, verdict), about),
      unjudged: (reading: Unjudged, about) => {
        addTo(unjudged, reading.kind);
        const isTold = about === undefined ? isFinding(settings, reading.kind) : isShown(reading.kind, about);
        if (!isTold) return;
        const outcome = unjudgedOutcome(place(), lifecycle.id, reading);
        if (about === undefined) take(outcome);
        else show(outcome, about);
      },
    },
    phrases,
  );

  return {
    bench,
    judge: lines,
    counts: () => new Map<LineKind, number>([...lines.judge.counts(), ...unjudged]),
    subjects: () => lines.judge.subjects(),
    prehistories: () => [...prehistories.values()].filter((told) => typeof told !== "number"),
  };
}
