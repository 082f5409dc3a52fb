/**
 * A lifecycle as what a picture of it shows: its states and groups, its arrows with their words, and what each rests on.
 * Read off the machine object itself; plain JSON, the same for the same machine and policy.
 */
import type { StateNode } from "xstate";
import { definitionOf, refuseWithout } from "../argument.js";
import type { LifecycleDefinition } from "../definition.js";
import { type Evidence, evidenceOf, type Level, weakest } from "../evidence.js";
import { type Candidate, ownCandidates } from "../graph/candidates.js";
import { type Chart, type Context, readChart } from "../graph/chart.js";
import { canonical } from "../json.js";
import { awaitedIn, type Phase, phases as allPhases } from "../phase.js";
import { parsePolicy } from "../policy/family.js";
import { exploreAll } from "./explorations.js";
import { durationWords, nameWords } from "./names.js";
import { descendants } from "./state-nodes.js";

export interface PictureState {
  /** A leaf state's key, which is the provider's status; a group's id, which holds a dot and so is no status. */
  readonly id: string;
  readonly name: string;
  readonly kind: "group" | "state" | "final";
  /** The id of the group around it; null at the top. */
  readonly parent: string | null;
  /** A leaf in which the lifecycle begins. */
  readonly initial: boolean;
  readonly description: string;
  /** What the status can mean; several where the context decides, none of a group. */
  readonly phases: readonly Phase[];
  /** Who must act next; null where nobody need, and of a group. */
  readonly waitingFor: "person" | "provider" | "owner" | null;
}

/** What the arrow rests on, for those of the statuses it leaves. */
export interface ArrowEvidence extends Evidence {
  readonly from: readonly string[];
}

export interface PictureArrow {
  /** Its source, its event and its place among the event's candidates: `end server.failed 1`. */
  readonly id: string;
  /** Ids of states; an arrow from a group leaves every state in it. */
  readonly from: string;
  readonly to: string;
  /** The event's name; of a delayed transition `after <delay>`. */
  readonly event: string;
  readonly timer: { readonly name: string; readonly milliseconds: number; readonly words: string } | null;
  readonly guard: { readonly name: string; readonly needs: string; readonly evidence: Evidence | null } | null;
  /** When it is taken, in short: of a guard, or of what remains when none holds. Empty where always. */
  readonly condition: string;
  /** What the machine says of it, where it is taken always. */
  readonly note: string;
  /** What it does to the counters and other context, in words: "count failure". */
  readonly effects: readonly string[];
  /** The weakest of its evidence. */
  readonly level: Level;
  readonly evidence: readonly ArrowEvidence[];
}

export interface Picture {
  /** The lifecycle's id. */
  readonly id: string;
  readonly title: string;
  /** Groups and leaf states, parents before their children, in the order of the machine. */
  readonly states: readonly PictureState[];
  readonly arrows: readonly PictureArrow[];
}

/** What a picture is drawn of: a lifecycle is one. */
export interface Drawable {
  readonly definition: LifecycleDefinition;
}

/**
 * The picture of a lifecycle. A policy sets the timers' lengths; what it makes unreachable is `reach`'s answer.
 *
 * @throws {PolicyError} for settings that no policy can have.
 * @throws {TypeError} for what is no lifecycle.
 */
export function pictureOf(lifecycle: Drawable, policy?: unknown): Picture {
  const definition = definitionOf(lifecycle);
  const { machine, title } = definition;
  const chart = readChart(machine);
  const given = parsePolicy(definition, policy);
  const { status: initial, context } = chart.initial({ ...definition.policy.defaults, ...given });
  const nodes = descendants(machine.root);
  const phases = phasesOf(definition, chart);
  return {
    id: definition.id,
    title,
    states: nodes.map((node) => stateOf(node, initial, phases)),
    arrows: [machine.root, ...nodes].flatMap((node) => arrowsOf(node, { definition, chart, context })),
  };
}

/** @throws {TypeError} for what is none. */
export function refuseOtherThanPicture(picture: unknown): void {
  refuseWithout("arrows", "picture", picture, "what pictureOf answers");
}

/** The id of a state node in a picture. */
function pictureId(node: StateNode): string {
  return node.type === "compound" ? `${node.path.join(".")}.*` : node.key;
}

