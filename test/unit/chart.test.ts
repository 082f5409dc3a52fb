/** What may be read off a machine, and what is refused by name, on machines of two or three states. */
import { and, assign, createActor, createMachine, emit, fromPromise, not, or, raise, setup, stateIn } from "xstate";
import { describe, expect, test } from "vitest";
import type { Candidate } from "../../src/graph/candidates.js";
import { type Chart, keyOf, movesAmong, readChart } from "../../src/graph/chart.js";
import { ChartError } from "../../src/graph/chart-error.js";
import { exploreChart } from "../../src/graph/graph.js";

const candidatesOf = (chart: Chart, status: string, event: string): readonly Candidate[] =>
  chart.candidates.get(status)?.get(event) ?? [];

/** What a machine's context may hold, as far as its types are concerned. */
const anyContext: Readonly<Record<string, unknown>> = {};

const graphOf = (machine: Parameters<typeof readChart>[0]) => exploreChart(readChart(machine), {});

describe("features that no lifecycle has are refused by name", () => {
  test("parallel states", () => {
    const machine = createMachine({ id: "m", type: "parallel", states: { left: {}, right: {} } });
    expect(() => readChart(machine)).toThrow(new ChartError("m: a lifecycle has no parallel states"));
  });

  test("parallel states inside a group", () => {
    const machine = createMachine({
      id: "m",
      initial: "group",
      states: { group: { type: "parallel", states: { left: {}, right: {} } } },
    });
    expect(() => readChart(machine)).toThrow(new ChartError("m.group: a lifecycle has no parallel states"));
  });

  test("history states", () => {
    const machine = createMachine({ id: "m", initial: "a", states: { a: {}, past: { type: "history" } } });
    expect(() => readChart(machine)).toThrow(new ChartError("m.past: a lifecycle has no history states"));
  });

  test("eventless transitions", () => {
    const machine = createMachine({ id: "m", initial: "a", states: { a: { always: { target: "b" } }, b: {} } });
    expect(() => readChart(machine)).toThrow(new ChartError("m.a: a lifecycle has no eventless transitions"));
  });

  test("entry actions", () => {
    const machine = createMachine({ id: "m", initial: "a", states: { a: { entry: assign({}) } } });
    expect(() => readChart(machine)).toThrow(new ChartError("m.a: a lifecycle has no entry or exit actions"));
  });

  test("exit actions, also at the root", () => {
    const machine = createMachine({ id: "m", initial: "a", exit: () => {}, states: { a: {} } });
    expect(() => readChart(machine)).toThrow(new ChartError("m: a lifecycle has no entry or exit actions"));
  });

  test("invoked actors", () => {
    const machine = createMachine({
      id: "m",
      initial: "a",
      states: { a: { invoke: { src: fromPromise(() => Promise.resolve(1)) } } },
    });
    expect(() => readChart(machine)).toThrow(new ChartError("m.a: a lifecycle has no invoked actors"));
  });

  test.each(["*", "order.*"])("the wildcard %s", (event) => {
    const machine = createMachine({
      id: "m",
      initial: "a",
      states: { a: { on: { [event]: { target: "b" } } }, b: {} },
    });
    expect(() => readChart(machine)).toThrow(new ChartError("m.a: a lifecycle has no wildcard events"));
  });

  test("transitions at the root", () => {
    const machine = createMachine({
      id: "m",
      initial: "a",
      on: { stop: { target: ".b" } },
      states: { a: {}, b: { type: "final" } },
    });
    expect(() => readChart(machine)).toThrow(
      new ChartError("m: a lifecycle has no transitions at the root, which would move a finished machine"),
    );
  });

  test("a final state inside a group, which leaves the machine running", () => {
    const machine = createMachine({
      id: "m",
      initial: "group",
      states: { group: { initial: "a", states: { a: { type: "final" } } } },
    });
    expect(() => readChart(machine)).toThrow(
      new ChartError("m.group.a: a lifecycle has no final states inside a group"),
    );
  });

  test("a group that is done", () => {
    const machine = createMachine({
      id: "m",
      initial: "group",
      states: { group: { initial: "a", states: { a: {} }, onDone: { target: "b" } }, b: {} },
    });
    expect(() => readChart(machine)).toThrow(
      new ChartError("m.group: a lifecycle has no transitions of XState's own events, such as onDone"),
    );
  });

  test("actions of an initial transition", () => {
    const machine = setup({ actions: { count: assign({ count: 1 }) } }).createMachine({
      id: "m",
      initial: "group",
      states: { group: { initial: { target: "a", actions: "count" }, states: { a: {} } } },
    });
    expect(() => readChart(machine)).toThrow(
      new ChartError("m.group: a lifecycle has no actions of an initial transition"),
    );
  });

  test("two leaf states of one name", () => {
    const machine = createMachine({
      id: "m",
      initial: "a",
      states: { a: {}, group: { initial: "a", states: { a: {} } } },
    });
    expect(() => readChart(machine)).toThrow(new ChartError("m: two leaf states share a name"));
  });
});

