/** What the inspector's page makes of the messages that it is sent. */
import { describe, expect, test } from "vitest";
import { readMessage } from "../../src/page/inspector/message.js";
import { activePaths, type Sessions, withMessage } from "../../src/page/inspector/sessions.js";

const base = { sessionId: "x:0", _version: "0" };
const at = (value: unknown, context: object = {}): object => ({ status: "active", value, context });
const actor = {
  ...base,
  type: "@xstate.actor",
  name: "a",
  definition: '{"id":"a","states":{"b":{}}}',
  snapshot: at("b"),
};

function told(...values: readonly unknown[]): Sessions {
  return values.reduce<Sessions>((sessions, value) => {
    const message = readMessage(value);
    return message === undefined ? sessions : withMessage(sessions, message);
  }, []);
}

const stepsOf = (sessions: Sessions): readonly unknown[] =>
  sessions.flatMap(({ steps }) => steps.map(({ label, isChange, snapshot }) => [label, isChange, snapshot.value]));

describe("sessions", () => {
  test("join an event and the snapshot that it led to", () => {
    const go = { type: "go" };
    const sessions = told(
      actor,
      { ...base, type: "@xstate.event", event: go },
      { ...base, type: "@xstate.snapshot", event: go, snapshot: at("c") },
      { ...base, type: "@xstate.event", event: { type: "refused", verdict: "illegal" } },
      { ...base, type: "@xstate.event", event: go },
      { ...base, type: "@xstate.snapshot", event: go, snapshot: at("c") },
    );
    expect(stepsOf(sessions)).toEqual([
      ["begins", true, "b"],
      ["go", true, "c"],
      ["refused", false, "c"],
      ["go", false, "c"],
    ]);
  });

  test("begin anew when an actor is told of again, as an inspector does when a page is loaded anew", () => {
    const event = { ...base, type: "@xstate.event", event: { type: "go" } };
    expect(stepsOf(told(actor, event, event, actor, event))).toEqual([
      ["begins", true, "b"],
      ["go", false, "b"],
    ]);
  });

  test("take no notice of an actor's own beginning, nor of actors that nobody introduced", () => {
    const init = { type: "xstate.init" };
    const stranger = { ...base, sessionId: "x:9", type: "@xstate.event", event: { type: "go" } };
    const begun = { ...base, type: "@xstate.snapshot", event: init, snapshot: at("c") };
    expect(stepsOf(told(actor, { ...base, type: "@xstate.event", event: init }, begun, stranger))).toEqual([
      ["begins", true, "c"],
    ]);
  });
});

describe("a message", () => {
  test.each([
    undefined,
    null,
    7,
    "text",
    [],
    {},
    { type: "@xstate.actor" },
    { ...actor, sessionId: 7 },
    { ...base, type: "@xstate.event" },
    { ...base, type: "@xstate.event", event: { type: 7 } },
    { ...base, type: "@xstate.microstep", event: { type: "go" } },
  ])("is not %j", (value) => {
    expect(readMessage(value)).toBeUndefined();
  });

  test("is read with as much of its definition as makes sense", () => {
    const definition = JSON.stringify({
      id: "a",
      states: {
        b: { on: { go: "c", stay: [{ guard: { type: "ready" } }], odd: 7 }, after: { soon: { target: ["d"] } } },
      },
    });
    expect(readMessage({ ...actor, definition })).toMatchObject({
      definition: {
        states: {
          b: { on: { go: [{ target: "c" }], stay: [{ guard: "ready" }], odd: [] }, after: { soon: [{ target: "d" }] } },
        },
      },
    });
    expect(readMessage({ ...actor, definition: "{" })).toMatchObject({ name: "a", definition: undefined });
  });
});

test("active paths name every group on the way to the leaf", () => {
  expect(activePaths({ live: { resettable: "failed" } })).toEqual([
    "live",
    "live.resettable",
    "live.resettable.failed",
  ]);
  expect([activePaths("passed"), activePaths(null), activePaths(7)]).toEqual([["passed"], [], []]);
});
