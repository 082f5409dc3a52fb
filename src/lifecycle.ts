/** The front door: one value per lifecycle, made from what its provider folder knows. Plain functions over plain JSON. */
import type { AnyStateMachine, EventFrom } from "xstate";
import type * as z from "zod";
import { type Automaton, automatonOf } from "./compiled/automaton.js";
import type { LifecycleDefinition } from "./definition.js";
import { type Engine, engineOf } from "./engine.js";
import { freezeThroughout, isFrozenThroughout } from "./json.js";
import type { AnyWord, Observation, Reading } from "./observation.js";
import { type Estimates, estimatesOf } from "./observer/configurations.js";
import type { Space } from "./observer/estimate.js";
import { asArgument, type OpenOptions, openRecord, refuseNoOptions } from "./open-record.js";
import { parsePolicy } from "./policy/family.js";
import type { GivenPolicy } from "./policy/given-policy.js";
import { type ReadOptions, readMessage } from "./reading.js";
import { RecordError } from "./record/record-error.js";
import type { KycleRecord } from "./record/record.js";
import { keep, knownOf } from "./record/remembered.js";
import { refuseNoObservation, refuseUnkeepable } from "./record/report.js";
import { refuseUnknownSubscription } from "./record/stored-record.js";
import { type Known, recordAfter } from "./record/window.js";
import { transitionChecker, type TransitionCheck } from "./transition.js";
import { adoptReport, judge, type Judgement } from "./verdict/judge.js";
import { startOfSubject } from "./verdict/times.js";
import type { Verdict } from "./verdict/verdict.js";
import { type Permission, permissionOf, type View, viewOf } from "./view.js";
import { refuseIncomplete } from "./whole-definition.js";

/** Settings of which each may be left out or undefined: an unknown field is every value of its family. */
export type Settings<Schema extends z.ZodObject> = {
  readonly [Field in keyof z.input<Schema>]?: z.input<Schema>[Field] | undefined;
};

/** What is said of an observation, and the record with it taken in; the same reference when nothing changes. */
export interface Observed<R extends KycleRecord = KycleRecord, Status extends string = string> {
  readonly verdict: Verdict<Status>;
  readonly record: R;
}

/** What a lifecycle offers under a policy that is settled. */
export interface BoundLifecycle<Status extends string = string, Event extends string = string> {
  readonly id: string;
  /** Whether `to` may follow `from`; a lookup after the first time. Never throws. */
  checkTransition(from: AnyWord<Status>, to: AnyWord<Status>): TransitionCheck<Status>;
  /** Reads bytes, text or parsed JSON: a webhook body, or a poll's exchange `{ at, subject, httpStatus, body }`. Never throws. */
  read(message: unknown, options?: ReadOptions): Reading<Status>;
  /**
   * A new record, before any report.
   *
   * @throws {RecordError} for a subject without or with too many characters, a subscription to a status that the lifecycle lacks,
   * a start that is no instant, or a capacity out of bounds.
   */
  open(options: OpenOptions<Status>): KycleRecord;
  /**
   * The lifecycle as a Mealy machine over numbers, for reports by the million; `subscribed` as in `open`.
   *
   * @throws {RecordError} for a subscription to a status that the lifecycle lacks.
   */
  compile(options?: Pick<OpenOptions<Status>, "subscribed">): Automaton;
  /**
   * Judges an observation and steps the record; the same reference comes back when nothing changes.
   *
   * @throws {RecordError} for a record that is damaged, of another lifecycle or subject, of a newer version, or not there.
   * @throws {ObservationError} for an observation put together by hand with a field that no record could keep.
   */
  observe<R extends KycleRecord>(record: R, observation: Observation): Observed<R, Status>;
  /**
   * `observe` without the verdict: a reducer over records.
   *
   * @throws {RecordError} as `observe` does.
   * @throws {ObservationError} as `observe` does.
   */
  reducer<R extends KycleRecord>(record: R, observation: Observation): R;
  /**
   * Follows the provider against the verdict: afterwards the subject may be in any configuration of the reported status. What
   * cannot be taken in (a known delivery, an unknown word, a status that the policy rules out) is judged as `observe` does.
   *
   * @throws {RecordError} as `observe` does.
   * @throws {ObservationError} as `observe` does.
   */
  adopt<R extends KycleRecord>(record: R, observation: Observation): Observed<R, Status>;
  /**
   * A stored record, parsed or as text, checked in full.
   *
   * @throws {RecordError} naming what is wrong and where.
   */
  restore(stored: unknown): KycleRecord;
  /**
   * Whether an event may happen now, whatever was lost; a delayed transition is asked for as `after` and its delay.
   *
   * @throws {RangeError} for an event that the lifecycle lacks.
   * @throws {RecordError} for a record that is damaged, of another lifecycle, or of a newer version.
   */
  may(record: KycleRecord, event: Event | `after ${string}`): Permission;
  /**
   * What the record means, in words that are the same for every provider.
   *
   * @throws {RecordError} for a record that is damaged, of another lifecycle, or of a newer version.
   */
  view(record: KycleRecord): View<Status>;
  /**
   * Where the subject may be: every configuration that the reports leave possible, under every policy that fits.
   *
   * @throws {RecordError} for a record that is damaged, of another lifecycle, or of a newer version.
   */
  estimates(record: KycleRecord): Estimates;
}

/** A provider's lifecycle: what it knows, and everything that can be asked of it. */
export interface Lifecycle<
  Status extends string = string,
  Event extends string = string,
  Schema extends z.ZodObject = z.ZodObject,
  Machine extends AnyStateMachine = AnyStateMachine,
