/** What a provider folder offers: everything the engine knows about a lifecycle, as one value. */
import type { AnyStateMachine } from "xstate";
import type * as z from "zod";
import type { Evidence, EvidenceRow, NeverRow, StartRow } from "./evidence.js";
import type { Exchange } from "./exchange.js";
import type { Context } from "./graph/chart.js";
import type { Instant } from "./instant.js";
import type { Json } from "./json.js";
import type { Observation, Reading } from "./observation.js";
import type { Phase } from "./phase.js";
import type { Claims } from "./proof/property.js";

/** How surely a webhook channel reports a transition. Only an `always` one counts as missing when no report came. */
export type Announcement = "always" | "maybe" | "never";

/** Which transitions a webhook announces, told by the status they enter or by the event that takes them. */
export interface Announcements<By extends "status" | "event" = "status" | "event", Word extends string = string> {
  readonly by: By;
  readonly always: readonly Word[];
  readonly maybe: readonly Word[];
}

/** A guard of the machine in words, for refusals and permissions: "it needs an attempt left, and 3 of 3 attempts are used". */
export interface GuardWords {
  /** What the guard asks for, as it completes "needs …": "an attempt left". */
  readonly needs: string;
  /** The opposite, as it completes "needs …", where a fallback stands behind the guard: "no attempt left". */
  readonly needsNot: string;
  /** The numbers that decided, read off the context in which it was asked: "3 of 3 attempts are used". */
  numbers(context: Context): string;
  /** Who says that the guard asks this. */
  readonly evidence: Evidence;
}

export interface Runs<Field extends string = string> {
  /** What the provider calls a run's id. */
  readonly name: string;
  /** The events that begin a new run. */
  readonly startedBy: readonly string[];
  /** The switch of the policy under which no event begins one. */
  readonly unless?: Field;
  /** The rule in a sentence, for a refusal. */
  readonly rule: string;
  readonly evidence: Evidence;
}

/** A report in its place, as a lifecycle's own warnings see it. */
export interface PlacedReport {
  readonly status: string | undefined;
  /** No report came before it; or none of its run. */
  readonly isFirst: boolean;
  /** The fields of the policy that are known. */
  readonly policy: Readonly<Record<string, unknown>>;
}

/** What is known of a subject's times, for the rules between them. */
export interface KnownTimes {
  /** The fields of the policy that are known. */
  readonly policy: Readonly<Record<string, unknown>>;
  /** When the subject began, by the consumer or else by the provider. */
  readonly startedAt: Instant | undefined;
  /** The time of the earliest report. */
  readonly firstAt: Instant | undefined;
  /** The remembered reports in the order in which they happened. */
  readonly reports: readonly { readonly status?: string | undefined; readonly at?: Instant | undefined }[];
}

/**
 * Text of a form that lets it stand for nothing but itself: a UUID in lower case that is not all zeros; an instant in UTC; a
 * name as in `evt_3XbKpQzRw8TnYc5LdV2mHs9G`, which is two to six small letters, an underscore and 16 letters or digits or more.
 */
export type Opaque = "uuid" | "instant" | "name";

/** The name of a field of the policy. */
export type PolicyField<Schema extends z.ZodObject> = Extract<keyof z.output<Schema>, string>;

/** Everything that the engine knows about a lifecycle: what a provider folder hands to `defineLifecycle`. */
export interface LifecycleDefinition<
  Status extends string = string,
  Schema extends z.ZodObject = z.ZodObject,
  Machine extends AnyStateMachine = AnyStateMachine,
> {
  /** `provider` or `provider/lifecycle`. */
  readonly id: string;
  readonly provider: string;
  /** What a test imports the lifecycle from; a counterexample's test says in a comment that it is to be imported when not given. */
  readonly module?: string;
  /** What one instance is, in a sentence. */
  readonly title: string;
  readonly machine: Machine;
  /** The provider's status strings in the order of its page. */
  readonly statuses: readonly Status[];
  /**
   * Other words of the provider that stand for a status: an alias, the name of an event. For exported histories, which compare
   * stored words as they are, and for "did you mean"; `readWebhook` and `readPoll` answer with the status themselves.
   */
  readonly words?: ReadonlyMap<string, Status>;
  /** Statements of the sources that the lifecycle does not use, each with the reason. */
  readonly leftOut: readonly { readonly what: string; readonly why: string }[];
  readonly policy: {
    readonly schema: Schema;
    /** The machine's input where nothing is given. */
    readonly defaults: Readonly<z.output<Schema>>;
    /** Values of an open field that move the machine alike have one class; compared as they are without it. */
    readonly classes?: { readonly [Field in keyof z.output<Schema>]?: (value: Json) => string };
    /** The values that an unknown field may have. */
    readonly family: { readonly [Field in keyof z.output<Schema>]: readonly z.output<Schema>[Field][] };
  };
  readonly guards: Readonly<Record<string, GuardWords>>;
  readonly announced: Announcements<"status", NoInfer<Status>> | Announcements<"event">;
  /** The event that creates the subject, where the provider announces creation by an event. */
  readonly opening?: string;
  readonly runs?: Runs<PolicyField<Schema>>;
  /** The machine's counters, each with the policy's field that limits it. */
  readonly counters: Readonly<Record<string, PolicyField<Schema>>>;
  /** The counter that counts the person's attempts. */
  readonly attempts?: string;
  /** What is claimed of every history, decided by `prove`. */
  readonly properties?: Claims<Status, Schema, Machine>;
  readonly evidence: {
    readonly rows: readonly EvidenceRow[];
    /** Where a subject begins; every lifecycle that is shipped tells it, and a test compares it with the machine. */
    readonly start?: StartRow;
    /** What is said never to follow, by anyone's word; told of refusals that rest on it. */
    readonly never?: readonly NeverRow[];
    /** Why nothing follows a final status. */
    readonly finality: Evidence;
    /** Why a transition that no row tells of is refused. */
    readonly order: Evidence;
  };
  /** The policy's fields that each named delay is computed from; every delay runs from the subject's start. */
  readonly timers?: Readonly<Record<string, readonly PolicyField<Schema>[]>>;
  /** What each status means; by the configuration's context where that decides. */
  readonly phases: Readonly<Record<Status, Phase | ((context: Context) => Phase)>>;
  /** How the person comes to a new try from a status, where there is a way. */
  readonly retries: Readonly<Partial<Record<NoInfer<Status>, string>>>;
  /** The kinds of text that reading a message only passes on, whatever their value: whole logs are then read by shape. */
  readonly opaque?: readonly Opaque[];
  /**
   * Where reading a message compares its instants with each other, they are opaque all the same as long as none passes a limit:
   * by how many seconds, from 0, one is later than another when the reading changes. It does not compare them when not given.
   */
  readonly compared?: readonly number[];
  readWebhook?(body: unknown): Reading;
  readPoll?(exchange: Exchange): Reading;
  /**
   * The rules between times that a report at `at` breaks; it is then mistimed. Exactly at a limit counts as past it. What is
   * known is worked out as it is read: what no rule looks at costs nothing.
   */
  mistimed?(
    report: { readonly status: string | undefined; readonly at: Instant },
    known: KnownTimes,
  ): readonly string[];
  /** What is odd about an accepted report in its place, yet possible. */
  warnings?(report: PlacedReport, observation: Observation): readonly string[];
}
