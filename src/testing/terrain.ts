/** A lifecycle's configuration graph as a walk needs it: the ways out of each configuration, and what each shows. */
import type { Announcement, LifecycleDefinition } from "../definition.js";
import { readChart } from "../graph/chart.js";
import { exploreChart } from "../graph/graph.js";
import { canonical } from "../json.js";
import { hashed } from "../messages/hash.js";
import { announcementOf } from "../observer/observer.js";
import { parsePolicy, policiesOf } from "../policy/family.js";
import type { GivenPolicy } from "../policy/given-policy.js";

export interface Way {
  readonly to: number;
  readonly status: string;
  readonly event: string;
  readonly announcement: Announcement;
  readonly startsRun: boolean;
  /** For a delayed transition: milliseconds from the subject's start. */
  readonly delay: number | undefined;
  /** How often it is taken, beside the others. */
  readonly weight: number;
  /** Tells its event from others, the same wherever it may happen. */
  readonly salt: number;
}

/** A configuration as a walk finds it. */
export interface Site {
  readonly ways: readonly Way[];
  /** When the first timer runs out: milliseconds from the subject's start. Nothing else happens there afterwards. */
  readonly deadline: number | undefined;
}

export interface Terrain {
  readonly policy: GivenPolicy;
  readonly initial: Way;
  /** Whether a run is under way from the beginning; else the first one starts on the way. */
  readonly beginsInRun: boolean;
  /** By configuration. */
  readonly sites: readonly Site[];
}

/** The weight of what happens in a few statuses only. */
const usualWeight = 24;
const fewStatuses = 4;
/** An end is rarer than what leads on. */
const endShare = 1 / 4;

const mapped = new WeakMap<LifecycleDefinition, Map<string, Terrain>>();
const standing = new WeakMap<LifecycleDefinition, Map<string, readonly GivenPolicy[]>>();

/** The concrete policies that settings stand for: the product of the families of what is not given. */
export function concretePolicies(definition: LifecycleDefinition, settings: unknown): readonly GivenPolicy[] {
  const given = parsePolicy(definition, settings);
  const known = standing.get(definition) ?? new Map<string, readonly GivenPolicy[]>();
  standing.set(definition, known);
  const key = canonical(given);
  const policies = known.get(key) ?? policiesOf(definition, given);
  known.set(key, policies);
  return policies;
}

/** Explored once for each policy and subscription. */
export function terrainOf(
  definition: LifecycleDefinition,
  policy: GivenPolicy,
  subscribed: readonly string[] | undefined,
): Terrain {
  const known = mapped.get(definition) ?? new Map<string, Terrain>();
  mapped.set(definition, known);
  const key = `${canonical(policy)} ${subscribed === undefined ? "all" : canonical(subscribed)}`;
  const terrain = known.get(key) ?? explored(definition, policy, subscribed);
  known.set(key, terrain);
  return terrain;
}

function explored(
  definition: LifecycleDefinition,
  policy: GivenPolicy,
  subscribed: readonly string[] | undefined,
): Terrain {
  const { announced, opening = "", runs } = definition;
  const chart = readChart(definition.machine);
  const { configurations, transitions } = exploreChart(chart, policy);
  const startsRuns = runs !== undefined && (runs.unless === undefined || policy[runs.unless] !== true);
  const runStarts = startsRuns ? runs.startedBy : [];
  const channels = { announced, subscribed, opening, runStarts };
  const statusOf = (configuration: number): string => configurations[configuration]?.status ?? "";
  const isEnd = (configuration: number): boolean => (transitions[configuration] ?? []).length === 0;
  // What may happen in many statuses (a cancellation, say) is rare in each: walks do not end at the first chance.
  const weightOf = (event: string, to: number): number => {
    const statuses = [...chart.candidates.values()].filter((byEvent) => byEvent.has(event)).length;
    const weight = usualWeight * Math.min(1, (fewStatuses / statuses) ** 2) * (isEnd(to) ? endShare : 1);
    return Math.max(1, Math.round(weight));
  };

  const sites = transitions.map((out, from): Site => {
    const ways = out.map(({ to, candidate }): Way => {
      const { event } = candidate;
      const status = statusOf(to);
      const keepsStatus = status === statusOf(from);
      return {
        to,
        status,
        event,
        announcement: announcementOf(channels, { event, status, keepsStatus }),
        startsRun: runStarts.includes(event),
        delay: chart.delay(candidate, configurations[from]?.context ?? {}),
        weight: weightOf(event, to),
        salt: hashed(event),
      };
    });
    const delays = ways.flatMap(({ delay }) => (delay === undefined ? [] : [delay]));
    return {
      ways,
      deadline: delays.length === 0 ? undefined : Math.min(...delays),
    };
  });
  const status = statusOf(0);
  const initial: Way = {
    to: 0,
    status,
    event: opening,
    announcement: announcementOf(channels, { event: opening, status, keepsStatus: false }),
    startsRun: false,
    delay: undefined,
    weight: 1,
    salt: hashed(opening),
  };
  return { policy, initial, beginsInRun: sites[0]?.ways.every(({ startsRun }) => !startsRun) ?? true, sites };
}
