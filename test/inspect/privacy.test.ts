/** Nothing about a person reaches an inspector: canaries in every place that a message could be made from. */
import { describe, expect, test } from "vitest";
import { assign, createActor, setup } from "xstate";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { lifecycles } from "../../machines/index.js";
import { watched } from "../../src/inspect/index.js";
import type { SeenEvent } from "../../src/inspect/message.js";
import { seenEvent, seenSnapshot } from "../../src/inspect/redaction.js";
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
      { event: { type: "(undeclared)" } },
      { event: { type: "(undeclared)" }, snapshot: { value: undefined } },
    ]);
  });
});

describe("what is kept of", () => {
  const { definition } = iinkedsign;
  const seenOf = (event: unknown): SeenEvent => seenEvent(definition, event);
  const valueOf = (value: unknown): unknown => seenSnapshot(definition, { value }).value;
  const countsOf = (context: unknown): object => seenSnapshot(definition, { context }).context;

  test("nothing is nothing", () => {
    const nothing = { status: "active", value: undefined, context: {}, output: undefined, error: undefined };
    for (const snapshot of [undefined, null, canary, 5, {}]) {
      expect(seenSnapshot(definition, snapshot)).toEqual(nothing);
      expect(seenOf(snapshot)).toEqual({ type: "(undeclared)" });
    }
  });

  test.each(["active", "done", "error", "stopped"])("a snapshot is whether it is %s", (status) => {
    expect(seenSnapshot(definition, { status }).status).toBe(status);
  });

  test("an event is its name, where the machine declares it or XState sends it", () => {
    const types = ["signer.opened", "xstate.init", "xstate.stop", "xstate.error", canary, 5];
    expect(types.map((type) => seenOf({ ...person, type }).type)).toEqual([
      "signer.opened",
      "xstate.init",
      "xstate.stop",
      "(undeclared)",
      "(undeclared)",
      "(undeclared)",
    ]);
  });

  test("a report is what was made of it: by webhook or poll, with a verdict", () => {
    const reported = { type: canary, reported: "failed", rule: "illegal.guard", ...person };
    expect(seenOf({ ...reported, channel: "poll", verdict: "illegal" })).toStrictEqual({
      type: "poll failed: illegal.guard",
      channel: "poll",
      reported: "failed",
      verdict: "illegal",
      rule: "illegal.guard",
    });
    for (const other of [
      { channel: "poll" },
      { channel: "webhook", verdict: canary },
      { verdict: "illegal" },
      { channel: "post", verdict: "illegal" },
    ]) {
      expect(seenOf({ ...reported, ...other })).toStrictEqual({ type: "(undeclared)" });
    }
  });

  test("a report's word is a status, an event, or the event that opens", () => {
    const opened = { ...definition, opening: "signer.invited" };
    const reported = (word: unknown, of: typeof definition = opened): SeenEvent =>
      seenEvent(of, { channel: "webhook", verdict: "gap", rule: "gap", reported: word });
    const kept = { channel: "webhook", verdict: "gap", rule: "gap" };
    for (const word of ["passed", "signer.opened", "signer.invited"]) {
      expect(reported(word)).toStrictEqual({ ...kept, type: `webhook ${word}: gap`, reported: word });
    }
    const nameless = { ...kept, type: "webhook (undeclared): gap" };
    for (const word of [canary, undefined, ["passed"]]) expect(reported(word)).toStrictEqual(nameless);
    expect(reported("signer.invited", definition)).toStrictEqual(nameless);
    expect(reported(undefined, definition)).toStrictEqual(nameless);
  });

  test("a rule is one of the verdict's own kind", () => {
    const rules = ["illegal.final", "gap.final", "illegal.nonsense", "illegal.", "final", undefined, ["illegal.final"]];
    const kept = rules.map((rule) => seenOf({ channel: "poll", verdict: "illegal", rule }));
    expect(kept.map((seen) => ("rule" in seen ? seen.rule : ""))).toEqual(["illegal.final", ...Array(6).fill("")]);
  });

  test("a context is its counters: whole numbers, bounds, or any", () => {
    expect(countsOf({ failures: "1 to 12", errors: "any", resets: 0, email: 5 })).toEqual({
      failures: "1 to 12",
      errors: "any",
      resets: 0,
    });
    for (const failures of [["any"], "many", "any of Anna's", "1 to 1234", "12 to", 0.5, null, true]) {
      expect(countsOf({ failures })).toEqual({});
    }
  });

  test("a state is one that the machine can have, with all of its groups", () => {
    for (const value of ["failed_locked", { live: { resettable: { retryable: "error" } } }]) {
      expect(valueOf(value)).toEqual(value);
    }
    for (const value of [
      canary,
      null,
      {},
      { live: null },
      "error",
      { live: "failed_locked" },
      { live: {} },
      ["failed"],
    ]) {
      expect(valueOf(value)).toBeUndefined();
    }
  });
});
