/** The adapter for running actors, through the inspector itself. */
import { describe, expect, test } from "vitest";
import { createActor, createMachine } from "xstate";
import { lifecycles } from "../../machines/index.js";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { inspectorOptions } from "../../src/inspect/index.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { listeningTo } from "./inspector.js";

const every: readonly Lifecycle[] = lifecycles;

describe("a running actor in an inspector", () => {
  test("tells of its machine, its events and its states", async () => {
    const { inspector, messages, quiet } = listeningTo(iinkedsign);
    const actor = createActor(iinkedsign.machine, { input: { maxAttempts: 2 }, inspect: inspector.inspect });
    actor.start();
    actor.send({ type: "signer.opened" });
    actor.send({ type: "server.erred" });
    await quiet();
    expect(messages.map(({ type }) => type)).toEqual([
      "@xstate.actor",
      "@xstate.event",
      "@xstate.snapshot",
      "@xstate.event",
      "@xstate.snapshot",
      "@xstate.event",
      "@xstate.snapshot",
    ]);
    expect(messages.map((message) => ("event" in message ? message.event.type : "")).filter(Boolean)).toEqual([
      "xstate.init",
      "xstate.init",
      "signer.opened",
      "signer.opened",
      "server.erred",
      "server.erred",
    ]);
    expect(messages.at(-1)).toMatchObject({
      snapshot: {
        status: "active",
        value: { live: { resettable: { retryable: "error" } } },
        context: { errors: 1, failures: 0 },
      },
    });
  });

  test.each(every.map((lifecycle) => ({ id: lifecycle.id, lifecycle })))(
    "$id is defined in full, in the order of its file",
    async ({ lifecycle }) => {
      const { inspector, messages, quiet } = listeningTo(lifecycle);
      createActor(lifecycle.machine, { inspect: inspector.inspect }).start();
      await quiet();
      const [first] = messages;
      if (first?.type !== "@xstate.actor") throw new Error("the first message is not about the actor");
      const { context: _, ...config } = lifecycle.machine.config;
      // As text: the order of the states counts, too.
      expect(first.definition).toBe(ordered(first.definition, config));
      expect(JSON.parse(first.definition)).toEqual(JSON.parse(JSON.stringify(config)));
    },
  );

  test("is shown by its machine's name and not by its own", async () => {
    const { inspector, messages, quiet } = listeningTo(iinkedsign);
    createActor(iinkedsign.machine, { id: "anna@example.org", input: {}, inspect: inspector.inspect }).start();
    await quiet();
    expect(messages[0]).toMatchObject({ type: "@xstate.actor", name: "iinkedsign" });
  });

  test("tells of a timer that has run out", async () => {
    const { inspector, messages, quiet } = listeningTo(fortid);
    const clock = manualClock();
    createActor(fortid.machine, { clock, input: {}, inspect: inspector.inspect }).start();
    clock.runAll();
    await quiet();
    expect(messages.map((message) => ("event" in message ? message.event.type : ""))).toContain(
      "xstate.after.timeout.fortid.known.unexpired",
    );
    expect(messages.findLast(({ type }) => type === "@xstate.snapshot")).toMatchObject({
      snapshot: { status: "done", value: "REMOVED" },
    });
  });

  test("is alone: actors of other machines are not shown", async () => {
    const { inspector, messages, quiet } = listeningTo(iinkedsign);
    const other = createMachine({
      id: "other",
      context: { email: "anna@example.org" },
      initial: "a",
      states: { a: {} },
    });
    createActor(other, { inspect: inspector.inspect }).start();
    createActor(fortid.machine, { inspect: inspector.inspect, input: {}, clock: manualClock() }).start();
    await quiet();
    expect(messages).toEqual([]);
  });
});

describe("a message that is handed on", () => {
  const base = { sessionId: "x:1", createdAt: "5", _version: "0.7.2" };
  const actor = { ...base, type: "@xstate.actor", rootId: "x:0", definition: '{"id":"iinkedsign"}' } as const;

  test("keeps who sent it, below whom, and when; an actor without a root is its own", () => {
    const { serialize } = inspectorOptions(iinkedsign);
    expect(serialize({ ...actor, parentId: "x:0", name: "x" })).toMatchObject({
      ...base,
      id: "",
      type: "@xstate.actor",
      rootId: "x:0",
      parentId: "x:0",
    });
    expect(serialize({ ...base, type: "@xstate.event", rootId: undefined, sourceId: "x:0" })).toEqual({
      ...base,
      id: "",
      type: "@xstate.event",
      rootId: "x:1",
      sourceId: "x:0",
      event: { type: "(undeclared)" },
    });
  });

  test.each([
    ["iinkedsign 7", "iinkedsign 7"],
    ["iinkedsign 123456", "iinkedsign 123456"],
    ["iinkedsign 1234567", "iinkedsign"],
    ["iinkedsign 7 of Anna", "iinkedsign"],
    ["iinkedsign of 7", "iinkedsign"],
    ["iinkedsigned 7", "iinkedsign"],
    ["anna 7", "iinkedsign"],
    ["anna@e.org 7", "iinkedsign"],
    [undefined, "iinkedsign"],
  ])("of an actor that calls itself %s is called %s", (name, shown) => {
    expect(inspectorOptions(iinkedsign).serialize({ ...actor, name })).toMatchObject({ name: shown });
  });

  test("is about an actor that was told of with a lifecycle's definition", () => {
    const { filter, serialize } = inspectorOptions(iinkedsign, fortid);
    const event = { ...base, type: "@xstate.event", rootId: "x:0" } as const;
    expect(filter(event)).toBe(false);
    expect(() => serialize(event)).toThrow("an actor of no lifecycle is not shown");
    for (const definition of [undefined, "", "no JSON", "null", "5", '"iinkedsign"', "{}", '{"id":"other"}']) {
      expect(filter({ ...actor, definition })).toBe(false);
    }
    expect(filter(actor)).toBe(true);
    expect(filter(event)).toBe(true);
  });
});

/** `text` written anew with the keys of `like` in their order: the same text when it has them so. */
function ordered(text: string, like: object): string {
  return JSON.stringify(inOrderOf(JSON.parse(text), JSON.parse(JSON.stringify(like))));
}

function inOrderOf(value: unknown, like: unknown): unknown {
  if (typeof value !== "object" || value === null || typeof like !== "object" || like === null) return value;
  if (Array.isArray(value)) return value.map((item, index) => inOrderOf(item, Object.values(like)[index]));
  const fields = new Map(Object.entries(value));
  return Object.fromEntries(
    Object.entries(like).flatMap(([key, inner]) => (fields.has(key) ? [[key, inOrderOf(fields.get(key), inner)]] : [])),
  );
}

function manualClock() {
  const waiting: { readonly run: () => void; readonly after: number }[] = [];
  return {
    setTimeout: (run: () => void, after: number) => waiting.push({ run, after }),
    clearTimeout: () => {},
    runAll: () => {
      for (const { run } of waiting.toSorted((a, b) => a.after - b.after)) run();
    },
  };
}
