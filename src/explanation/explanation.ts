/** Why a report fits: the statuses it passed over, and the reports that must be missing. */
import { type Evidence, evidenceOf, weakest } from "../evidence.js";
import { noPolicy } from "../graph/policy-sets.js";
import { memoized } from "../memo.js";
import type { Answer, Estimate, Inquiry, Space } from "../observer/estimate.js";
import type { Folded } from "../observer/folded.js";
import type { Observer, Passage, SetNumber } from "../observer/observer.js";
import { type Arrival, bestTrails, compareTrails, edgesOf, startingTrail, type Trail } from "./path.js";

/** The path that explains an accepted report best. */
export interface Explanation {
  /** The statuses on the way, the reported one included. */
  readonly path: readonly string[];
  /** The statuses strictly between what was known and what is reported. */
  readonly skipped: readonly string[];
  /** The weakest evidence on the path; undefined when the report shows a stay. */
  readonly evidence: Evidence | undefined;
  /** Whether a status was reported that one transition led back to at once. */
  readonly isSelfTransition: boolean;
}

const explanations = new WeakMap<Answer, Explanation>();

/** Explains an answer that is not a refusal: from `before`, by the shortest path; of equals, the first by vocabulary. */
export function explain(space: Space, before: Estimate, inquiry: Inquiry, answer: Answer): Explanation {
  const known = explanations.get(answer);
  if (known !== undefined) return known;
  const isGap = answer.kind === "gap";
  const trail = isGap
    ? bestFrom(space, before.fitting, { inquiry, lossless: false, within: answer.next.fitting })
    : bestFrom(space, before.likely, { inquiry, lossless: true, within: answer.next.likely });
  const edges = trail === undefined ? [] : edgesOf(trail);
  const explanation = {
    path: edges.map((edge) => edge.status),
    skipped: edges.slice(0, -1).map((edge) => edge.status),
    evidence: evidenceOfPath(space, edges),
    isSelfTransition:
      "status" in inquiry.possible.target && edges.length === 1 && edges.every((edge) => edge.source === edge.status),
  };
  explanations.set(answer, explanation);
  return explanation;
}

/**
 * The statuses of the fewest reports that must be missing for a gap, wherever since the last gap they were lost: a report
 * may show only later that one before it is missing.
 */
export function missingReports(space: Space, folded: Folded, inquiry: Inquiry): readonly string[] {
  const { fitting: within } = space.ask(folded.estimate, inquiry).next;
  const direct = bestFrom(space, folded.estimate.likely, { inquiry, lossless: false, within });
  if (direct?.missing.length === 1) return direct.missing;

  const sinceGap = folded.entries.slice(1 + folded.entries.findLastIndex(resetsEstimates));
  let seeds = seedsOf(space, (sinceGap[0]?.before ?? folded.estimate).fitting);
  for (const entry of sinceGap) {
    if (entry.isRepeat) continue;
    const { fitting } = entry.answer.next;
    seeds = advance(space, seeds, { inquiry: entry.inquiry, lossless: false, within: fitting });
  }
  const whole = bestOf(advance(space, seeds, { inquiry, lossless: false, within }));
  const ways = [direct, whole].flatMap((trail) => (trail === undefined ? [] : [trail.missing]));
  // A report that the checkpoint has let go of may be missing, too, and can no longer be named.
  return ways.filter((missing) => missing.length > 0).toSorted((a, b) => a.length - b.length)[0] ?? [];
}

/** Whether what is likely begins anew with an entry. */
export function resetsEstimates({ answer, report }: Folded["entries"][number]): boolean {
  return answer.kind === "gap" || report.adopted === true;
}

interface Advance {
  readonly inquiry: Inquiry;
  readonly lossless: boolean;
  /** The set that the report left. */
  readonly within: SetNumber;
}

const seedsOf = ({ observer }: Space, set: SetNumber): readonly Arrival[] =>
  observer.members(set).map((member) => ({ ...member, trail: startingTrail }));

/** The best trails one report further, to the configurations of the set that it left. */
function advance(
  space: Space,
  seeds: readonly Arrival[],
  { inquiry, lossless, within }: Advance,
  onlyBest = false,
): readonly Arrival[] {
  const { observer } = space;
  const { sets } = observer.graph;
  const left = observer.policiesIn(within);
  const allowed = new Map(observer.members(within).map(({ node, policies }) => [node, policies]));
  const reached = bestTrails(
    observer,
    seeds.flatMap((seed) => present({ ...seed, policies: sets.both(seed.policies, left) })),
    lossless ? inquiry.expected : inquiry.possible,
    { letters: lettersOf(space), countsMissing: inquiry.countsMissing, onlyBest },
  );
  return reached.flatMap((arrival) =>
    present({ ...arrival, policies: sets.both(arrival.policies, allowed.get(arrival.node) ?? noPolicy) }),
  );
}

const present = (arrival: Arrival): readonly Arrival[] => (arrival.policies === noPolicy ? [] : [arrival]);

function bestOf(arrivals: readonly Arrival[]): Trail | undefined {
  return arrivals.reduce<Trail | undefined>(
    (best, { trail }) => (best !== undefined && compareTrails(best, trail) <= 0 ? best : trail),
    undefined,
  );
}

/** By observer, question and sets. */
const knownTrails = new WeakMap<Observer, Map<string, { readonly trail: Trail | undefined }>>();

/** The best trail from the configurations of a set, under any policy. */
function bestFrom(space: Space, from: SetNumber, way: Advance): Trail | undefined {
  const { inquiry, lossless, within } = way;
  const known = knownTrails.get(space.observer) ?? new Map<string, { readonly trail: Trail | undefined }>();
  knownTrails.set(space.observer, known);
  // Where counts rule some ends out, the best of all may be one of them.
  const onlyBest = inquiry.counters === undefined;
  return memoized(known, `${from} ${within} ${inquiry.key} ${lossless}`, () => ({
    trail: bestOf(advance(space, seedsOf(space, from), way, onlyBest)),
  })).trail;
}

const letters = new WeakMap<Space, ReadonlyMap<string, string>>();

/** One character for each status, in the vocabulary's order. */
function lettersOf(space: Space): ReadonlyMap<string, string> {
  const known = letters.get(space);
  if (known !== undefined) return known;
  const made = new Map(space.definition.statuses.map((status, index) => [status, String.fromCharCode(0x100 + index)]));
  letters.set(space, made);
  return made;
}

/** The weakest evidence on a path; the step from the origin is no transition and needs none. */
function evidenceOfPath({ definition }: Space, edges: readonly Passage[]): Evidence | undefined {
  return weakest(
    edges.flatMap(({ source, status, event }) => {
      const row =
        source === undefined ? undefined : evidenceOf(definition.evidence.rows, { from: source, to: status, event });
      return row === undefined ? [] : [row];
    }),
  );
}