describe("implementations without a name, or of another kind, are refused", () => {
  const step = (transition: object) =>
    setup({
      guards: {
        late: (): boolean => Object(Promise.resolve(true)),
        wordy: (): boolean => JSON.parse('"yes"'),
      },
      actions: {
        raised: raise({ type: "go" }),
        emitted: emit({ type: "gone" }),
        plain: () => {},
        counted: assign({ count: 1 }),
      },
    }).createMachine({ id: "m", initial: "a", states: { a: { on: { go: { target: "b", ...transition } } }, b: {} } });

  test("an inline guard", () => {
    expect(() => readChart(step({ guard: () => true }))).toThrow(
      "m.a on go: guard is inline or takes parameters; a lifecycle names its guards and actions in setup",
    );
  });

  test("an inline combination of guards", () => {
    expect(() => readChart(step({ guard: and(["late", "wordy"]) }))).toThrow("m.a on go: guard is inline");
  });

  test("a guard with parameters", () => {
    expect(() => readChart(step({ guard: { type: "wordy", params: { least: 2 } } }))).toThrow(
      "m.a on go: guard is inline or takes parameters",
    );
  });

  test("a guard that is named and nowhere defined", () => {
    expect(() => readChart(step({ guard: "missing" }))).toThrow(
      new ChartError("m: guard missing is not a plain function"),
    );
  });

  test.each(["late", "wordy"])("the guard %s, which answers with something else than a boolean", (guard) => {
    expect(() => graphOf(step({ guard }))).toThrow(new ChartError(`m: guard ${guard} did not answer with a boolean`));
  });

  test.each([
    ["and", and(["one", "other"])],
    ["or", or(["one", "other"])],
    ["not", not("one")],
    ["stateIn", stateIn("b")],
  ])("a combination of guards by %s, also under a name", (_, combined) => {
    const machine = setup({ guards: { one: () => true, other: () => true, combined } }).createMachine({
      id: "m",
      initial: "a",
      states: { a: { on: { go: { target: "b", guard: "combined" } } }, b: {} },
    });
    expect(() => readChart(machine)).toThrow(new ChartError("m: guard combined is not a plain function"));
  });

  test("an inline action", () => {
    expect(() => readChart(step({ actions: assign({ count: 1 }) }))).toThrow("m.a on go: action is inline");
    expect(() => readChart(step({ actions: () => {} }))).toThrow("m.a on go: action is inline");
  });

  test.each(["raised", "emitted", "plain", "missing"])("the action %s, which assigns nothing", (name) => {
    expect(() => readChart(step({ actions: ["counted", name] }))).toThrow(
      new ChartError(`m: action ${name} is not an assign`),
    );
  });

  test("a guard and an action given as objects without parameters are named", () => {
    const chart = readChart(step({ guard: { type: "wordy" }, actions: { type: "counted" } }));
    expect(candidatesOf(chart, "a", "go")).toMatchObject([{ guard: "wordy", assigns: ["counted"] }]);
  });
});