> extends Omit<BoundLifecycle<Status, Event>, "checkTransition" | "open" | "compile"> {
  readonly provider: string;
  readonly title: string;
  readonly statuses: readonly Status[];
  /** The machine itself, for an actor, an inspector or a canvas. */
  readonly machine: Machine;
  readonly definition: LifecycleDefinition<Status, Schema, Machine>;
  /**
   * Whether `to` may follow `from` under a policy, of which unknown fields may be anything.
   *
   * @throws {PolicyError} for settings that no policy can have.
   */
  checkTransition(from: AnyWord<Status>, to: AnyWord<Status>, policy?: Settings<Schema>): TransitionCheck<Status>;
  /**
   * A new record, before any report.
   *
   * @throws {PolicyError} for settings that no policy can have.
   * @throws {RecordError} for a subject without or with too many characters, a subscription to a status that the lifecycle lacks,
   * a start that is no instant, or a capacity out of bounds.
   */
  open(options: OpenOptions<Status> & { readonly policy?: Settings<Schema> | undefined }): KycleRecord;
  /**
   * The lifecycle bound to one policy, everything compiled.
   *
   * @throws {PolicyError} for settings that no policy can have.
   */
  under(policy: Settings<Schema>): BoundLifecycle<Status, Event>;
}

/**
 * Builds the front door of a lifecycle.
 *
 * @throws {TypeError} for a definition that lacks a field, or has one that cannot be so, by its name.
 * @throws {ChartError} for a machine that is no closed chart over plain JSON.
 */
export function defineLifecycle<
  const Status extends string,
  Schema extends z.ZodObject,
  Machine extends AnyStateMachine,
>(
  definition: LifecycleDefinition<Status, Schema, Machine>,
): Lifecycle<Status, EventFrom<Machine>["type"], Schema, Machine>;
// Within, a status is text: a law holds that the machine has the definition's and no others.
export function defineLifecycle(definition: LifecycleDefinition): Lifecycle {
  refuseIncomplete(definition);
  const engine = engineOf(definition);
  const stepping = steppingOf(definition, engine);
  const open = (policy: GivenPolicy, options: OpenOptions): KycleRecord =>
    openRecord(definition, engine, policy, options);
  return {
    ...stepping,
    provider: definition.provider,
    title: definition.title,
    statuses: definition.statuses,
    machine: definition.machine,
    definition,
    checkTransition: (from, to, policy) => transitionChecker(engine.space(policy))(from, to),
    open(options) {
      refuseNoOptions(options);
      return open(parsePolicy(definition, options.policy), options);
    },
    under(policy) {
      const space = engine.space(policy);
      return {
        ...stepping,
        checkTransition: transitionChecker(space),
        open: (options) => open(space.given, options),
        compile(options = {}) {
          asArgument(() => refuseUnknownSubscription(options, definition));
          return automatonOf(engine.spaceOf(space.given, options.subscribed));
        },
      };
    },
  };
}

/** A record one observation further, and the verdict for whoever asks. */
interface Stepped<R> {
  readonly tell: Judgement["tell"];
  readonly record: R;
}

function told<R extends KycleRecord>({ tell, record }: Stepped<R>): Observed<R> {
  return { verdict: tell(), record };
}

/** Whether nobody can change what a record is judged by. */
function isSettled(record: KycleRecord): boolean {
  const { policy, subscribed, checkpoint } = record;
  return Object.isFrozen(record) && [policy, subscribed, checkpoint].every(isFrozenThroughout);
}

/** What `keep` leaves, since a record that comes from one that is kept has it frozen already. */
function freezeParts({ window, policy, subscribed }: KycleRecord): void {
  for (const part of [...window, policy, subscribed]) freezeThroughout(part);
}

function steppingOf(
  definition: LifecycleDefinition,
  engine: Engine,
): Omit<BoundLifecycle, "checkTransition" | "open" | "compile"> {
  function step<R extends KycleRecord>(
    judging: (space: Space, known: Known, observation: Observation) => Judgement,
    record: R,
    observation: Observation,
  ): Stepped<R> {
    const kept = knownOf(definition, record);
    const known = kept ?? engine.known(record);
    if (observation?.subject !== known.record.subject) {
      refuseNoObservation(observation);
      throw new RecordError("foreign", "subject", "the observation is about another subject");
    }
    refuseUnkeepable(observation);
    const { change, tell } = judging(known.space, known, observation);
    if (change === undefined) return { tell, record };
    const stepped = recordAfter(record, change.fields);
    // A draft of somebody's (Immer) hands on fields that are still to be finished: it is neither frozen nor remembered.
    if (kept !== undefined || isSettled(record)) {
      if (kept === undefined) freezeParts(stepped);
      keep(definition, known.space, { record: stepped, folded: change.folded });
    }
    return { tell, record: stepped };
  }

  return {
    id: definition.id,
    read: (message, options) => readMessage(definition, message, options),
    observe: (record, observation) => told(step(judge, record, observation)),
    reducer: (record, observation) => step(judge, record, observation).record,
    adopt: (record, observation) => told(step(adoptReport, record, observation)),
    restore(stored) {
      const { space, record, folded } = engine.check(stored);
      freezeParts(record);
      keep(definition, space, { record, folded });
      return record;
    },
    may: (record, event) => {
      const known = engine.known(record);
      return permissionOf(known.space, known.folded, event);
    },
    view: (record) => {
      const known = engine.known(record);
      return viewOf(known.space, known.folded, startOfSubject(known));
    },
    estimates: (record) => {
      const known = engine.known(record);
      return estimatesOf(known.space, known.folded.estimate);
    },
  };
}
