/**
 * The observer of one machine under the policies of a family: which configurations fit after each report.
 *
 * The machine is a nondeterministic automaton to whoever only sees reports, since steps between them go unseen. The
 * observer is its determinisation by subset construction (Rabin and Scott 1959; for partially observed systems Sampath
 * et al. 1995, "Diagnosability of discrete-event systems"), built lazily: a set of configurations is interned when it
 * is first reached, and each (set, question) is answered once.
 */
import type { Announcement, Announcements } from "../definition.js";
import type { Chart } from "../graph/chart.js";
import { type FamilyGraph, noArc, origin } from "../graph/family-graph.js";
import { noPolicy, type PolicySet } from "../graph/policy-sets.js";
import { waysOf } from "../graph/ways.js";
import { memoized } from "../memo.js";

/** What a report asks of a set: which configurations are at the end of a path that this report may be the last step of? */
export interface Question {
  /** The status reported, or the event that was the path's last transition. */
  readonly target: { readonly status: string } | { readonly event: string };
  /** Whether the path may be empty: the report shows a stay. */
  readonly stay: boolean;
  /** `same`: the path starts no run; `next`: it starts at least one; `any`: the reports' runs say nothing. */
  readonly run: "any" | "same" | "next";
  /** Whether every transition but the last must be one that may go unreported. */
  readonly lossless: boolean;
}

const questions = new Map<string, Question>();

/** Equal questions are one object, so that a set's answers can be looked up by identity. */
export function question(asked: Question): Question {
  const key = JSON.stringify(asked);
  const known = questions.get(key) ?? asked;
  questions.set(key, known);
  return known;
}

/** What a report can tell of a transition. */
export interface Passage {
  /** The status left; undefined for the step from the origin. */
  readonly source: string | undefined;
  /** The status entered. */
  readonly status: string;
  readonly event: string;
  readonly announcement: Announcement;
  /** Whether it starts a run, under the policies that have runs. */
  readonly startsRun: boolean;
}

export interface Edge extends Passage {
  readonly from: number;
  readonly to: number;
}

/** A node under some policies: as many configurations. */
export interface Member {
  readonly node: number;
  readonly policies: PolicySet;
}

/** A set of configurations, by its number in the observer that interned it; 0 is the empty set. */
export type SetNumber = number;

/** The origin alone, under every policy: one step before the initial configuration. The same number in every observer. */
export const originSet: SetNumber = 1;

export interface Observer {
  readonly graph: FamilyGraph;
  /** The policies under which runs begin. */
  readonly withRuns: PolicySet;
  /** All edges, spelled out by node. */
  readonly edges: readonly (readonly Edge[])[];
  /** Visits each edge out of a node: what it tells, where it leads, and the policies that have it. */
  readonly leave: (node: number, visit: (passage: Passage, to: number, policies: PolicySet) => void) => void;
  /** The set of all configurations that answer the question from those of `set`. */
  readonly step: (set: SetNumber, asked: Question) => SetNumber;
  /** The nodes in a set, ascending. */
  readonly members: (set: SetNumber) => readonly Member[];
  /** The set of these nodes, each given once. */
  readonly intern: (members: readonly Member[]) => SetNumber;
  /** The policies under which a set holds any configuration. */
  readonly policiesIn: (set: SetNumber) => PolicySet;
  /** Whether webhooks tell of some transition into a status, under one of these policies. */
  readonly announces: (status: string, policies: PolicySet) => boolean;
  /** Whether no edge leads out of a node, under any of these policies. */
  readonly isEnd: (member: Member) => boolean;
}

export interface Channels {
  readonly announced: Announcements;
  /** The statuses a consumer subscribed to; all when undefined. */
  readonly subscribed: readonly string[] | undefined;
  /** The event by which the provider announces creation. */
  readonly opening: string | undefined;
  /** The events that begin a run, where the policy has runs. */
  readonly runStarts: readonly string[];
}

/** How surely a webhook reports that `event` led into `status`. */
export function announcementOf(
  { announced, subscribed }: Channels,
  transition: { readonly event: string; readonly status: string; readonly keepsStatus: boolean },
): Announcement {
  if (transition.keepsStatus) return "never";
  if (subscribed !== undefined && !subscribed.includes(transition.status)) return "never";
  const word = announced.by === "status" ? transition.status : transition.event;
  if (announced.always.includes(word)) return "always";
  return announced.maybe.includes(word) ? "maybe" : "never";
}

