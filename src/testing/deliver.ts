/** A history on its way to the consumer: what arrives, in which order, and what the lifecycle says of it. */
import type { Lifecycle } from "../lifecycle.js";
import type { Observation } from "../observation.js";
import type { VerdictKind } from "../rule.js";
import type { Verdict } from "../verdict/verdict.js";
import type { Outline, TellingOptions, Told } from "./history.js";
import { type OddReport, refusedReport, unknownReport } from "./odd-report.js";
import { type Fate, type Trouble, uneventful } from "./trouble.js";
import { choices, partOf, takes } from "./walk.js";

/** How a report came to arrive. */
export type Cause =
  /** It tells what happened. */
  | "told"
  /** It is delivered once more. */
  | "duplicate"
  /** It cannot be, and was put in. */
  | "illegal"
  /** It is about a run that a newer one replaced, and was put in. */
  | "superseded"
  /** It has a word that nobody knows, and was put in. */
  | "unknown";

export interface Arrival {
  readonly observation: Observation;
  /** The provider's message; undefined where no `messages` were given. */
  readonly message: unknown;
  readonly cause: Cause;
  /** The place of the report in the history; of what was put in, of the report that it follows. */
  readonly of: number;
  /** What the lifecycle says of it, judged by what arrived before. */
  readonly verdict: Verdict;
}

export interface Delivered {
  readonly arrivals: readonly Arrival[];
  /** The places in the history of what was never delivered. */
  readonly lost: readonly number[];
}

interface Sent extends Told {
  readonly cause: Cause;
  readonly of: number;
  readonly key: number;
}

/** How many places behind its original a duplicate comes at most, beside what is shuffled. */
const duplicateReach = 3;

export function deliver(
  lifecycle: Lifecycle,
  planned: Outline,
  fates: readonly Fate[],
  trouble: Trouble,
  options: TellingOptions & { readonly capacity?: number | undefined },
): Delivered {
  const { told, teller, sights } = planned;
  const lost: number[] = [];
  const sent = told.flatMap((report, of) => {
    const fate = fates[of] ?? uneventful;
    if (isLost(fate, trouble)) lost.push(of);
    return isLost(fate, trouble) ? [] : journeys(report, of, fate, trouble, told.length);
  });
  const inOrder = sent.toSorted((a, b) => a.key - b.key);

  const { policy, subscribed, capacity } = options;
  const bound = lifecycle.under({ ...policy });
  let record = bound.open({ subject: teller.subject, subscribed, capacity });
  const arrivals: Arrival[] = [];
  const arrive = ({ observation, message, cause, of }: Omit<Sent, "key">): void => {
    const step = bound.observe(record, observation);
    record = step.record;
    arrivals.push({ observation, message, cause, of, verdict: step.verdict });
  };
  const kindOf = (observation: Observation): VerdictKind => bound.observe(record, observation).verdict.kind;
  const put = (odd: OddReport | undefined, of: number): void => {
    if (odd !== undefined) arrive({ ...odd, of });
  };
  for (const journey of inOrder) {
    const { of, cause } = journey;
    const sight = sights[of];
    const fate = fates[of] ?? uneventful;
    const pick = partOf(fate.manner, 9);
    const scene = sight === undefined || cause !== "told" ? undefined : { lifecycle, teller, options, sight, of, pick };
    const unknown =
      scene === undefined || !takes(partOf(fate.manner, 6), trouble.unknown ?? 0) ? undefined : unknownReport(scene);
    const comesFirst = partOf(fate.manner, 5) % 2 === 1;
    if (comesFirst) put(unknown, of);
    arrive(journey);
    if (!comesFirst) put(unknown, of);
    if (scene === undefined) continue;
    if (takes(partOf(fate.manner, 7), trouble.superseded ?? 0)) put(refusedReport(scene, "superseded", kindOf), of);
    if (takes(partOf(fate.manner, 8), trouble.illegal ?? 0)) put(refusedReport(scene, "illegal", kindOf), of);
  }
  return { arrivals, lost };
}

/** What shrinks towards losing a report: where some are lost, the smallest choice loses it. */
function isLost({ lost }: Fate, { loss = 0 }: Trouble): boolean {
  return lost < loss * choices;
}

function journeys(report: Told, of: number, { manner }: Fate, trouble: Trouble, length: number): readonly Sent[] {
  const { shuffle = 0, delays = 0, duplicates = 0 } = trouble;
  const far = takes(partOf(manner, 1), delays) ? length : 0;
  const key = of + (partOf(manner, 2) / choices) * (shuffle + far + 1);
  const original: Sent = { ...report, cause: "told", of, key };
  if (!takes(partOf(manner, 3), duplicates)) return [original];
  const againKey = key + (partOf(manner, 4) / choices) * (shuffle + duplicateReach);
  return [original, { ...original, cause: "duplicate", key: againKey }];
}
