/** Why a report fits: the statuses it passed over, and the reports that must be missing. */
import type { Answer, Estimate, Inquiry, Space } from "./estimate.js";
import { type Evidence, evidenceOf, weakest } from "./evidence.js";
import type { Folded } from "./fold.js";
import type { Edge, Question, SetNumber } from "./observer.js";
import { bestTrails, compareTrails, edgesOf, startingTrail, type Trail } from "./path.js";

/** The path that explains an accepted report best. */
export interface Explanation {
  /** The statuses on the way, the reported one included. */
  readonly path: readonly string[];
  /** The statuses strictly between what was known and what is reported. */
  readonly skipped: readonly string[];
  /** The weakest evidence on the path; undefined when the report shows a stay. */
  readonly evidence: Evidence | undefined;
  /** Whether the whole path is one transition that keeps the status. */
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
  const trail = bestOf(
    advance(space, seedsOf(space, isGap ? before.fitting : before.likely), {
      question: isGap ? inquiry.possible : inquiry.expected,
      within: isGap ? answer.next.fitting : answer.next.likely,
      onlyBest: inquiry.counters === undefined,
    }),
  );
  const edges = trail === undefined ? [] : edgesOf(trail);
  const explanation = {
    path: edges.map((edge) => edge.status),
    skipped: edges.slice(0, -1).map((edge) => edge.status),
    evidence: evidenceOfPath(space, edges),
    isSelfTransition: edges.length === 1 && edges.every((edge) => edge.source === edge.status),
  };
  explanations.set(answer, explanation);
  return explanation;
}

/**
 * The statuses of the fewest reports that must be missing for a gap, wherever since the last gap they were lost: a report
 * may show only later that one before it is missing.
 */
export function missingReports(space: Space, folded: Folded, inquiry: Inquiry): readonly string[] {
  const { next } = space.ask(folded.estimate, inquiry);
  const direct = bestOf(
    advance(space, seedsOf(space, folded.estimate.likely), {
      question: inquiry.possible,
      within: next.fitting,
      onlyBest: inquiry.counters === undefined,
    }),
  );
  if (direct?.missing.length === 1) return direct.missing;

  const sinceGap = folded.entries.slice(1 + folded.entries.findLastIndex(resetsEstimates));
  const start = sinceGap[0]?.before ?? folded.estimate;
  let seeds = seedsOf(space, start.fitting);
  for (const entry of sinceGap) {
    if (entry.answer.next === entry.before) continue;
    seeds = advance(space, seeds, {
      question: entry.inquiry.possible,
      within: entry.answer.next.fitting,
      onlyBest: false,
    });
  }
  const whole = bestOf(advance(space, seeds, { question: inquiry.possible, within: next.fitting, onlyBest: false }));
  const missing = [direct, whole]
    .flatMap((trail) => (trail === undefined || trail.missing.length === 0 ? [] : [trail.missing]))
    .toSorted((a, b) => a.length - b.length)[0];
  return missing ?? [];
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

/** The best trails one report further, under every policy. */
function advance(
  space: Space,
  seeds: Seeds,
  asked: { readonly question: Question; readonly within: readonly SetNumber[]; readonly onlyBest: boolean },
): Seeds {
  const letters = lettersOf(space);
  return seeds.map((byNode, policy) => {
    const within = asked.within[policy] ?? 0;
    if (byNode.size === 0 || within === 0) return byNode.size === 0 ? byNode : new Map();
    const observer = space.observer(policy);
    const reached = bestTrails(observer, byNode, asked.question, { letters, onlyBest: asked.onlyBest });
    const allowed = new Set(observer.members(within));
    return new Map([...reached].filter(([node]) => allowed.has(node)));
  });
}

function bestOf(seeds: Seeds): Trail | undefined {
  return seeds.flatMap((byNode) => [...byNode.values()]).toSorted(compareTrails)[0];
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
export function evidenceOfPath({ definition }: Space, edges: readonly Edge[]): Evidence | undefined {
  return weakest(
    edges.flatMap(({ source, status, event }) => {
      const row =
        source === undefined ? undefined : evidenceOf(definition.evidence.rows, { from: source, to: status, event });
      return row === undefined ? [] : [row];
    }),
  );
}
