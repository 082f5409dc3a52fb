/**
 * Properties: what is claimed of every history of a lifecycle, each in one line. They are plain values; `prove` decides
 * them.
 *
 * Words after Dwyer, Avrunin and Corbett 1999, "Patterns in property specifications for finite-state verification".
 */
import type { AnyStateMachine, ContextFrom, EventFrom } from "xstate";
import type * as z from "zod";
import { refuseOtherThanFunction, refuseUnknownOptions } from "../argument.js";
import type { Evidence } from "../evidence.js";
import { type Moment, questionText, type What, whatText } from "./moment.js";

interface Choosing<Policy> {
  among(policy: Policy): boolean;
}

interface Bounding<Policy> {
  under(policy: Policy): number | "unlimited";
}

/** The settings that a lifecycle's moments are under. */
export type PolicyOf<M> = M extends { readonly policy: infer Policy } ? Policy : never;
/** The context that its machine holds in a moment. */
export type ContextOf<M> = M extends { readonly context: infer Held } ? Held : never;

/** How often: a number, a field of the policy that holds one, or a number computed from the policy. */
export type Bound<M> = number | "unlimited" | Extract<keyof PolicyOf<M>, string> | Bounding<PolicyOf<M>>["under"];

/** Under which policies a property is claimed; under all when not given. */
export interface Condition<M> {
  readonly when?: Choosing<PolicyOf<M>>["among"] | undefined;
}

export interface Until<M> extends Condition<M> {
  /** What lifts the ban: from this moment on. */
  readonly until?: What<M> | undefined;
}

export interface Since<M> extends Condition<M> {
  /** What begins the count anew: from this moment on. */
  readonly since?: What<M> | undefined;
}

export interface Times<M> extends Since<M> {
  /** How often it must have happened; once when not given. */
  readonly times?: Bound<M> | undefined;
}

export interface Whenever<M> extends Condition<M> {
  /** The moments from which it is claimed; all when not given. */
  readonly whenever?: What<M> | undefined;
}

/** How the moments of a property stand to one another, and the moments by their part in it. */
export interface Property<M = Moment> {
  readonly kind: PropertyKind;
  readonly parts: { readonly [Part in PartName]?: What<M, string> | undefined };
  readonly bound?: number | string | Bounding<PolicyOf<M>>["under"] | undefined;
  readonly counter?: string | undefined;
  readonly when?: Choosing<PolicyOf<M>>["among"] | undefined;
  /** As it is written. */
  readonly text: string;
}

export type PropertyKind =
  | "never"
  | "always"
  | "neverAfter"
  | "precedes"
  | "atMost"
  | "counts"
  | "possible"
  | "eventuallyPossible"
  | "inevitable"
  | "leadsTo";

/** `target` is what is claimed or forbidden; the others say where. */
export type PartName = "target" | "first" | "until" | "since" | "whenever";

/** A property that a lifecycle ships, named after what it forbids, with the sentence of the provider that it rests on. */
export interface Claim<M = Moment> extends Evidence {
  readonly name: string;
  readonly property: Property<M>;
  /** Values that a field of the policy has here where it is not given, in place of its family: both ways of a switch. */
  readonly across?: { readonly [Field in keyof PolicyOf<M>]?: readonly PolicyOf<M>[Field][] };
}

/** The moments of a lifecycle: its statuses, its events and delayed transitions, its context and its policy. */
export type MomentOf<Status extends string, Schema extends z.ZodObject, Machine extends AnyStateMachine> = Moment<
  Status,
  EventFrom<Machine>["type"] | `after ${string}`,
  ContextFrom<Machine>,
  Readonly<z.output<Schema>>
>;

/** The claims of a lifecycle, so that its words complete where they are written down. */
export type Claims<Status extends string, Schema extends z.ZodObject, Machine extends AnyStateMachine> = readonly Claim<
  MomentOf<Status, Schema, Machine>
>[];

/** It happens in no moment. */
export function never<M = Moment>(target: What<M>, condition: Condition<M> = {}): Property<M> {
  return property("never", { target }, read("never", condition));
}

/** It is so in every moment, the start included. */
export function always<M = Moment>(target: What<M>, condition: Condition<M> = {}): Property<M> {
  return property("always", { target }, read("always", condition));
}

