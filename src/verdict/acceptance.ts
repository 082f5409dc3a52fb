/** A report that fits, decided: the kind, the path that explains it, and what is missing or filled. */
import { explain } from "../explanation/explanation.js";
import type { Observation } from "../observation.js";
import type { Space } from "../observer/estimate.js";
import type { Entry, Folded, Report } from "../observer/folded.js";
import type { Known } from "../record/window.js";
import { rules } from "../rule.js";
import { type Decision, fromStatus } from "./decision.js";
import { foldedAsLatest } from "./placement.js";

/** A report that fits, where it stands in the fold that it is told by. */
interface Placed {
  readonly kind: "advance" | "gap" | "late";
  readonly entries: readonly Entry[];
  readonly index: number;
  readonly entry: Entry;
}

function placedIn(space: Space, known: Known, report: Report, placed: Folded): Placed {
  const asLatest = foldedAsLatest(space, known, report, placed);
  const { entries } = asLatest ?? placed;
  const index = entries.findLastIndex((candidate) => candidate.report === report);
  const entry = entries[index];
  if (entry === undefined) throw new Error("a report that fits is not in its fold");
  const kind = entry.answer.kind === "gap" ? "gap" : "advance";
  return { kind: asLatest === undefined ? "late" : kind, entries, index, entry };
}

/** What is decided about a report that fits, without what it takes to tell it. */
export function acceptedKind(space: Space, known: Known, report: Report, placed: Folded): Placed["kind"] {
  return placedIn(space, known, report, placed).kind;
}

export function acceptance(
  space: Space,
  known: Known,
  observation: Observation,
  report: Report,
  placed: Folded,
): Decision {
  const { kind, entries, index, entry } = placedIn(space, known, report, placed);
  const { path, skipped, evidence, isSelfTransition } = explain(space, entry.before, entry.inquiry, entry.answer);
  const told = {
    ...fromStatus(index === 0 ? known.record.checkpoint?.latest : entries[index - 1]?.latest),
    path,
    ...(evidence === undefined ? {} : { evidence }),
    warnings: [
      ...entry.answer.disbelieved.map(disbelief),
      ...(isSelfTransition ? ["the status was reported again although it had not changed"] : []),
      ...ownWarnings(space, known, observation, entries.slice(0, index)),
    ],
  };
  const fills = without(missingIn(known.folded), missingIn(placed));
  const isGap = entry.answer.kind === "gap";
  if (kind === "late") return { ...rules.late, ...told, ...(isGap ? { missing: entry.missing } : { skipped }), fills };
  return isGap ? { ...rules.gap, ...told, missing: entry.missing } : { ...rules.advance, ...told, skipped };
}

function missingIn({ entries }: Folded): readonly string[] {
  return entries.flatMap(({ missing }) => missing);
}

/** The warning of a report that shows what cannot be, and is believed in the rest. */
export const disbelief = (statement: "policy" | "counters"): string =>
  statement === "policy"
    ? "the report shows a setting that no policy that fits has, and it was ignored"
    : "the report's counts fit no configuration and were ignored";

function ownWarnings(
  space: Space,
  { record }: Known,
  observation: Observation,
  earlier: readonly Entry[],
): readonly string[] {
  const isOfRun = (run: string | undefined): boolean =>
    run === undefined || observation.run === undefined || run === observation.run;
  const isFirst =
    !earlier.some(({ report }) => isOfRun(report.run)) &&
    (record.checkpoint === undefined || !isOfRun(record.checkpoint.latest.run));
  const placed = { status: observation.status, isFirst, policy: record.policy };
  return space.definition.warnings?.(placed, observation) ?? [];
}

/** The items of a list that are left when those of another are taken away, one for one. */
function without(items: readonly string[], taken: readonly string[]): readonly string[] {
  const left = [...taken];
  return items.filter((item) => {
    const index = left.indexOf(item);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}
