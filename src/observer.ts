/**
 * The observer of one machine under one policy: which configurations fit after each report.
 *
 * The machine is a nondeterministic automaton to whoever only sees reports, since steps between them go unseen. The
 * observer is its determinisation by subset construction (Rabin and Scott 1959; for partially observed systems Sampath
 * et al. 1995, "Diagnosability of discrete-event systems"), built lazily: a set of configurations is interned when it
 * is first reached, and each (set, question) is answered once.
 */
import type { Announcement, Announcements } from "./definition.js";
import type { Graph, Transition } from "./graph.js";

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

export interface Edge {
  readonly from: number;
  readonly to: number;
  /** The status left; undefined for the step from the origin. */
  readonly source: string | undefined;
  /** The status entered. */
  readonly status: string;
  readonly event: string;
  readonly announcement: Announcement;
  readonly startsRun: boolean;
}

/** A set of configurations, by its number in the observer that interned it; 0 is the empty set. */
export type SetNumber = number;

export interface Observer {
  readonly graph: Graph;
  /** The events that begin a run under this policy, whether or not one can be reached. */
  readonly runStarts: readonly string[];
  /** The origin alone: one step before the initial configuration. */
  readonly origin: SetNumber;
  /** Nodes are configurations, numbered as in the graph plus one; node 0 is the origin. */
  readonly edges: readonly (readonly Edge[])[];
  /** The set of all configurations that answer the question from those of `set`. */
  readonly step: (set: SetNumber, asked: Question) => SetNumber;
  /** The nodes in a set, ascending. */
  readonly members: (set: SetNumber) => readonly number[];
  /** The set of these nodes. */
  readonly intern: (nodes: Iterable<number>) => SetNumber;
  readonly statusOf: (node: number) => string | undefined;
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

export function createObserver(graph: Graph, channels: Channels): Observer {
  const statuses = [undefined, ...graph.configurations.map((configuration) => configuration.status)];
  const edges = [[openingEdge(graph, channels)], ...graph.transitions.map((out) => out.map(edgeOf))];

  function edgeOf(transition: Transition): Edge {
    const status = statuses[transition.to + 1] ?? "";
    const event = transition.candidate.event;
    const source = statuses[transition.from + 1];
    const keepsStatus = status === source;
    return {
      from: transition.from + 1,
      to: transition.to + 1,
      source,
      status,
      event,
      announcement: announcementOf(channels, { event, status, keepsStatus }),
      startsRun: channels.runStarts.includes(event),
    };
  }

  const sets: (readonly number[])[] = [];
  const numbers = new Map<string, SetNumber>();
  const answersBySet: Map<Question, SetNumber>[] = [];

  function intern(nodes: Iterable<number>): SetNumber {
    const sorted = [...new Set(nodes)].toSorted((a, b) => a - b);
    const key = sorted.join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, sets.length);
    sets.push(sorted);
    answersBySet.push(new Map());
    return sets.length - 1;
  }

  const members = (set: SetNumber): readonly number[] => sets[set] ?? [];
  intern([]);

  return {
    graph,
    runStarts: channels.runStarts,
    edges,
    members,
    intern,
    origin: intern([0]),
    statusOf: (node) => statuses[node],
    step: (set, asked) => {
      const answered = answersBySet[set];
      const known = answered?.get(asked);
      if (known !== undefined) return known;
      const answer = intern(reached(edges, statuses, members(set), asked));
      answered?.set(asked, answer);
      return answer;
    },
  };
}

function openingEdge({ configurations }: Graph, channels: Channels): Edge {
  const status = configurations[0]?.status ?? "";
  const event = channels.opening ?? "";
  const announcement = announcementOf(channels, { event, status, keepsStatus: false });
  return { from: 0, to: 1, source: undefined, status, event, announcement, startsRun: false };
}

/** Whether a transition is what the question's report tells of, as the last of a path. */
export function answers({ status, event }: Edge, { target }: Question): boolean {
  return "status" in target ? status === target.status : event === target.event;
}

/** Breadth-first search over nodes × whether a run was started on the way. */
function reached(
  edges: readonly (readonly Edge[])[],
  statuses: readonly (string | undefined)[],
  from: readonly number[],
  asked: Question,
): readonly number[] {
  const { target, stay, run, lossless } = asked;
  const found = new Uint8Array(edges.length);
  if (stay && run !== "next" && "status" in target) {
    for (const node of from) if (statuses[node] === target.status) found[node] = 1;
  }
  // Each node has two places in the search: its own number, and one beyond all nodes for when a run was started.
  const size = edges.length;
  const seen = new Uint8Array(2 * size);
  const queue = [...from];
  for (const node of from) seen[node] = 1;
  for (const at of queue) {
    const hasStarted = at >= size;
    for (const edge of edges[hasStarted ? at - size : at] ?? []) {
      if (edge.startsRun && run === "same") continue;
      const started = hasStarted || (edge.startsRun && run === "next");
      if ((started || run !== "next") && answers(edge, asked)) found[edge.to] = 1;
      if (lossless && edge.announcement === "always") continue;
      const next = started ? edge.to + size : edge.to;
      if (seen[next] === 1) continue;
      seen[next] = 1;
      queue.push(next);
    }
  }
  return [...found.keys()].filter((node) => found[node] === 1);
}
