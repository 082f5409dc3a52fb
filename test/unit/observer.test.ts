/** Which configurations answer a report, and under which policies, on a machine of four states. */
import { setup } from "xstate";
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { readChart } from "../../src/graph/chart.js";
import { engineOf } from "../../src/engine.js";
import { exploreFamily } from "../../src/graph/family-graph.js";
import { type Channels, createObserver, originSet, type Question, question } from "../../src/observer/observer.js";

const input: { readonly mayRetry?: boolean } = {};

/** A job is tried, again where the policy allows it, and begins anew once it is done. */
const job = setup({
  types: { context: input, input },
  guards: { mayRetry: ({ context }) => context.mayRetry === true },
}).createMachine({
  id: "job",
  context: ({ input: given }) => given,
  initial: "idle",
  states: {
    idle: { on: { "job.started": { target: "busy" } } },
    busy: {
      on: { "job.failed": { target: "broken" }, "job.passed": { target: "done" }, "job.noted": { target: "busy" } },
    },
    broken: { on: { "job.retried": { target: "busy", guard: "mayRetry" } } },
    done: { on: { "job.reset": { target: "idle" } } },
  },
});

const chart = readChart(job);
const policies = [{ mayRetry: true }, { mayRetry: false }];
const silent: Channels = {
  announced: { by: "status", always: [], maybe: [] },
  subscribed: undefined,
  opening: "job.made",
  runStarts: ["job.reset"],
};

/** Observes jobs under both policies; told with their numbers are those that have runs. */
function observe(channels: Partial<Channels> = {}, withRuns: readonly number[] = [0, 1]) {
  // Whether it may retry never changes, so both policies share their nodes.
  const graph = exploreFamily(chart, policies, { limit: 100, vary: [] });
  const observer = createObserver(chart, graph, { ...silent, ...channels }, graph.sets.of(withRuns));
  const nodes = Array.from({ length: graph.size }, (_, node) => node);
  return {
    observer,
    /** The set of these statuses, each under the policies that follow it: `busy 01`. */
    set: (...members: readonly string[]) =>
      observer.intern(
        members.flatMap((member) => {
          const [status, digits = ""] = member.split(" ");
          const held = graph.sets.of(digits.split("").map(Number));
          return nodes
            .filter((node) => graph.statusOf(node) === status)
            .map((node) => ({ node, policies: graph.sets.both(held, graph.reached[node] ?? 0) }))
            .filter((one) => one.policies !== 0);
        }),
      ),
    /** What a set holds, in the same words, sorted. */
    told: (set: number) => {
      const digits = new Map<string, string>();
      for (const { node, policies: held } of observer.members(set)) {
        const status = graph.statusOf(node) ?? "origin";
        digits.set(status, (digits.get(status) ?? "") + graph.sets.list(held).join(""));
      }
      return [...digits].map(([status, held]) => `${status} ${held.split("").toSorted().join("")}`).toSorted();
    },
  };
}

const asked = (word: string, more: Partial<Question> = {}): Question =>
  question({
    target: word.startsWith("job.") ? { event: word } : { status: word },
    stay: false,
    run: "any",
    lossless: false,
    ...more,
  });

/** What answers a question from some members. */
function answers(
  from: readonly string[],
  question_: Question,
  ...[channels, withRuns]: Parameters<typeof observe>
): readonly string[] {
  const { observer, set, told } = observe(channels, withRuns);
  return told(observer.step(set(...from), question_));
}

describe("a set of configurations", () => {
  test("has one number, in whatever order its members are given, and 0 is the empty one", () => {
    const { observer, set, told } = observe();
    expect(set()).toBe(0);
    expect(set("busy 01", "done 0")).toBe(set("done 0", "busy 01"));
    expect(set("busy 01", "done 0")).not.toBe(set("busy 0", "done 0"));
    expect(told(set("done 0", "busy 01"))).toEqual(["busy 01", "done 0"]);
    expect(told(originSet)).toEqual(["origin 01"]);
    const nodes = observer.members(set("done 01", "busy 01", "idle 01")).map(({ node }) => node);
    expect(nodes).toEqual(nodes.toSorted((a, b) => a - b));
    expect(observer.members(99)).toEqual([]);
  });

  test("tells the policies that hold any of it", () => {
    const { observer, set } = observe();
    const held = (...members: readonly string[]) => observer.graph.sets.list(observer.policiesIn(set(...members)));
    expect([held(), held("busy 1"), held("busy 1", "done 0")]).toEqual([[], [1], [0, 1]]);
  });
});

