/** Nothing about a person reaches an inspector: canaries in every place that a message could be made from. */
import { describe, expect, test } from "vitest";
import { assign, createActor, setup } from "xstate";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { lifecycles } from "../../machines/index.js";
import { watched } from "../../src/inspect/index.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import type { Observation } from "../../src/observation.js";
import { report } from "../report.js";
import { listeningTo } from "./inspector.js";

const canary = "Canary";
const person = {
  name: `Anna ${canary}`,
  birthDate: `1984-02-29-${canary}`,
  email: `${canary}@example.org`,
  claims: { nationality: canary, [canary]: true },
};

const every: readonly Lifecycle[] = lifecycles;

describe("what an inspector is sent", () => {
  test.each(every.map((lifecycle) => ({ id: lifecycle.id, lifecycle })))(
    "of a fold of $id holds nothing of the person",
    ({ lifecycle }) => {
      const { inspector, messages } = listeningTo(lifecycle);
      const seen = watched(lifecycle, {
        send: (message) => {
          inspector.adapter.send(message);
        },
      });
      const planted = {
        ...person,
        subject: canary,
        run: canary,
        delivery: canary,
        breaches: [canary],
        warnings: [canary],
      };
      const reports: readonly Observation[] = [
        ...lifecycle.statuses.map((status, index) => report(index, { ...planted, status, breaches: [] })),
        report(30, { ...planted, reported: canary, status: undefined }),
        report(31, { ...planted, status: canary }),
        report(32, { ...planted, event: canary }),
        report(33, { ...planted, status: lifecycle.statuses[0] }),
      ];
      reports.reduce(seen.reducer, seen.open({ subject: canary }));
      expect(messages.length).toBeGreaterThan(reports.length);
      expect(JSON.stringify(messages)).not.toMatch(canary);
    },
  );

  test("of an actor holds nothing of its input, its events, their names or its id", async () => {
    const { inspector, messages, quiet } = listeningTo(iinkedsign);
    const input: object = { maxAttempts: 2, ...person };
    const actor = createActor(iinkedsign.machine, { id: canary, systemId: canary, input, inspect: inspector.inspect });
    actor.start();
    for (const event of [{ type: "signer.opened", ...person }, { type: canary }, { type: `xstate.done.${canary}` }]) {
      // As plain JavaScript would send it.
      actor.send(JSON.parse(JSON.stringify(event)));
    }
    await quiet();
    expect(actor.getSnapshot().context).toMatchObject(person);
    expect(JSON.stringify(messages)).not.toMatch(canary);
    expect(messages.map((message) => ("event" in message ? message.event.type : ""))).toContain("(undeclared)");
  });

  test("of a lifecycle of one's own holds counters and nothing else of its context, output or error", async () => {
    const machine = setup({
      types: { context: {} as { tries: number; note: string; left: number }, events: {} as { type: "tried" } },
      actions: { count: assign({ tries: ({ context }) => context.tries + 1, note: canary }) },
    }).createMachine({
      id: "own",
      context: { tries: 0, note: canary, left: 1 },
      meta: { note: canary },
      output: { note: canary },
      initial: "trying",
      states: {
        trying: { meta: { note: canary }, on: { tried: { target: "done", actions: "count" } } },
        done: { type: "final" },
      },
    });
    const definition = { ...iinkedsign.definition, machine, counters: { tries: "left" } };
    const { inspector, messages, quiet } = listeningTo({ definition });
    const actor = createActor(machine, { inspect: inspector.inspect });
    actor.start();
    actor.send({ type: "tried" });
    await quiet();
    expect(messages.at(-1)).toMatchObject({ snapshot: { status: "done", value: "done", context: { tries: 1 } } });
    expect(JSON.stringify(messages)).not.toMatch(canary);
  });

  test("takes no text for a counter, and no event's word for a verdict", async () => {
    const { inspector, messages } = listeningTo(iinkedsign);
    const base = { sessionId: "x:0", rootId: "x:0", id: "", createdAt: "0", _version: "0" };
    const definition = JSON.stringify({ id: "iinkedsign" });
    const snapshot = { status: canary, value: { live: canary }, context: { failures: canary, errors: 1, resets: 0.5 } };
    const event = { type: canary, channel: "webhook", reported: canary, verdict: "illegal", rule: `illegal.${canary}` };
    const told = [
      { ...base, type: "@xstate.actor", name: canary, definition, snapshot },
      { ...base, type: "@xstate.event", event },
      { ...base, type: "@xstate.snapshot", event: { type: "x", verdict: canary, channel: canary }, snapshot },
    ];
    for (const message of told) inspector.adapter.send(JSON.parse(JSON.stringify(message)));
    expect(JSON.stringify(messages)).not.toMatch(canary);
    expect(messages).toMatchObject([
      { name: "iinkedsign", snapshot: { status: "active", context: { errors: 1 } } },
      { event: { type: "webhook (undeclared): illegal", rule: "illegal" } },
      { event: { type: "(undeclared)" }, snapshot: { value: undefined } },
    ]);
  });
});