describe("a context is plain JSON", () => {
  const foreign: readonly (readonly [string, unknown])[] = [
    ["a Map", new Map()],
    ["a Set", new Set()],
    ["undefined", undefined],
    ["NaN", Number.NaN],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["a Date", new Date(0)],
    ["a function", () => 1],
    ["a bigint", 1n],
    ["a symbol", Symbol("s")],
    ["an object with a prototype of its own", Object.create({ inherited: 1 })],
  ];

  test.each(foreign)("%s is refused at the start, by its path", (_, value) => {
    const machine = createMachine({ id: "m", context: { seen: [{ first: value }] }, initial: "a", states: { a: {} } });
    expect(() => graphOf(machine)).toThrow(new ChartError("m: context $.seen[0].first is not plain JSON"));
  });

  test.each(foreign)("%s is refused where an action puts it", (_, value) => {
    const machine = setup({
      types: { context: anyContext },
      actions: { spoil: assign({ seen: () => value }) },
    }).createMachine({
      id: "m",
      context: { seen: 1 },
      initial: "a",
      states: { a: { on: { go: { actions: "spoil" } } } },
    });
    expect(() => graphOf(machine)).toThrow(new ChartError("m: action spoil puts what is not plain JSON into $.seen"));
  });

  test("null, nested lists and objects without a prototype are plain", () => {
    const context = { list: [[1, "a", null, true]], bare: Object.assign(Object.create(null), { inner: 1 }) };
    const machine = createMachine({ id: "m", context, initial: "a", states: { a: {} } });
    expect(graphOf(machine).configurations).toEqual([{ status: "a", context }]);
  });
});

test.each([
  ["a delay that a state shares with a group around it", { after: { 5000: "end" } }, { after: { 5000: "#m.end" } }],
  ["one that a group forbids to a group around it", { after: { 5000: "end" } }, { after: { 5000: {} } }],
  ["an event of a delay's name", { after: { 5000: "end" } }, { on: { "after 5000": "#m.end" } }],
  ["a delay of an event's name", { on: { "after 5000": "end" } }, { after: { 5000: "#m.end" } }],
])("%s is refused: XState would not have the inner one first", (_, outer, inner) => {
  const machine = createMachine({
    id: "m",
    initial: "outer",
    states: { outer: { ...outer, initial: "leaf", states: { leaf: inner } }, end: { type: "final" } },
  });
  expect(() => readChart(machine)).toThrow(
    new ChartError('m.outer.leaf: "after 5000" is what several transitions wait for; each delay has a name of its own'),
  );
});

test("the same delay in two states that are never both entered is no clash", () => {
  const waiting = { after: { 5000: "end" } };
  const machine = createMachine({ id: "m", initial: "a", states: { a: waiting, b: waiting, end: { type: "final" } } });
  expect([...readChart(machine).events]).toEqual(["after 5000"]);
});

