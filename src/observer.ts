/**
 * The observer of one machine under one policy: which configurations fit after each report.
 *
 * The machine is a nondeterministic automaton to whoever only sees reports, since steps between them go unseen. The
 * observer is its determinisation by subset construction (Rabin and Scott 1959; for partially observed systems Sampath
 * et al. 1995, "Diagnosability of discrete-event systems"), built lazily: a set of configurations is interned when it
 * is first reached, and each (set, question) is answered once.
 */
import type { Announcement, Announcements } from "./definition.js";
import type { Chart } from "./chart.js";
import type { Graph } from "./graph.js";
import { waysOf } from "./ways.js";

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
  readonly startsRun: boolean;
}

export interface Edge extends Passage {
  readonly from: number;
  readonly to: number;
}

/** A set of configurations, by its number in the observer that interned it; 0 is the empty set. */
export type SetNumber = number;

/** The origin alone: one step before the initial configuration. The same number in every observer. */
export const originSet: SetNumber = 1;

export interface Observer {
  readonly graph: Graph;
  /** The events that begin a run under this policy, whether or not one can be reached. */
  readonly runStarts: readonly string[];
  /** Nodes are configurations, numbered as in the graph plus one; node 0 is the origin. All edges, spelled out by node. */
  readonly edges: readonly (readonly Edge[])[];
  /** Visits each edge out of a node: what it tells, and where it leads. */
  readonly leave: (node: number, visit: (passage: Passage, to: number) => void) => void;
  /** The set of all configurations that answer the question from those of `set`. */
  readonly step: (set: SetNumber, asked: Question) => SetNumber;
  /** The nodes in a set, ascending. */
  readonly members: (set: SetNumber) => readonly number[];
  /** The set of these nodes. */
  readonly intern: (nodes: Iterable<number>) => SetNumber;
  readonly statusOf: (node: number) => string | undefined;
  /** Whether webhooks tell of some transition into a status. */
  readonly announces: (status: string) => boolean;
  /** Whether no edge leads out of a node. */
  readonly isEnd: (node: number) => boolean;
}

export interface Channels {
  readonly announced: Announcements;
  /** The statuses a consumer subscribed to; all when undefined. */
  readonly subscribed: readonly string[] | undefined;
  /** The event by which the provider announces creation. */
  readonly opening: string | undefined;
  /** The events that begin a run, none under a policy that never does. */
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

export function createObserver(chart: Chart, graph: Graph, channels: Channels): Observer {
  const passages = passagesOf(chart, channels);
  const opening = openingPassage(graph, channels);
  const { offsets, targets, ways } = graph.arcs;
  const size = graph.size + 1;

  function leave(node: number, visit: (passage: Passage, to: number) => void): void {
    if (node === 0) visit(opening, 1);
    const end = node === 0 ? 0 : (offsets[node] ?? 0);
    for (let arc = node === 0 ? 0 : (offsets[node - 1] ?? 0); arc < end; arc++) {
      visit(passages[ways[arc] ?? 0] ?? opening, (targets[arc] ?? 0) + 1);
    }
  }

  function edgesFrom(from: number): readonly Edge[] {
    const edges: Edge[] = [];
    leave(from, (passage, to) => edges.push({ ...passage, from, to }));
    return edges;
  }

  const statusOf = (node: number): string | undefined => (node === 0 ? undefined : graph.statusAt(node - 1));

  let announced: ReadonlySet<string> | undefined;
  const sets: (readonly number[])[] = [];
  const numbers = new Map<string, SetNumber>();
  const answersBySet: Map<Question, SetNumber>[] = [];

  function internSorted(sorted: readonly number[]): SetNumber {
    const key = sorted.join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, sets.length);
    sets.push(sorted);
    answersBySet.push(new Map());
    return sets.length - 1;
  }

  const intern = (nodes: Iterable<number>): SetNumber => internSorted([...new Set(nodes)].toSorted((a, b) => a - b));
  const members = (set: SetNumber): readonly number[] => sets[set] ?? [];
  internSorted([]);
  internSorted([0]);