/** Once `first` has happened, `then` does not happen any more, or not before `until`; where `first` and `until` are one moment, the ban stands. */
export function neverAfter<M = Moment>(first: What<M>, then: What<M>, options: Until<M> = {}): Property<M> {
  const { until, ...condition } = read("neverAfter", options);
  return property("neverAfter", { first, target: then, until }, condition);
}

/**
 * Whenever `then` happens, `first` has happened: `times` times since `since`, the moment itself included. Where `times` is
 * unlimited, `then` never happens.
 */
export function precedes<M = Moment>(first: What<M>, then: What<M>, options: Times<M> = {}): Property<M> {
  const { times = 1, since, ...condition } = read("precedes", options);
  return property("precedes", { first, target: then, since }, { ...condition, bound: times });
}

/** It happens no more than `bound` times since `since`; nothing is claimed where the bound is unlimited. */
export function atMost<M = Moment>(target: What<M>, bound: Bound<M>, options: Since<M> = {}): Property<M> {
  const { since, ...condition } = read("atMost", options);
  return property("atMost", { target, since }, { ...condition, bound });
}

/** The machine's counter says how often it happened since `since`: up to its limit, and where that is unlimited it stays 0. */
export function counts<M = Moment>(
  counter: Extract<keyof ContextOf<M>, string>,
  target: What<M>,
  options: Since<M> = {},
): Property<M> {
  const { since, ...condition } = read("counts", options);
  return property("counts", { target, since }, { ...condition, counter });
}

/** Some history contains it. */
export function possible<M = Moment>(target: What<M>, condition: Condition<M> = {}): Property<M> {
  return property("possible", { target }, read("possible", condition));
}

/** From every moment, or `whenever` says, there is a way to it, however long; a moment that is one itself counts. */
export function eventuallyPossible<M = Moment>(target: What<M>, options: Whenever<M> = {}): Property<M> {
  const { whenever, ...condition } = read("eventuallyPossible", options);
  return property("eventuallyPossible", { target, whenever }, condition);
}

/** Every history comes to it, provided that an event which stays enabled for ever is taken at some time. */
export function inevitable<M = Moment>(target: What<M>, condition: Condition<M> = {}): Property<M> {
  return property("inevitable", { target }, read("inevitable", condition));
}

/** Whenever `first` happens, `then` follows in that moment or later, under the same proviso as `inevitable`. */
export function leadsTo<M = Moment>(first: What<M>, then: What<M>, condition: Condition<M> = {}): Property<M> {
  return property("leadsTo", { first, target: then }, read("leadsTo", condition));
}

/** The options that each word takes. */
export const optionsOf: Readonly<Record<PropertyKind, readonly string[]>> = {
  never: ["when"],
  always: ["when"],
  neverAfter: ["until", "when"],
  precedes: ["times", "since", "when"],
  atMost: ["since", "when"],
  counts: ["since", "when"],
  possible: ["when"],
  eventuallyPossible: ["whenever", "when"],
  inevitable: ["when"],
  leadsTo: ["when"],
};

/** A word's options. Throws TypeError for one that it does not take. */
function read<Given extends { readonly when?: unknown }>(kind: PropertyKind, options: Given): Given {
  refuseUnknownOptions(options, optionsOf[kind]);
  if (options.when !== undefined) refuseOtherThanFunction("the option when", options.when);
  return options;
}

interface Rest<M> extends Condition<M> {
  readonly bound?: Bound<M>;
  readonly counter?: string;
}

function property<M>(kind: PropertyKind, parts: Property<M>["parts"], { bound, counter, when }: Rest<M>): Property<M> {
  const { target, first, ...options } = parts;
  const subjects = "first" in parts ? [first, target] : [target];
  const boundText = typeof bound === "function" ? questionText(bound) : JSON.stringify(bound);
  const named = [
    ...Object.entries(options).flatMap(([name, what]) => (what === undefined ? [] : [`${name}: ${whatText(what)}`])),
    ...(kind === "precedes" && bound !== 1 ? [`times: ${boundText}`] : []),
    ...(when === undefined ? [] : [`when: ${questionText(when)}`]),
  ];
  const listed = [
    ...(counter === undefined ? [] : [JSON.stringify(counter)]),
    ...subjects.map(whatText),
    ...(kind === "atMost" ? [boundText] : []),
    ...(named.length === 0 ? [] : [`{ ${named.join(", ")} }`]),
  ];
  return { kind, parts, bound, counter, when, text: `${kind}(${listed.join(", ")})` };
}