describe("candidates", () => {
  const machine = setup({
    types: { context: anyContext },
    guards: { open: ({ context }) => context.open === true, never: () => false },
    actions: { shut: assign({ open: false }), count: assign(({ context }) => ({ count: Number(context.count) + 1 })) },
    delays: { patience: ({ context }) => (context.open === true ? 60_000 : 1000), endless: Number.POSITIVE_INFINITY },
  }).createMachine({
    id: "m",
    context: { open: true, count: 0 },
    initial: "outer",
    states: {
      outer: {
        initial: "inner",
        on: { go: { target: "end", description: "from the outside" }, leave: { target: "end" } },
        after: { 5000: { target: "end" }, patience: { target: "end" } },
        states: {
          inner: {
            initial: "leaf",
            on: { go: { target: "other", guard: "never" } },
            states: {
              leaf: {
                on: {
                  go: [
                    { target: "#m.outer.other", guard: "open", actions: ["count", "shut"], description: "while open" },
                    { guard: "never", actions: "count" },
                  ],
                  stay: { actions: "count" },
                },
                after: { 4000: { target: "#m.outer.inner" } },
              },
            },
          },
          other: { after: { endless: { target: "#m.end" } } },
        },
      },
      end: { type: "final" },
    },
  });
  const chart = readChart(machine);

  test("are the leaf's own first, then its ancestors' from the inside out", () => {
    expect(candidatesOf(chart, "leaf", "go")).toEqual([
      {
        event: "go",
        guard: "open",
        target: "other",
        delay: undefined,
        description: "while open",
        assigns: ["count", "shut"],
      },
      { event: "go", guard: "never", target: "leaf", delay: undefined, description: undefined, assigns: ["count"] },
      { event: "go", guard: "never", target: "other", delay: undefined, description: undefined, assigns: [] },
      {
        event: "go",
        guard: undefined,
        target: "end",
        delay: undefined,
        description: "from the outside",
        assigns: [],
      },
    ]);
    expect(candidatesOf(chart, "other", "go")).toMatchObject([{ guard: undefined, target: "end" }]);
    expect([...(chart.candidates.get("end") ?? [])]).toEqual([]);
  });

  test("include delayed transitions, as events named after their delay", () => {
    expect(candidatesOf(chart, "leaf", "after 4000")).toMatchObject([
      { event: "after 4000", delay: 4000, target: "leaf" },
    ]);
    expect(candidatesOf(chart, "leaf", "after 5000")).toMatchObject([
      { event: "after 5000", delay: 5000, target: "end" },
    ]);
    const [waiting] = candidatesOf(chart, "leaf", "after patience");
    expect(waiting).toMatchObject({ event: "after patience", delay: "patience", target: "end" });
  });

  test("wait as long as their delay says, by the context", () => {
    const [patient] = candidatesOf(chart, "leaf", "after patience");
    const [fixed] = candidatesOf(chart, "leaf", "after 5000");
    const [event] = candidatesOf(chart, "leaf", "go");
    if (patient === undefined || fixed === undefined || event === undefined) throw new Error("no candidates");
    expect(chart.delay(patient, { open: true })).toBe(60_000);
    expect(chart.delay(patient, { open: false })).toBe(1000);
    expect(chart.delay(fixed, {})).toBe(5000);
    expect(chart.delay(event, {})).toBeUndefined();
  });

  test("with a delay that is no finite number are refused when asked", () => {
    const [endless] = candidatesOf(chart, "other", "after endless");
    if (endless === undefined) throw new Error("no candidate");
    const refusal = (delay: string) => new ChartError(`m: delay ${delay} is not a finite number of milliseconds`);
    expect(() => chart.delay(endless, {})).toThrow(refusal("endless"));
    expect(() => chart.delay({ ...endless, delay: "missing" }, {})).toThrow(refusal("missing"));
  });

  test("are refused by an error with a name of its own", () => {
    expect(new ChartError("m: entry actions").name).toBe("ChartError");
  });

  test("with a delay of nothing wait no time, and none is less than nothing", () => {
    const [patient] = candidatesOf(chart, "leaf", "after patience");
    if (patient === undefined) throw new Error("no candidate");
    const waiting = (milliseconds: number) => {
      const { delays, ...others } = machine.implementations;
      const other = machine.provide({ ...others, delays: { ...delays, patience: milliseconds } });
      return readChart(other).delay(patient, {});
    };
    expect(waiting(0)).toBe(0);
    expect(() => waiting(-1)).toThrow(new ChartError("m: delay patience is not a finite number of milliseconds"));
  });

  test("take what one action changed to the next, which sees the rest as it was", () => {
    const copying = setup({
      types: { context: anyContext },
      actions: {
        add: assign({ total: ({ context }) => Number(context.total) + Number(context.step) }),
        double: assign({ total: ({ context }) => Number(context.total) * Number(context.step) }),
      },
    }).createMachine({
      id: "m",
      context: { total: 1, step: 3 },
      initial: "a",
      states: { a: { on: { go: { actions: ["add", "double"] } } } },
    });
    const from = { status: "a", context: { total: 1, step: 3 } };
    expect(readChart(copying).moves(from)[0]?.to.context).toEqual({ total: 12, step: 3 });
  });

  test("move by the first whose guard holds, with its actions in turn", () => {
    const open = { status: "leaf", context: { open: true, count: 0 } };
    expect(chart.moves(open).map(({ candidate, to }) => [candidate.event, to.status, to.context])).toEqual([
      ["go", "other", { open: false, count: 1 }],
      ["stay", "leaf", { open: true, count: 1 }],
      ["after 4000", "leaf", { open: true, count: 0 }],
      ["leave", "end", { open: true, count: 0 }],
      ["after 5000", "end", { open: true, count: 0 }],
      ["after patience", "end", { open: true, count: 0 }],
    ]);
    const shut = { status: "leaf", context: { open: false, count: 1 } };
    expect(chart.moves(shut)[0]).toMatchObject({ candidate: { event: "go" }, to: { status: "end" }, conditions: [] });
    expect(chart.moves({ status: "end", context: {} })).toEqual([]);
    expect(chart.moves({ status: "nowhere", context: {} })).toEqual([]);
  });

  test("with a freed guard move both ways, and say what was set aside", () => {
    const freed = new Set(["open"]);
    const ways = (isOpen: boolean) =>
      movesAmong(chart.offers({ status: "leaf", context: { open: isOpen, count: 0 } }), freed)
        .filter(({ candidate }) => candidate.event === "go")
        .map(({ to, conditions }) => [to.status, conditions]);
    expect(ways(false)).toEqual([
      ["other", [{ guard: "open", met: false }]],
      ["end", []],
    ]);
    expect(ways(true)).toEqual([
      ["other", []],
      ["end", [{ guard: "open", met: true }]],
    ]);
  });

  test("leave no move behind one without a guard", () => {
    const blocked = createMachine({
      id: "m",
      initial: "outer",
      states: {
        outer: { initial: "leaf", on: { go: { target: "end" } }, states: { leaf: { on: { go: {} } } } },
        end: {},
      },
    });
    expect(graphOf(blocked).configurations.map(({ status }) => status)).toEqual(["leaf"]);
  });

  test("do not count one without target and actions, as XState's own `can` does not", () => {
    const on = { go: [{}, { target: "a" }], stay: { target: "a" } };
    const forbidding = createMachine({ id: "m", initial: "a", states: { a: { on } } });
    const snapshot = createActor(forbidding).getSnapshot();
    const { events, candidates } = readChart(forbidding);
    expect(["go", "stay"].map((type) => snapshot.can({ type }))).toEqual([false, true]);
    expect([...events]).toEqual(["stay"]);
    expect([...(candidates.get("a")?.keys() ?? [])]).toEqual(["stay"]);
  });

  test("are those before a transition that does nothing, and a guarded one is refused", () => {
    const open = setup({ guards: { open: () => false } });
    const states = (on: object) => ({
      outer: { initial: "leaf", on: { go: { target: "end" } }, states: { leaf: { on } } },
      end: {},
    });
    const guarded = { target: "end", guard: "open" } as const;
    const first = open.createMachine({
      id: "m",
      initial: "outer",
      states: states({ go: [{ ...guarded, target: "#m.end" }, {}] }),
    });
    expect(candidatesOf(readChart(first), "leaf", "go").map(({ guard }) => guard)).toEqual(["open"]);
    const second = open.createMachine({ id: "m", initial: "outer", states: states({ go: { guard: "open" } }) });
    expect(() => readChart(second)).toThrow(
      new ChartError("m.outer.leaf on go: a guarded transition has neither target nor actions"),
    );
  });
});

