/** Checking a log in bulk in the order in which its reports happened: what is shown is found out again, by subject. */
import { createHappenedJudge, type HappenedJudge, type JudgedSubject } from "../../bulk/happened.js";
import type { LineJudge } from "../../bulk/log-judge.js";
import type { Turn } from "../../bulk/rows/held-reports.js";
import { createSheetWalk, entered } from "../../bulk/sheet-walk.js";
import type { LineKind } from "../../line-kind.js";
import type { Unjudged } from "../../observation.js";
import { type VerdictKind, verdictKinds } from "../../rule.js";
import type { SheetReader } from "../reading/sheet-reader.js";
import type { Source } from "../reading/sources.js";
import { createHistories } from "../report/histories.js";
import { judgedOutcome, unjudgedOutcome } from "../report/outcome.js";
import { addTo, talliesOf, type Tally } from "../report/tally.js";
import type { BulkBench } from "./bulk-check.js";
import type { CheckDesk } from "./check-desk.js";
import type { CheckSettings } from "./check-flags.js";
import { checkReport, isFinding, type Kinds, kindsIn } from "./check-report.js";
import { createJointJudge } from "./joint-judge.js";
import { showFailing, showHistories } from "./showing.js";
import { createTurns } from "./turns.js";

export async function checkHappened(
  bulkBenches: readonly BulkBench[],
  reader: SheetReader,
  sources: readonly Source[],
  settings: CheckSettings,
  desk: CheckDesk,
): Promise<Kinds> {
  const { format, failOn } = settings;
  const { output, progress } = desk;
  const histories = createHistories();
  const findings = new Set(verdictKinds.filter((kind) => isFinding(settings, kind)));
  const parts = bulkBenches.map((bench) =>
    createPart(bench, findings, {
      now: () => lines.line(),
      unjudged: (reading) => showUnjudged(bench.lifecycle.id, reading),
    }),
  );
  /** Lines that are about none of several lifecycles. */
  const ofNone = new Map<LineKind, number>();
  const lines = createJointJudge(
    parts.map(({ holding }) => holding),
    (reading) => {
      addTo(ofNone, reading.kind);
      showUnjudged(undefined, reading);
    },
  );
  const turns = createTurns(() => lines.line());
  const tallies = talliesOf(parts, ofNone);
  const report = checkReport(settings, sources, desk, { histories, tallies });
  const showing = format === "text" ? showHistories(report, histories, failOn) : showFailing(report, failOn);

  function showUnjudged(lifecycle: string | undefined, reading: Unjudged): void {
    const isAboutSubject = reading.kind === "no-information" && reading.subject !== undefined;
    if (!isAboutSubject && !isFinding(settings, reading.kind)) return;
    const turn = lines.line();
    showing.unjudged(turn, unjudgedOutcome(turns.place(turn), lifecycle, reading));
  }

  for (const source of sources) {
    turns.nextLog(sources.length > 1 ? source.name : undefined);
    for await (const bytes of reader.read(source, (sheets) => lines.take(sheets))) progress.read(bytes);
  }
  const reports = parts.reduce((sum, { held }) => sum + held.reports(), 0);
  for (const { firstTurn, reports: own, first, judged } of inTurn(parts.map(({ held }) => held.judge()))) {
    showing.reach(firstTurn);
    for (let nth = 0; nth < own; nth++) progress.judged(reports);
    if (first === undefined || judged === undefined || !showing.admits(first)) continue;
    for (const { turn, observation, verdict } of judged()) {
      showing.judged(turn, judgedOutcome(turns.place(turn), observation, verdict));
    }
  }
  for (const outcome of showing.rest()) {
    report.take(outcome);
    if (output.isFull()) await output.flush();
    if (output.isClosed()) return kindsIn(tallies);
  }
  progress.stop();
  report.finish();
  await output.flush();
  return kindsIn(tallies);
}

interface PartDesk {
  /** The turn of the line that is being read. */
  readonly now: () => Turn;
  readonly unjudged: (reading: Unjudged) => void;
}

/** What one lifecycle makes of a log. */
interface Part extends Pick<Tally, "counts" | "subjects"> {
  readonly held: HappenedJudge;
  /** Holds what it reads in lines until all have been read. */
  readonly holding: Pick<LineJudge, "begin" | "next" | "take">;
}

function createPart(
  { lifecycle, policy, subscribed, phrases }: BulkBench,
  findings: ReadonlySet<VerdictKind>,
  desk: PartDesk,
): Part {
  const held = createHappenedJudge(lifecycle, { policy, subscribed }, phrases, findings);
  const walk = createSheetWalk();
  const unjudged = new Map<LineKind, number>();

  return {
    held,
    counts: () => new Map<LineKind, number>([...held.counts(), ...unjudged]),
    subjects: () => held.subjects(),
    holding: {
      begin: (sheet, start) => walk.begin(sheet, start),
      next: () => walk.next(),
      take(read) {
        if (read === undefined) return;
        if (read === entered) held.entry(walk.words(), walk.place(), desk.now());
        else if (read.kind === "observation") held.observation(read.observation, desk.now());
        else {
          addTo(unjudged, read.kind);
          desk.unjudged(read);
        }
      },
    },
  };
}

/** The subjects of several lifecycles, each judged already in the order of its first turns, in the order of all. */
function* inTurn(parts: readonly Iterable<JudgedSubject>[]): Generator<JudgedSubject> {
  const iterators = parts.map((part) => part[Symbol.iterator]());
  const heads = iterators.map((iterator) => iterator.next());
  for (;;) {
    const firsts = heads.map((head) => (head.done === true ? Number.POSITIVE_INFINITY : head.value.firstTurn));
    const nth = firsts.indexOf(Math.min(...firsts));
    const head = heads[nth];
    const iterator = iterators[nth];
    if (head === undefined || head.done === true || iterator === undefined) return;
    yield head.value;
    heads[nth] = iterator.next();
  }
}
