/** How an inspector of `@statelyai/inspect` is made to show lifecycles, all of them and nothing else. */
import type { AnyEventObject, Snapshot } from "xstate";
import * as z from "zod";
import { definitionOf } from "../argument.js";
import type { LifecycleDefinition } from "../definition.js";
import { machineText } from "./machine-text.js";
import type { InspectorMessage } from "./message.js";
import { seenEvent, seenSnapshot } from "./redaction.js";

/** A message as the inspector has it before it is redacted. */
export interface RawMessage {
  readonly type: "@xstate.actor" | "@xstate.event" | "@xstate.snapshot";
  readonly sessionId: string;
  readonly rootId: string | undefined;
  readonly createdAt: string;
  readonly _version: string;
  readonly name?: string | undefined;
  readonly definition?: string | undefined;
  readonly parentId?: string | undefined;
  readonly sourceId?: string | undefined;
  readonly event?: AnyEventObject;
  readonly snapshot?: Snapshot<unknown> | object;
}

export interface InspectorOptions {
  /** Lets pass what is about one of the lifecycles. */
  readonly filter: (message: RawMessage) => boolean;
  /** Builds the message anew from what the lifecycle declares. */
  readonly serialize: (message: RawMessage) => InspectorMessage;
  readonly serializationDepthLimit: number;
  readonly maxDeferredEvents: number;
}

/**
 * Options for `createBrowserInspector`, `createWebSocketInspector` and their like. Actors of these lifecycles' machines are
 * shown with the whole definition, their state, their counters and the names of their events; no other actor is shown.
 *
 * Messages wait while no page is connected: up to 10,000, and beyond that the oldest are lost, the definition first.
 *
 * @throws {TypeError} for what is no lifecycle.
 * @example
 * ```ts
 * const inspector = createBrowserInspector(inspectorOptions(iinkedsign));
 * createActor(iinkedsign.machine, { input: policy, inspect: inspector.inspect });
 * ```
 */
export function inspectorOptions(
  ...lifecycles: readonly { readonly definition: LifecycleDefinition }[]
): InspectorOptions {
  const known = new Map(lifecycles.map(definitionOf).map((definition) => [definition.machine.id, definition]));
  const sessions = new Map<string, LifecycleDefinition>();

  /** The lifecycle that a message is about: an actor's definition names it, and later messages name the actor. */
  function definitionFor({ sessionId, definition }: RawMessage): LifecycleDefinition | undefined {
    const named = known.get(idIn(definition));
    if (named !== undefined) sessions.set(sessionId, named);
    return named ?? sessions.get(sessionId);
  }

  return {
    serializationDepthLimit: 25,
    maxDeferredEvents: 10_000,
    filter: (message) => definitionFor(message) !== undefined,
    serialize: (message) => {
      const definition = definitionFor(message);
      if (definition === undefined) throw new TypeError("an actor of no lifecycle is not shown");
      return redacted(definition, message);
    },
  };
}

function redacted(definition: LifecycleDefinition, message: RawMessage): InspectorMessage {
  const { type, sessionId, rootId, createdAt, _version } = message;
  const base = { sessionId, rootId: rootId ?? sessionId, createdAt, _version, id: "" };
  switch (type) {
    case "@xstate.actor":
      return {
        ...base,
        type,
        name: nameIn(definition, message.name),
        definition: machineText(definition.machine),
        parentId: message.parentId,
        snapshot: seenSnapshot(definition, message.snapshot),
      };
    case "@xstate.event":
      return { ...base, type, event: seenEvent(definition, message.event), sourceId: message.sourceId };
    case "@xstate.snapshot":
      return {
        ...base,
        type,
        event: seenEvent(definition, message.event),
        snapshot: seenSnapshot(definition, message.snapshot),
      };
  }
}

/** An actor's own id may be anyone's: only a number is kept of it. */
function nameIn({ machine: { id } }: LifecycleDefinition, name = id): string {
  return name.startsWith(`${id} `) && /^\d{1,6}$/.test(name.slice(id.length + 1)) ? name : id;
}

const identified = z.object({ id: z.string() });

/** The id in a machine's definition; empty where there is none. */
function idIn(definition = ""): string {
  try {
    return identified.parse(JSON.parse(definition)).id;
  } catch {
    return "";
  }
}