describe("a chart", () => {
  test("lists its leaves in document order, its finals and its guards", () => {
    const machine = setup({ guards: { second: () => true, first: () => true, unused: () => true } }).createMachine({
      id: "m",
      initial: "b",
      states: {
        b: { on: { go: { target: "z", guard: "second" }, run: { target: "z", guard: "first" } } },
        group: { initial: "d", states: { d: {}, c: {} } },
        z: { type: "final" },
        a: {},
      },
    });
    const chart = readChart(machine);
    expect(chart.leaves).toEqual(["b", "d", "c", "z", "a"]);
    expect([...chart.finals]).toEqual(["z"]);
    expect(chart.guards).toEqual(["second", "first"]);
  });

  test("starts in the leaf that the machine's input leads to", () => {
    const machine = setup({ types: { context: anyContext, input: anyContext } }).createMachine({
      id: "m",
      context: ({ input }) => ({ limit: input.limit }),
      initial: "group",
      states: { group: { initial: "inner", states: { inner: { initial: "leaf", states: { leaf: {} } } } } },
    });
    expect(readChart(machine).initial({ limit: 7 })).toEqual({ status: "leaf", context: { limit: 7 } });
  });

  test("names a configuration alike whatever the order of its fields, and by the varying ones alone where told", () => {
    expect(keyOf({ status: "a", context: { x: 1, y: [null] } })).toBe(
      keyOf({ status: "a", context: { y: [null], x: 1 } }),
    );
    expect(keyOf({ status: "a", context: { x: 1 } })).not.toBe(keyOf({ status: "a", context: { x: "1" } }));
    expect(keyOf({ status: "a", context: { x: 1, y: 2 } }, ["x"])).toBe(
      keyOf({ status: "a", context: { x: 1 } }, ["x"]),
    );
  });
});

