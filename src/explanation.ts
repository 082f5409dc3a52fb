/** Why a report fits: the statuses it passed over, and the reports that must be missing. */
import type { Answer, Estimate, Inquiry, Space } from "./estimate.js";
import { type Evidence, evidenceOf, weakest } from "./evidence.js";
import type { Folded } from "./folded.js";
import { remembered } from "./memo.js";
import type { Observer, Passage, SetNumber } from "./observer.js";
import { bestTrails, compareTrails, edgesOf, startingTrail, type Trail } from "./path.js";

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

/** The best trail to each node, by policy. */
type Seeds = readonly ReadonlyMap<number, Trail>[];

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

function resetsEstimates({ answer, report }: Folded["entries"][number]): boolean {
  return answer.kind === "gap" || report.adopted === true;
}

function seedsOf(space: Space, sets: readonly SetNumber[]): Seeds {
  return sets.map((set, policy) => {
    const nodes = set === 0 ? [] : space.observer(policy).members(set);
    return new Map(nodes.map((node) => [node, startingTrail]));
  });
}

interface Advance {
  readonly inquiry: Inquiry;
  readonly lossless: boolean;
  /** The sets that the report left, by policy. */
  readonly within: readonly SetNumber[];
}

/** The best trails one report further, under every policy. */
function advance(space: Space, seeds: Seeds, { inquiry, lossless, within }: Advance): Seeds {
  const search = { letters: lettersOf(space), countsMissing: inquiry.countsMissing, onlyBest: false };
  return seeds.map((byNode, policy) => {
    const set = within[policy] ?? 0;
    if (byNode.size === 0 || set === 0) return new Map();
    const observer = space.observer(policy);
    const reached = bestTrails(observer, byNode, lossless ? inquiry.expected : inquiry.possible, search);
    const allowed = new Set(observer.members(set));
    return new Map([...reached].filter(([node]) => allowed.has(node)));
  });
}

function bestOf(seeds: Seeds): Trail | undefined {
  return bestTrail(seeds.flatMap((byNode) => [...byNode.values()]));
}

function bestTrail(trails: readonly Trail[]): Trail | undefined {
  return trails.reduce<Trail | undefined>(
    (best, trail) => (best !== undefined && compareTrails(best, trail) <= 0 ? best : trail),
    undefined,
  );
}

/** By observer, question and sets: estimates under many policies share most of their sets. */
const knownTrails = new WeakMap<Observer, Map<string, { readonly trail: Trail | undefined }>>();

/** The best trail from the configurations of some sets, under any policy. */
function bestFrom(space: Space, from: readonly SetNumber[], { inquiry, lossless, within }: Advance): Trail | undefined {
  const question = lossless ? inquiry.expected : inquiry.possible;
  const search = {
    letters: lettersOf(space),
    countsMissing: inquiry.countsMissing,
    // Where counts rule some ends out, the best of all may be one of them.
    onlyBest: inquiry.counters === undefined,
  };
  return bestTrail(
    from.flatMap((set, policy) => {
      const end = within[policy] ?? 0;
      if (set === 0 || end === 0) return [];
      const observer = space.observer(policy);
      const known = knownTrails.get(observer) ?? new Map<string, { readonly trail: Trail | undefined }>();
      knownTrails.set(observer, known);
      const key = `${set} ${end} ${inquiry.key} ${lossless}`;
      const best = remembered(known, key, () => {
        const allowed = new Set(observer.members(end));
        const seeds = new Map(observer.members(set).map((node) => [node, startingTrail]));
        const reached = [...bestTrails(observer, seeds, question, search)];
        return { trail: bestTrail(reached.flatMap(([node, trail]) => (allowed.has(node) ? [trail] : []))) };
      });
      return best.trail ?? [];
    }),
  );
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
