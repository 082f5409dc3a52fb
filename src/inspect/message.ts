/**
 * The Stately inspector's messages, as far as a lifecycle has something to tell in them. The three kinds are all that the
 * inspector is ever sent; what is not named here never leaves.
 *
 * Source: @statelyai/inspect 0.7, `StatelyInspectionEvent`.
 */
import type { Json } from "../json.js";
import type { Channel } from "../observation.js";
import type { Rule, VerdictKind } from "../rule.js";

interface MessageBase {
  readonly sessionId: string;
  readonly rootId: string;
  /** The inspector's own; it fills it with null. */
  readonly id: string;
  /** Milliseconds since 1970, as text. */
  readonly createdAt: string;
  /** The version of the protocol. */
  readonly _version: string;
}

export interface ActorMessage extends MessageBase {
  readonly type: "@xstate.actor";
  readonly name: string;
  /** The machine as JSON text, its states in the order in which they are written. */
  readonly definition: string;
  readonly parentId: string | undefined;
  readonly snapshot: SeenSnapshot;
}

export interface EventMessage extends MessageBase {
  readonly type: "@xstate.event";
  readonly event: SeenEvent;
  readonly sourceId: string | undefined;
}

export interface SnapshotMessage extends MessageBase {
  readonly type: "@xstate.snapshot";
  readonly event: SeenEvent;
  readonly snapshot: SeenSnapshot;
}

export type InspectorMessage = ActorMessage | EventMessage | SnapshotMessage;

/** Which state is active: a status, in the groups that it stands in. */
export type StateValue = string | { readonly [group: string]: StateValue };

export interface SeenSnapshot {
  readonly status: "active" | "done" | "error" | "stopped";
  readonly value: StateValue | undefined;
  /** The lifecycle's counters and nothing else of the context. */
  readonly context: Readonly<Record<string, Json>>;
  readonly output: undefined;
  readonly error: undefined;
}

/** An event that the machine declares, by its name alone; or a report, by what was made of it. */
export type SeenEvent = { readonly type: string } | SeenReport;

export type SeenReport = {
  /** What an inspector writes at the arrow: `webhook failed: illegal.guard`. */
  readonly type: string;
  readonly channel: Channel;
  /** The status reported, or the event; absent when the word is none of the lifecycle's. */
  readonly reported?: string | undefined;
  readonly verdict: VerdictKind;
  /** Kind and reason in one word. */
  readonly rule: Rule;
};

export const protocolVersion = "0.7.2";