function stateOf(node: StateNode, initial: string, phases: ReadonlyMap<string, ReadonlySet<Phase>>): PictureState {
  const { key, type, parent, description = "" } = node;
  const isGroup = type === "compound";
  const own = isGroup ? [] : allPhases.filter((phase) => phases.get(key)?.has(phase) === true);
  const awaited = new Set(own.map((phase) => awaitedIn(phase) ?? null));
  const [waitingFor = null] = awaited.size === 1 ? awaited : [];
  return {
    id: pictureId(node),
    name: isGroup ? nameWords(key) : key,
    kind: isGroup ? "group" : type === "final" ? "final" : "state",
    parent: parent === undefined || parent.parent === undefined ? null : pictureId(parent),
    initial: !isGroup && key === initial,
    description,
    phases: own,
    waitingFor,
  };
}

/** What each status can mean, under any policy. */
function phasesOf(definition: LifecycleDefinition, chart: Chart): ReadonlyMap<string, ReadonlySet<Phase>> {
  const decidedByContext = definition.statuses.some((status) => typeof definition.phases[status] === "function");
  const contexts = decidedByContext ? exploreAll(definition, chart, {}).flatMap((graph) => graph.configurations) : [];
  return new Map(
    definition.statuses.map((status) => {
      const phase = definition.phases[status];
      if (typeof phase === "string") return [status, new Set([phase])];
      const own = contexts.filter((configuration) => configuration.status === status);
      return [status, new Set(own.flatMap(({ context }) => phase?.(context) ?? []))];
    }),
  );
}

interface Surroundings {
  readonly definition: LifecycleDefinition;
  readonly chart: Chart;
  readonly context: Context;
}

function arrowsOf(node: StateNode, surroundings: Surroundings): readonly PictureArrow[] {
  const candidates = ownCandidates(node, pictureId(node));
  const arrows = candidates.map((candidate) => {
    const alternatives = candidates.filter(({ event }) => event === candidate.event);
    return arrowOf(node, candidate, alternatives, surroundings);
  });
  // What no evidence tells of is never taken: it is in the machine so that a refusal can name its guard.
  return arrows.filter(({ evidence }) => evidence.length > 0);
}

function arrowOf(
  node: StateNode,
  candidate: Candidate,
  alternatives: readonly Candidate[],
  { definition, chart, context }: Surroundings,
): PictureArrow {
  const { event, guard, target, delay, description = "", assigns } = candidate;
  const from = pictureId(node);
  const words = guard === undefined ? undefined : definition.guards[guard];
  const isConditional = guard !== undefined || alternatives.length > 1;
  const evidence = evidenceBySource(definition, node, candidate);
  const milliseconds = chart.delay(candidate, context);
  return {
    id: `${from} ${event} ${alternatives.indexOf(candidate)}`,
    from,
    to: target,
    event,
    timer:
      milliseconds === undefined ? null : { name: String(delay), milliseconds, words: durationWords(milliseconds) },
    guard:
      guard === undefined
        ? null
        : { name: guard, needs: words?.needs ?? nameWords(guard), evidence: words?.evidence ?? null },
    condition: !isConditional ? "" : description === "" ? (words?.needs ?? "otherwise") : description,
    note: isConditional ? "" : description,
    effects: assigns.map(nameWords),
    level: weakest(evidence)?.level ?? "ASSUMED",
    evidence,
  };
}

/** What the evidence tells of the transition from each status that it leaves; equal pieces together. */
function evidenceBySource(
  { evidence: { rows } }: LifecycleDefinition,
  node: StateNode,
  { event, target }: Candidate,
): readonly ArrowEvidence[] {
  const pieces = new Map<string, { readonly piece: Evidence; readonly from: string[] }>();
  for (const from of leavesOf(node)) {
    const to = target === pictureId(node) ? from : target;
    const piece = evidenceOf(rows, { from, to, event });
    if (piece === undefined) continue;
    const key = canonical([piece.level, piece.source, piece.note ?? null]);
    const known = pieces.get(key) ?? { piece, from: [] };
    pieces.set(key, known);
    known.from.push(from);
  }
  return [...pieces.values()].map(({ piece, from }) => ({ ...piece, from }));
}

function leavesOf(node: StateNode): readonly string[] {
  return [node, ...descendants(node)].filter(({ type }) => type !== "compound").map(({ key }) => key);
}
