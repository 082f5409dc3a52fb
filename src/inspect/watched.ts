/** A lifecycle whose steps show up in an inspector, although no actor runs: every record is an actor to it. */
import { definitionOf } from "../argument.js";
import type { BoundLifecycle, Lifecycle } from "../lifecycle.js";
import type { Observation } from "../observation.js";
import type { KycleRecord } from "../record/record.js";
import type { Verdict } from "../verdict/verdict.js";
import { countsIn } from "./counts.js";
import { machineText } from "./machine-text.js";
import { type InspectorMessage, protocolVersion, type SeenSnapshot } from "./message.js";
import { seenEvent, seenSnapshot } from "./redaction.js";
import { stateValueOf } from "./state-value.js";

/** Where messages go: the `adapter` of an inspector, or one's own. */
export interface MessageSink {
  send(message: InspectorMessage): void;
}

/**
 * The same lifecycle, telling `sink` of every record that it opens and every report that it judges. A report that changes
 * the record is an event and a new snapshot; any other is an event alone. Subjects are numbered and not named.
 *
 * @throws {TypeError} for what is no lifecycle.
 * @example
 * ```ts
 * const inspector = createBrowserInspector(inspectorOptions(iinkedsign));
 * const seen = watched(iinkedsign, inspector.adapter);
 * observations.reduce(seen.reducer, seen.open({ subject }));
 * ```
 */
export function watched<L extends Lifecycle>(lifecycle: L, sink: MessageSink): L {
  const stage = stageOf(lifecycle, sink);
  return {
    ...lifecycle,
    ...watchedSteps(lifecycle, stage),
    under: (policy: Parameters<L["under"]>[0]) => {
      const bound = lifecycle.under(policy);
      return { ...bound, ...watchedSteps(bound, stage) };
    },
  };
}

type Steps = Pick<BoundLifecycle, "open" | "observe" | "reducer" | "adopt">;

function watchedSteps(
  { open, observe, adopt }: Pick<BoundLifecycle, "open" | "observe" | "adopt">,
  stage: Stage,
): Steps {
  function step<R extends KycleRecord>(stepped: typeof observe, record: R, observation: Observation): Step<R> {
    stage.enter(record);
    const answer = stepped(record, observation);
    stage.tell(record, answer, observation);
    return answer;
  }

  return {
    open: (options) => {
      const record = open(options);
      stage.enter(record);
      return record;
    },
    observe: (record, observation) => step(observe, record, observation),
    adopt: (record, observation) => step(adopt, record, observation),
    reducer: (record, observation) => step(observe, record, observation).record,
  };
}

interface Step<R extends KycleRecord> {
  readonly verdict: Verdict;
  readonly record: R;
}

interface Stage {
  /** Shows a subject that has not been seen yet. */
  enter(record: KycleRecord): void;
  tell<R extends KycleRecord>(before: R, step: Step<R>, observation: Observation): void;
}

function stageOf(lifecycle: Lifecycle, sink: MessageSink): Stage {
  const definition = definitionOf(lifecycle);
  const { machine } = definition;
  const text = machineText(machine);
  const sessions = new Map<string, string>();

  function snapshotOf(record: KycleRecord): SeenSnapshot {
    const { likely } = lifecycle.estimates(record);
    const status = likely[0]?.status ?? "";
    const isDone = machine.root.states[status]?.type === "final";
    const value = stateValueOf(machine, status);
    return seenSnapshot(definition, {
      status: isDone ? "done" : "active",
      value,
      context: countsIn(definition, likely),
    });
  }

  return {
    enter(record) {
      if (sessions.has(record.subject)) return;
      const sessionId = `${definition.id}:${sessions.size + 1}`;
      sessions.set(record.subject, sessionId);
      const snapshot = snapshotOf(record);
      sink.send({
        ...told(sessionId),
        type: "@xstate.actor",
        name: `${definition.id} ${sessions.size}`,
        definition: text,
        parentId: undefined,
        snapshot,
      });
    },
    tell(before, { verdict, record }, { channel }) {
      const sessionId = sessions.get(before.subject) ?? "";
      const { kind, rule, to } = verdict;
      const event = seenEvent(definition, { channel, reported: to, verdict: kind, rule });
      sink.send({ ...told(sessionId), type: "@xstate.event", event, sourceId: undefined });
      if (record === before) return;
      sink.send({ ...told(sessionId), type: "@xstate.snapshot", event, snapshot: snapshotOf(record) });
    },
  };
}

function told(sessionId: string): Pick<InspectorMessage, "sessionId" | "rootId" | "id" | "createdAt" | "_version"> {
  return { sessionId, rootId: sessionId, id: "", createdAt: String(Date.now()), _version: protocolVersion };
}