describe("a report is answered", () => {
  test("by all configurations of its status at the end of a path, under the policies that have one", () => {
    expect(answers(["idle 01"], asked("busy"))).toEqual(["busy 01"]);
    expect(answers(["broken 01"], asked("done"))).toEqual(["done 0"]);
    expect(answers(["broken 1"], asked("done"))).toEqual([]);
    expect(answers([], asked("done"))).toEqual([]);
  });

  test("by where its event leads, and by nothing that it does not", () => {
    expect(answers(["idle 01"], asked("job.failed"))).toEqual(["broken 01"]);
    expect(answers(["idle 01"], asked("job.retried"))).toEqual(["busy 0"]);
    expect(answers(["idle 01"], asked("job.made"))).toEqual([]);
  });

  test("from the origin by the step to the initial configuration, and by all that follows", () => {
    const { observer, told } = observe();
    expect(told(observer.step(originSet, asked("job.made")))).toEqual(["idle 01"]);
    expect(told(observer.step(originSet, asked("done")))).toEqual(["done 01"]);
    expect(told(observer.step(originSet, asked("job.made", { run: "next" })))).toEqual([]);
  });

  test("by a stay only where the report may show one, and never by one between two runs or of an event", () => {
    const from = ["broken 1", "busy 0"];
    expect(answers(from, asked("broken"))).toEqual(["broken 0"]);
    expect(answers(from, asked("broken", { stay: true }))).toEqual(["broken 01"]);
    expect(answers(["broken 1"], asked("broken", { stay: true, run: "next" }))).toEqual([]);
    expect(answers(["broken 1"], asked("job.failed", { stay: true }))).toEqual([]);
  });

  test("without loss only across what may go unreported", () => {
    const always: Partial<Channels> = { announced: { by: "status", always: ["broken"], maybe: ["busy"] } };
    expect(answers(["busy 01"], asked("broken", { lossless: true }), always)).toEqual(["broken 01"]);
    expect(answers(["busy 01"], asked("job.retried", { lossless: true }), always)).toEqual([]);
    expect(answers(["busy 01"], asked("job.retried"), always)).toEqual(["busy 0"]);
    expect(answers(["broken 0"], asked("done", { lossless: true }), always)).toEqual(["done 0"]);
    const unheard = { ...always, subscribed: ["done"] };
    expect(answers(["busy 01"], asked("job.retried", { lossless: true }), unheard)).toEqual(["busy 0"]);
  });

  test("at one place by different paths, each under policies of its own", () => {
    const always: Partial<Channels> = { announced: { by: "status", always: ["busy"], maybe: [] } };
    expect(answers(["broken 0", "idle 1"], asked("busy", { lossless: true }), always)).toEqual(["busy 01"]);
  });

  test("within a run without the events that begin one, where the policy has runs", () => {
    const same = asked("busy", { run: "same" });
    expect(answers(["done 01"], same)).toEqual([]);
    expect(answers(["done 01"], same, {}, [1])).toEqual(["busy 0"]);
    expect(answers(["idle 01"], same)).toEqual(["busy 01"]);
    expect(answers(["done 01"], asked("idle", { run: "same" }))).toEqual([]);
    expect(answers(["done 01"], asked("idle"))).toEqual(["idle 01"]);
  });

  test("in the next run only behind an event that begins one", () => {
    const next = asked("busy", { run: "next" });
    expect(answers(["idle 01"], asked("idle", { run: "next" }))).toEqual(["idle 01"]);
    expect(answers(["busy 01"], next)).toEqual(["busy 01"]);
    expect(answers(["broken 01"], next)).toEqual(["busy 0"]);
    expect(answers(["busy 01"], next, {}, [1])).toEqual(["busy 1"]);
    expect(answers(["busy 01"], asked("job.passed", { run: "next" }), {}, [])).toEqual([]);
  });
});

describe("the edges", () => {
  test("are told with what a report can tell of them", () => {
    const { observer } = observe({ announced: { by: "event", always: ["job.made"], maybe: ["job.failed"] } });
    const words = observer.edges.map((edges) =>
      edges.map(({ source, event, status, announcement, startsRun }) =>
        [source ?? "origin", event, status, announcement, ...(startsRun ? ["run"] : [])].join(" "),
      ),
    );
    expect(new Set(words.flat())).toEqual(
      new Set([
        "origin job.made idle always",
        "idle job.started busy never",
        "busy job.failed broken maybe",
        "busy job.passed done never",
        "busy job.noted busy never",
        "broken job.retried busy never",
        "done job.reset idle never run",
      ]),
    );
    expect(observe({ opening: undefined }).observer.edges[0]).toMatchObject([{ event: "", status: "idle" }]);
    for (const [node, edges] of observer.edges.entries()) {
      for (const { from, to, status } of edges) {
        expect([from, observer.graph.statusOf(to)]).toEqual([node, status]);
      }
    }
  });

  test("are announced under the policies that have them", () => {
    const announced = (told: Channels["announced"]): readonly string[] => {
      const { observer } = observe({ announced: told });
      const { sets } = observer.graph;
      return ["idle", "busy", "broken", "done"].map((status) =>
        [0, 1].filter((policy) => observer.announces(status, sets.of([policy]))).join(""),
      );
    };
    expect(announced({ by: "event", always: ["job.retried"], maybe: ["job.failed"] })).toEqual(["", "0", "01", ""]);
    expect(announced({ by: "status", always: ["busy"], maybe: [] })).toEqual(["", "01", "", ""]);
  });

  test("lead out of a configuration or not, by the policy", () => {
    const { observer, set } = observe();
    const isEnd = (member: string) => observer.members(set(member)).every(observer.isEnd);
    expect(["broken 0", "broken 1", "busy 01", "done 1"].map(isEnd)).toEqual([false, true, false, false]);
    expect(observer.members(originSet).map(observer.isEnd)).toEqual([false]);
  });
});

test("equal questions are one object", () => {
  expect(asked("busy")).toBe(asked("busy"));
  expect(asked("busy")).not.toBe(asked("done"));
});

test("a set that is come by is the one of its members, in whatever order they were found", () => {
  const { observer } = engineOf(iinkedsign.definition).space({ maxAttempts: 3 });
  const sets = new Set([originSet]);
  const differing: unknown[] = [];
  for (const set of sets) {
    for (const run of ["any", "same", "next"] as const) {
      for (const status of iinkedsign.statuses) {
        if (sets.size > 300) break;
        const next = observer.step(set, question({ target: { status }, stay: true, run, lossless: false }));
        if (next === 0) continue;
        sets.add(next);
        if (observer.intern(observer.members(next).toReversed()) !== next) differing.push({ set, run, status });
      }
    }
  }
  expect(sets.size).toBeGreaterThan(50);
  expect(differing).toEqual([]);
});
