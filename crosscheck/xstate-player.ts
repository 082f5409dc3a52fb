/** XState itself as the player of a tour: an actor, its events sent, its timers on a clock of ours. */
import { type AnyStateMachine, createActor } from "xstate";
import { configurationName } from "../src/export/scxml.js";
import type { Tour } from "../src/export/tour.js";
import { jsonRecord } from "../test/json.js";
import { leafOf, nodesOf } from "../test/xstate-walk.js";
import { createClock } from "./clock.js";
import type { Player } from "./walk-tour.js";

export function xstatePlayers(machine: AnyStateMachine, { variables, timers, policy }: Tour): () => Player {
  const delayed = nodesOf(machine).flatMap(({ after }) => after);
  const eventTypes = new Map(delayed.map(({ delay, eventType }) => [`after ${String(delay)}`, eventType]));
  return () => {
    const clock = createClock();
    const actor = createActor(machine, {
      input: policy,
      clock: { setTimeout: clock.wait, clearTimeout: clock.cancel },
    });
    actor.start();
    return {
      at: () => {
        const { value, context } = actor.getSnapshot();
        const fields = jsonRecord.parse(context);
        return configurationName([leafOf(value), ...variables.map((field) => fields[field] ?? null)], variables);
      },
      accepts: (event) => actor.getSnapshot().can({ type: event }),
      send: (event) => actor.send({ type: eventTypes.get(event) ?? event }),
      wait: (timer) => clock.passUntil(timers[timer] ?? 0),
    };
  };
}