describe("exploring", () => {
  const counter = setup({
    types: { context: anyContext },
    actions: { count: assign(({ context }) => ({ count: Number(context.count) + 1 })) },
  }).createMachine({
    id: "m",
    context: { count: 0 },
    initial: "a",
    states: { a: { on: { tick: { actions: "count" }, stop: { target: "b" } } }, b: { type: "final" } },
  });

  test("an endless machine is truncated, with what was reached and not explored as its frontier", () => {
    const graph = exploreChart(readChart(counter), {}, { limit: 5 });
    expect(graph.complete).toBe(false);
    expect(graph.configurations.map(({ status, context }) => `${status}${Number(context.count)}`)).toEqual([
      "a0",
      "a1",
      "b0",
      "a2",
      "b1",
    ]);
    expect(graph.frontier.map(({ status, context }) => `${status}${Number(context.count)}`)).toEqual(["a2", "b1"]);
    expect(graph.transitions).toHaveLength(3);
    expect(graph.transitions.flat().every(({ to }) => to < graph.configurations.length)).toBe(true);
  });

  test("a bound that is met exactly is no truncation", () => {
    const machine = createMachine({
      id: "m",
      initial: "a",
      states: { a: { on: { go: "b" } }, b: { on: { go: "a" } } },
    });
    const graph = exploreChart(readChart(machine), {}, { limit: 2 });
    expect(graph).toMatchObject({ complete: true, frontier: [] });
    expect(graph.transitions.map((out) => out.map(({ from, to }) => [from, to]))).toEqual([[[0, 1]], [[1, 0]]]);
  });

  test("a bound of one below is a truncation, and the initial configuration its frontier", () => {
    const machine = createMachine({ id: "m", initial: "a", states: { a: { on: { go: "b" } }, b: {} } });
    const graph = exploreChart(readChart(machine), {}, { limit: 1 });
    expect(graph).toMatchObject({ complete: false, frontier: [{ status: "a" }], transitions: [] });
  });
});