/** Observes a graph through channels; runs begin under the policies `withRuns`, all when not given. */
export function createObserver(
  chart: Chart,
  graph: FamilyGraph,
  channels: Channels,
  withRuns: PolicySet = graph.sets.all,
): Observer {
  const { sets, arcs, size, statusOf } = graph;
  const passages = passagesOf(chart, channels, statusOf(1) ?? "");

  function leave(node: number, visit: (passage: Passage, to: number, policies: PolicySet) => void): void {
    for (let arc = arcs.first[node] ?? noArc; arc !== noArc; arc = arcs.next[arc] ?? noArc) {
      const passage = passages[arcs.ways[arc] ?? 0];
      if (passage !== undefined) visit(passage, arcs.targets[arc] ?? 0, arcs.policies[arc] ?? noPolicy);
    }
  }

  function edgesFrom(from: number): readonly Edge[] {
    const edges: Edge[] = [];
    leave(from, (passage, to) => edges.push({ ...passage, from, to }));
    return edges;
  }

  let announced: ReadonlyMap<string, PolicySet> | undefined;
  const interned: (readonly Member[])[] = [];
  const numbers = new Map<string, SetNumber>();
  const answersBySet: Map<Question, SetNumber>[] = [];

  function internSorted(sorted: readonly Member[]): SetNumber {
    const key = keyOf(sorted);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, interned.length);
    answersBySet.push(new Map());
    return interned.push(sorted) - 1;
  }

  const members = (set: SetNumber): readonly Member[] => interned[set] ?? [];
  internSorted([]);
  internSorted([{ node: origin, policies: sets.all }]);

  /** By set, the walks from it: a row of all runs, for paths that lose nothing and for others. */
  const walksBySet: Walk[][] = [];
  /** By place, under which policies a walk has come there. Empty between walks. */
  const seen = new Int32Array(2 * size);
  const isWaiting = new Uint8Array(2 * size);

  /**
   * Breadth-first search over nodes × whether a run was started on the way, for all policies together. Each node has two
   * places in it: its own number, and one beyond all nodes for when a run was started. Which words are asked for is nothing
   * to a walk.
   */
  function walked(from: readonly Member[], asked: Question): Walk {
    const { run } = asked;
    const roles = rolesOf(passages, asked);
    const places: number[] = [];
    const queue: number[] = [];

    function reach(place: number, policies: PolicySet): void {
      const known = seen[place] ?? noPolicy;
      if (sets.without(policies, known) === noPolicy) return;
      if (known === noPolicy) places.push(place);
      seen[place] = sets.either(known, policies);
      if (isWaiting[place] === 1) return;
      isWaiting[place] = 1;
      queue.push(place);
    }

    for (const { node, policies } of from) reach(node, policies);
    // The queue grows while it is walked.
    for (const place of queue) {
      isWaiting[place] = 0;
      const further = place < size ? 0 : size;
      const policies = seen[place] ?? noPolicy;
      for (let arc = arcs.first[place - further] ?? noArc; arc !== noArc; arc = arcs.next[arc] ?? noArc) {
        const role = roles[arcs.ways[arc] ?? 0] ?? 0;
        if ((role & isLast) !== 0) continue;
        const to = arcs.targets[arc] ?? 0;
        const taking = sets.both(policies, arcs.policies[arc] ?? noPolicy);
        const starting = (role & isStart) === 0 ? noPolicy : sets.both(taking, withRuns);
        reach(to + further, sets.without(taking, starting));
        if (run === "next") reach(to + size, starting);
      }
    }
    const policies = Int32Array.from(places, (place) => seen[place] ?? noPolicy);
    for (const place of places) seen[place] = noPolicy;
    return { places: Int32Array.from(places), policies };
  }

  function walkFrom(set: SetNumber, asked: Question): Walk {
    const walks = (walksBySet[set] ??= []);
    return (walks[walkNumber(asked)] ??= walked(members(set), asked));
  }

  /** The ends of all paths from a set that answer a question. */
  function reached(set: SetNumber, asked: Question): readonly Member[] {
    const { target, stay, run } = asked;
    const roles = rolesOf(passages, asked);
    const found = new Map<number, PolicySet>();

    function answer(node: number, policies: PolicySet): void {
      if (policies !== noPolicy) found.set(node, sets.either(found.get(node) ?? noPolicy, policies));
    }

    for (const { node, policies } of members(set)) {
      if (stay && run !== "next" && "status" in target && statusOf(node) === target.status) answer(node, policies);
    }
    const { places, policies } = walkFrom(set, asked);
    for (let nth = 0; nth < places.length; nth++) {
      const place = places[nth] ?? 0;
      const hasStarted = place >= size;
      const first = arcs.first[hasStarted ? place - size : place] ?? noArc;
      for (let arc = first; arc !== noArc; arc = arcs.next[arc] ?? noArc) {
        const role = roles[arcs.ways[arc] ?? 0] ?? 0;
        if ((role & isAnswer) === 0) continue;
        const to = arcs.targets[arc] ?? 0;
        const taking = sets.both(policies[nth] ?? noPolicy, arcs.policies[arc] ?? noPolicy);
        const starting = (role & isStart) === 0 ? noPolicy : sets.both(taking, withRuns);
        if (hasStarted || run !== "next") answer(to, sets.without(taking, starting));
        if (run === "next") answer(to, starting);
      }
    }
    return Array.from(found, ([node, held]) => ({ node, policies: held })).toSorted((a, b) => a.node - b.node);
  }

  return {
    graph,
    withRuns,
    get edges() {
      return Array.from({ length: size }, (_, node) => edgesFrom(node));
    },
    leave,
    members,
    intern: (given) => internSorted(given.toSorted((a, b) => a.node - b.node)),
    policiesIn: (set) => members(set).reduce<PolicySet>((all, { policies }) => sets.either(all, policies), noPolicy),
    announces: (status, policies) =>
      sets.both((announced ??= announcedIn(graph, passages)).get(status) ?? noPolicy, policies) !== noPolicy,
    isEnd({ node, policies }) {
      let isStuck = true;
      leave(node, (_, __, taking) => (isStuck &&= sets.both(taking, policies) === noPolicy));
      return isStuck;
    },
    step: (set, asked) =>
      memoized(answersBySet[set] ?? new Map<Question, SetNumber>(), asked, () => internSorted(reached(set, asked))),
  };
}