  /** Breadth-first search over nodes × whether a run was started on the way; the nodes that answer, ascending. */
  function reached(from: readonly number[], asked: Question): readonly number[] {
    const { target, stay, run } = asked;
    const roles = rolesOf(passages, asked);
    const found = new Uint8Array(size);
    if (stay && run !== "next" && "status" in target) {
      for (const node of from) if (statusOf(node) === target.status) found[node] = 1;
    }
    // Each node has two places in the search: its own number, and one beyond all nodes for when a run was started.
    const seen = new Uint8Array(2 * size);
    const queue = [...from];
    for (const node of from) seen[node] = 1;
    const needsStart = run === "next";

    function pass(role: number, to: number, hasStarted: boolean): void {
      const started = hasStarted || (role & startsRun) !== 0;
      if ((role & isAnswer) !== 0 && (started || !needsStart)) found[to] = 1;
      const next = started ? to + size : to;
      if ((role & isLast) !== 0 || seen[next] === 1) return;
      seen[next] = 1;
      queue.push(next);
    }

    for (let at = 0; at < queue.length; at++) {
      const place = queue[at] ?? 0;
      const hasStarted = place >= size;
      const node = hasStarted ? place - size : place;
      if (node === 0) pass(roleOf(opening, asked), 1, hasStarted);
      const end = node === 0 ? 0 : (offsets[node] ?? 0);
      for (let arc = node === 0 ? 0 : (offsets[node - 1] ?? 0); arc < end; arc++) {
        const role = roles[ways[arc] ?? 0] ?? 0;
        if (role !== isForbidden) pass(role, (targets[arc] ?? 0) + 1, hasStarted);
      }
    }
    return placesOfOnes(found);
  }

  return {
    graph,
    runStarts: channels.runStarts,
    get edges() {
      return Array.from({ length: size }, (_, node) => edgesFrom(node));
    },
    leave,
    members,
    intern,
    statusOf,
    announces: (status) =>
      (announced ??= announcedStatuses([opening, ...graph.arcs.ways.map((way) => passages[way])])).has(status),
    isEnd: (node) => node > 0 && offsets[node] === offsets[node - 1],
    step: (set, asked) => {
      const answered = answersBySet[set];
      const known = answered?.get(asked);
      if (known !== undefined) return known;
      const answer = internSorted(reached(members(set), asked));
      answered?.set(asked, answer);
      return answer;
    },
  };
}

/** What a passage is to a question, in bits: its report answers; the path ends with it; it starts a run that is asked for. */
const [isAnswer, isLast, startsRun] = [1, 2, 4];
/** The path may not take it at all. */
const isForbidden = 8;

function roleOf(passage: Passage, asked: Question): number {
  const { run, lossless } = asked;
  if (passage.startsRun && run === "same") return isForbidden;
  return (
    (answers(passage, asked) ? isAnswer : 0) |
    (lossless && passage.announcement === "always" ? isLast : 0) |
    (passage.startsRun && run === "next" ? startsRun : 0)
  );
}

const roles = new WeakMap<readonly Passage[], Map<Question, Uint8Array>>();

/** What each passage is to a question, by the number of its way. */
function rolesOf(told: readonly Passage[], asked: Question): Uint8Array {
  const byQuestion = roles.get(told) ?? new Map<Question, Uint8Array>();
  roles.set(told, byQuestion);
  const known = byQuestion.get(asked) ?? Uint8Array.from(told, (passage) => roleOf(passage, asked));
  byQuestion.set(asked, known);
  return known;
}

function placesOfOnes(row: Uint8Array): readonly number[] {
  const places: number[] = [];
  for (let at = row.indexOf(1); at !== -1; at = row.indexOf(1, at + 1)) places.push(at);
  return places;
}

const passages = new WeakMap<Channels, readonly Passage[]>();

/** What channels tell of each way of a chart, by its number. */
function passagesOf(chart: Chart, channels: Channels): readonly Passage[] {
  const known =
    passages.get(channels) ??
    waysOf(chart).all.map(({ source, candidate: { event, target: status } }) => ({
      source,
      status,
      event,
      announcement: announcementOf(channels, { event, status, keepsStatus: status === source }),
      startsRun: channels.runStarts.includes(event),
    }));
  passages.set(channels, known);
  return known;
}

function announcedStatuses(taken: readonly (Passage | undefined)[]): ReadonlySet<string> {
  return new Set(
    taken.flatMap((passage) => (passage === undefined || passage.announcement === "never" ? [] : [passage.status])),
  );
}

function openingPassage({ statusAt }: Graph, channels: Channels): Passage {
  const status = statusAt(0);
  const event = channels.opening ?? "";
  const announcement = announcementOf(channels, { event, status, keepsStatus: false });
  return { source: undefined, status, event, announcement, startsRun: false };
}

/** Whether a transition is what the question's report tells of, as the last of a path. */
export function answers({ status, event }: Passage, { target }: Question): boolean {
  return "status" in target ? status === target.status : event === target.event;
}