function keyOf(members: readonly Member[]): string {
  let key = "";
  for (const { node, policies } of members) key += `${node} ${policies} `;
  return key;
}

/** Where paths may pass before their last transition: places, and by these the policies under which they come there. */
interface Walk {
  readonly places: Int32Array;
  readonly policies: Int32Array;
}

const runs: readonly Question["run"][] = ["any", "same", "next"];

/** The number of the walk that a question asks for, among those from one set. */
function walkNumber({ run, lossless }: Question): number {
  return 2 * runs.indexOf(run) + (lossless ? 1 : 0);
}

const passages = new WeakMap<Channels, readonly Passage[]>();

/** What channels tell of each way of a chart, by its number, and last of the step from the origin to the initial status. */
function passagesOf(chart: Chart, channels: Channels, initial: string): readonly Passage[] {
  const known = passages.get(channels) ?? [
    ...waysOf(chart).all.map(({ source, candidate: { event, target: status } }) => ({
      source,
      status,
      event,
      announcement: announcementOf(channels, { event, status, keepsStatus: status === source }),
      startsRun: channels.runStarts.includes(event),
    })),
    openingPassage(initial, channels),
  ];
  passages.set(channels, known);
  return known;
}

function openingPassage(status: string, channels: Channels): Passage {
  const event = channels.opening ?? "";
  const announcement = announcementOf(channels, { event, status, keepsStatus: false });
  return { source: undefined, status, event, announcement, startsRun: false };
}

/** What a passage is to a question, in bits: its report answers; a path ends with it; it starts a run, and that matters. */
const [isAnswer, isLast, isStart] = [1, 2, 4];

const roles = new WeakMap<readonly Passage[], Map<Question, Uint8Array>>();

/** What each passage is to a question. */
function rolesOf(told: readonly Passage[], asked: Question): Uint8Array {
  const byQuestion = roles.get(told) ?? new Map<Question, Uint8Array>();
  roles.set(told, byQuestion);
  const known =
    byQuestion.get(asked) ??
    Uint8Array.from(
      told,
      (passage) =>
        (answers(passage, asked) ? isAnswer : 0) |
        (asked.lossless && passage.announcement === "always" ? isLast : 0) |
        (passage.startsRun && asked.run !== "any" ? isStart : 0),
    );
  byQuestion.set(asked, known);
  return known;
}

/** The statuses that webhooks tell of, each with the policies under which they do. */
function announcedIn({ sets, arcs }: FamilyGraph, told: readonly Passage[]): ReadonlyMap<string, PolicySet> {
  const found = new Map<string, PolicySet>();
  for (const [arc, way] of arcs.ways.entries()) {
    const passage = told[way];
    if (passage === undefined || passage.announcement === "never") continue;
    const known = found.get(passage.status) ?? noPolicy;
    found.set(passage.status, sets.either(known, arcs.policies[arc] ?? noPolicy));
  }
  return found;
}

/** Whether a transition is what the question's report tells of, as the last of a path. */
export function answers({ status, event }: Passage, { target }: Question): boolean {
  return "status" in target ? status === target.status : event === target.event;
}
