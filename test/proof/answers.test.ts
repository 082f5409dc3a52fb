/** What a proof says beside yes and no: how much was explored, what could not have failed, and why something fails. */
import { assign, createMachine } from "xstate";
import { describe, expect, test } from "vitest";
import {
  always,
  anything,
  atMost,
  counts,
  eventuallyPossible,
  inevitable,
  leadsTo,
  never,
  neverAfter,
  possible,
  precedes,
  type Property,
  PropertyError,
  type PropertyOf,
  prove,
  replay,
  where,
} from "../../src/index.js";
import type { LifecycleDefinition } from "../../src/definition.js";
import { PolicyError } from "../../src/policy/policy-error.js";
import { exploreWithXState } from "../xstate-walk.js";
import { book } from "./book.js";

const stated = { level: "STATED", source: "The library's rules" } as const;

describe("a property that holds", () => {
  test("is told with all that was explored, under every policy of the family", () => {
    const walked = [0, 1, 2, "unlimited"].map((maxRenewals) => exploreWithXState(book.machine, { maxRenewals }));
    const sum = (numbers: readonly number[]): number => numbers.reduce((total, count) => total + count, 0);
    expect(prove(book, neverAfter("lost", anything))).toEqual({
      kind: "holds",
      name: 'neverAfter("lost", anything)',
      property: 'neverAfter("lost", anything)',
      vacuous: null,
      explored: {
        policies: 4,
        configurations: sum(walked.map(({ nodes }) => nodes.size)),
        edges: sum(walked.map(({ transitions }) => transitions.length)),
        depth: 5,
        complete: true,
      },
    });
  });

  test("is decided under one policy where all of it is given", () => {
    const proof = prove(book, never("lost", { when: () => true }), { policy: { days: 3, maxRenewals: 1 } });
    expect(proof).toMatchObject({ kind: "fails", failing: 1, explored: { policies: 1 }, policy: { days: 3 } });
  });

  test("is told with the depth of the graph, which shortest ways make", () => {
    const machine = createMachine({
      id: "short cut",
      context: { renewals: 0 },
      initial: "shelved",
      states: {
        shelved: { on: { "reader.borrowed": "lent", "reader.lost": "overdue" } },
        lent: { on: { "reader.lost": "overdue" } },
        overdue: {},
      },
    });
    expect(prove({ definition: { ...book.definition, machine } }, possible("overdue"))).toMatchObject({
      kind: "holds",
      explored: { depth: 1 },
    });
  });

  test("is told by the name of its claim", () => {
    const claim = { name: "no book is lost", property: never("lost"), level: "STATED", source: "Rules" } as const;
    expect(prove(book, claim)).toMatchObject({ kind: "fails", name: "no book is lost", property: 'never("lost")' });
  });

  test("speaks of how long a timer waits", () => {
    const day = 86_400_000;
    const waits = (days: number): PropertyOf<typeof book> => possible(({ delay }) => delay === days * day);
    const proofs = prove(book, [waits(3), waits(4)], { policy: { days: 3 } });
    expect(proofs.map(({ kind }) => kind)).toEqual(["holds", "fails"]);
    expect(
      prove(
        book,
        never(({ event, delay }) => (event === "after loan") !== (delay !== undefined)),
      ),
    ).toMatchObject({
      kind: "holds",
    });
  });

  test("speaks of counters, limits and delays", () => {
    const properties: readonly PropertyOf<typeof book>[] = [
      counts("renewals", "reader.renewed", { since: "reader.returned" }),
      atMost("reader.renewed", "maxRenewals", { since: "reader.borrowed" }),
      atMost("reader.renewed", ({ maxRenewals }) => maxRenewals, { since: "reader.borrowed" }),
      never(({ delay, policy }) => delay !== undefined && delay !== policy.days * 86_400_000),
      never(where("shelved", ({ context }) => context.renewals > 0)),
      never(where("reader.renewed", ({ from }) => from?.status !== "lent")),
    ];
    expect(prove(book, properties).map(({ kind, name }) => [kind, name])).toEqual(
      properties.map(({ text }) => ["holds", text]),
    );
  });
});

describe("a property that could not fail", () => {
  const never2 = "reader.renewed";
  test.each<readonly [string, Property, string]>([
    ["a ban on a corner of what never comes up", never(where(never2, () => true)), '"reader.renewed" never happens'],
    ["a ban after what never happens", neverAfter(never2, "lost"), '"reader.renewed" never happens'],
    ["a ban on what never happens", neverAfter("lent", never2), '"reader.renewed" never happens'],
    ["an order before what never happens", precedes("lent", never2), '"reader.renewed" never happens'],
    ["an order that asks for nothing", precedes("lent", "lost", { times: 0 }), "it asks for nothing before"],
    ["a limit of what never happens", atMost(never2, 3), '"reader.renewed" never happens'],
    [
      "a way from what never happens",
      eventuallyPossible("lost", { whenever: never2 }),
      '"reader.renewed" never happens',
    ],
    ["what is so from the start", inevitable("shelved"), "it is so from the start"],
    ["a lead from what never happens", leadsTo(never2, "lost"), '"reader.renewed" never happens'],
    ["a lead to itself", leadsTo("lost", ["lost", "lent"]), '"lost" is ["lost", "lent"] itself'],
    ["a claim about other policies", never("lent", { when: () => false }), "it claims nothing under these policies"],
    ["a limit that is open", atMost("lent", "unlimited"), "it claims nothing under these policies"],
  ])("is vacuous: %s", (_, property, vacuous) => {
    expect(prove(book, property, { policy: { maxRenewals: 0 } })).toMatchObject({ kind: "holds", vacuous });
  });

  test("is vacuous: a count of what never happens", () => {
    const count: PropertyOf<typeof book> = counts("renewals", "reader.renewed");
    const vacuous = '"reader.renewed" never happens';
    expect(prove(book, count, { policy: { maxRenewals: 0 } })).toMatchObject({ kind: "holds", vacuous });
  });

  test.each<readonly [string, Property]>([
    ["a ban on what never comes up, which is what it claims", never("reader.renewed")],
    ["what is inevitable, and not at once", inevitable(["lent", "lost"])],
    ["what is always so", always(["shelved", "lent", "overdue", "lost"])],
    ["what is possible", possible("lost")],
    ["an order before what happens", precedes("lent", "lost")],
  ])("is not vacuous: %s", (_, property) => {
    expect(prove(book, property, { policy: { maxRenewals: 0 } })).toMatchObject({ kind: "holds", vacuous: null });
  });

  test("is decided once under values of its own that are equal", () => {
    const across = { days: [3, 3], maxRenewals: [1, "unlimited", 1] } as const;
    const claim = { name: "lost is lost", property: neverAfter("lost", anything), ...stated, across };
    expect(prove(book, claim)).toMatchObject({ kind: "holds", explored: { policies: 2 } });
  });

  test("is vacuous only if it is under every policy", () => {
    expect(prove(book, neverAfter("reader.renewed", "reader.borrowed", { until: "reader.returned" }))).toMatchObject({
      kind: "holds",
      vacuous: null,
    });
  });
});

describe("a counterexample", () => {
  test("tells each step with what it changed, under the policy where it is shortest", () => {
    const proof = prove(book, atMost("reader.renewed", 1));
    if (proof.kind !== "fails") throw new Error("a book can be renewed twice");
    expect(proof).toMatchObject({ failing: 3, policy: { days: 14, maxRenewals: 2 } });
    expect(proof.counterexample).toMatchObject({ ending: "breach", loop: null });
    const more = prove(book, atMost("reader.renewed", 1, { since: "reader.returned" }), { policy: { maxRenewals: 2 } });
    expect(more.kind === "fails" && more.counterexample.steps).toEqual([
      { event: null, status: "shelved", changes: {} },
      { event: "reader.borrowed", status: "lent", changes: {} },
      { event: "reader.renewed", status: "lent", changes: { renewals: { from: 0, to: 1 } } },
      { event: "reader.renewed", status: "lent", changes: { renewals: { from: 1, to: 2 } } },
    ]);
  });

  test("goes round for ever, stops, or finds no way on", () => {
    expect(prove(book, inevitable("lost"))).toMatchObject({
      kind: "fails",
      counterexample: {
        ending: "loop",
        loop: 1,
        steps: [{ status: "shelved" }, { event: "reader.borrowed" }, { event: "reader.returned" }],
      },
    });
    expect(prove(book, leadsTo("overdue", "shelved"))).toMatchObject({
      kind: "fails",
      counterexample: { ending: "end", loop: null },
    });
    expect(prove(book, eventuallyPossible("shelved"))).toMatchObject({
      kind: "fails",
      counterexample: { ending: "no way", loop: null },
    });
    expect(prove(book, possible("reader.renewed"), { policy: { maxRenewals: 0 } })).toMatchObject({
      kind: "fails",
      counterexample: { ending: "no way", loop: null, steps: [{ status: "shelved" }] },
    });
  });

  test("shows one of several words where more is asked", () => {
    const corner: PropertyOf<typeof book> = never(where(["lent", "lost"], ({ context }) => context.renewals > 0));
    expect(prove(book, corner, { policy: { maxRenewals: 1 } })).toMatchObject({
      kind: "fails",
      counterexample: { steps: [{}, { status: "lent" }, { event: "reader.renewed" }] },
    });
  });

  test("shows what comes at all where it must come without end before", () => {
    const policy = { maxRenewals: "unlimited" } as const;
    const order: PropertyOf<typeof book> = precedes("reader.renewed", "overdue", { times: "maxRenewals" });
    expect(prove(book, order, { policy })).toMatchObject({
      kind: "fails",
      counterexample: { steps: [{}, { status: "lent" }, { status: "overdue" }] },
    });
  });

  test("shows a machine that counts where its policy knows no limit", () => {
    const machine = book.machine.provide({
      actions: { countRenewal: assign({ renewals: ({ context: { renewals } }) => renewals + 1 }) },
    });
    const counted = { definition: { ...book.definition, machine } };
    const policy = { maxRenewals: "unlimited" } as const;
    expect(prove(counted, counts("renewals", "reader.renewed"), { policy, limit: 20 })).toMatchObject({
      kind: "fails",
      counterexample: { steps: [{}, {}, { event: "reader.renewed" }] },
    });
  });

  test("goes round by an event that is enabled all the way, and taken", () => {
    const machine = createMachine({
      id: "ring",
      context: { renewals: 0 },
      initial: "shelved",
      states: { shelved: { on: { ticked: "lent" } }, lent: { on: { ticked: "shelved" } } },
    });
    const ring = { definition: { ...book.definition, machine, properties: [] } };
    expect(
      prove(
        ring,
        inevitable(() => false),
      ),
    ).toMatchObject({
      kind: "fails",
      counterexample: {
        ending: "loop",
        loop: 1,
        steps: [{ status: "shelved" }, { status: "lent" }, { status: "shelved" }],
      },
    });
  });

  test("never waits on an event that stays enabled for ever", () => {
    expect(prove(book, leadsTo("overdue", ["shelved", "lost"]))).toMatchObject({ kind: "holds", vacuous: null });
  });
});

describe("replay", () => {
  test("leads XState itself, timers included, and stops where an event is refused", () => {
    const steps = replay(book, ["reader.borrowed", "reader.renewed", "after loan", "reader.renewed"], {
      maxRenewals: 1,
    });
    expect(steps.map(({ event, status }) => [event, status])).toEqual([
      [null, "shelved"],
      ["reader.borrowed", "lent"],
      ["reader.renewed", "lent"],
      ["after loan", "overdue"],
    ]);
    expect(replay(book, ["xstate.stop", "reader.borrowed"])).toHaveLength(1);
    expect(replay(book, ["reader.borrowed", "reader.renewed"], { maxRenewals: 0 })).toHaveLength(2);
  });

  test("stops where the machine is done, whatever it would handle everywhere", () => {
    const machine = createMachine({
      id: "closed",
      context: { renewals: 0 },
      initial: "shelved",
      on: { "library.closed": ".lost" },
      states: { shelved: {}, lost: { type: "final" } },
    });
    const closed = { definition: { ...book.definition, machine } };
    expect(replay(closed, ["library.closed", "library.closed"]).map(({ status }) => status)).toEqual([
      "shelved",
      "lost",
    ]);
  });
});

describe("a graph that is not explored to its end", () => {
  test("proves nothing", () => {
    for (const property of [never("lost"), possible("lost"), inevitable("lent"), eventuallyPossible("shelved")]) {
      expect(prove(book, property, { limit: 2 })).toMatchObject({ kind: "truncated", explored: { complete: false } });
    }
    const proof = prove(book, never("lost"), { limit: 2 });
    expect(proof.kind === "truncated" && proof.frontier).toBeGreaterThan(0);
  });

  test("still shows what breaks within it", () => {
    expect(prove(book, never("lent"), { limit: 2 })).toMatchObject({ kind: "fails", explored: { complete: false } });
  });
});

describe("a property that says nothing about the lifecycle is refused by name", () => {
  const unchecked =
    (property: Property): (() => unknown) =>
    () =>
      prove(book, property);
  test.each<readonly [string, Property, string]>([
    ["a misspelt status", never("shelvd"), '"shelvd" is no status and no event; did you mean "shelved"?'],
    ["a misspelt event", neverAfter("lost", "reader.borowed"), 'did you mean "reader.borrowed"?'],
    ["a word of another part", atMost("lent", 1, { since: "nowhere at all" }), '"nowhere at all" is no status'],
    ["a word like no other", never("nowhere at all"), '"nowhere at all" is no status and no event'],
    ["an inherited name", never("constructor"), '"constructor" is no status'],
    ["an empty list", never([]), "an empty list means no moment"],
    ["a bound that is no number", atMost("lent", () => Number.NaN), "NaN is no whole number"],
    [
      "a bound that is a word",
      atMost("lent", (() => "maxRenewals") as never),
      "maxRenewals is no whole number from 0, or ",
    ],
    [
      "a bound that is a text",
      atMost("lent", (() => "two of them") as never),
      "its bound is no whole number from 0, or ",
    ],
    ["a bound that is no field", atMost("lent", "renewals" as never), "renewals is no whole number from 0, "],
    ["a bound below nothing", atMost("lent", -1), "-1 is no whole number"],
    ["a bound between two numbers", atMost("lent", 1.5), "1.5 is no whole number"],
    ["one without its words, written by hand", { ...never("lost"), parts: {} }, "it lacks its target"],
    [
      "a field that is none",
      precedes("lent", "lost", { times: () => "unlimited" as const, when: () => 1 as never }),
      "true or false",
    ],
    [
      "a question that throws",
      never(() => {
        throw new Error("broken");
      }),
      "a question threw: broken",
    ],
    [
      "a question without an answer",
      never((() => Promise.resolve(true)) as never),
      "was not answered with true or false",
    ],
    [
      "a question that writes",
      never(({ context }) => Object.assign(context, { renewals: 9 }) === context),
      "a question threw",
    ],
  ])("%s", (_, property, problem) => {
    expect(unchecked(property)).toThrow(PropertyError);
    expect(unchecked(property)).toThrow(problem);
  });

  test("with the property, and with what its own code threw", () => {
    const cause = new Error("broken");
    const property = never(() => {
      throw cause;
    });
    expect(() => prove(book, property)).toThrow(
      expect.objectContaining({
        name: "PropertyError",
        property: property.text,
        problem: "a question threw: broken",
        cause,
      }),
    );
    expect(unchecked(never("nowhere at all"))).toThrow(
      expect.objectContaining({ problem: '"nowhere at all" is no status and no event' }),
    );
  });

  test("a word that is both a status and an event", () => {
    const machine = createMachine({
      id: "twice",
      context: { renewals: 0 },
      initial: "shelved",
      states: { shelved: { on: { lent: "lent" } }, lent: {} },
    });
    expect(() => prove({ definition: { ...book.definition, machine } }, never("lent"))).toThrow(
      '"lent" is a status and an event: ask in code',
    );
  });

  test("a counter that is none", () => {
    const counting = (counters: Readonly<Record<string, string>>): (() => unknown) => {
      const definition: LifecycleDefinition = { ...book.definition, counters };
      const lifecycle = { definition };
      return () => prove(lifecycle, counts("days", "lent"));
    };
    expect(() => prove(book, counts("days", "lent"))).toThrow('"days" is no counter; it is one of renewals');
    expect(counting({ renewals: "maxRenewals", losses: "maxLosses" })).toThrow("it is one of renewals, losses");
    expect(counting({})).toThrow('"days" is no counter; there is none');
    const wordy = { definition: { ...book.definition, counters: { maxRenewals: "maxRenewals" as const } } };
    expect(() => prove(wordy, counts("maxRenewals", "lent"), { policy: { maxRenewals: "unlimited" } })).toThrow(
      '"maxRenewals" is no counter',
    );
  });

  test.each<readonly [string, unknown, string]>([
    ["of a field that is none", { mxRenewals: [1] }, "has a field mxRenewals that is none of days, maxRenewals: did"],
    ["that cannot be", { maxRenewals: [2, 12] }, "policy maxRenewals: expected a whole number from 0 to 9"],
    ["that is no list", { maxRenewals: 2 }, "policy maxRenewals: expected a list of its values"],
    ["that is none", { maxRenewals: [] }, "policy maxRenewals: expected a list of its values"],
    ["with a hole", { maxRenewals: Array(1) }, "policy maxRenewals: expected a whole number"],
    ["that are no fields", [2], "is not an object with its fields"],
    ["that are a switch", true, "is not an object with its fields"],
  ])("and so are values %s that a claim is about", (_, across, problem) => {
    const claim = { name: "never lost", property: never("lost"), ...stated, across };
    const proved = (): unknown => Reflect.apply(prove, undefined, [book, claim]);
    expect(proved).toThrow(PolicyError);
    expect(proved).toThrow(problem);
  });

  test("and so is a policy that cannot be", () => {
    expect(() => prove(book, never("lost"), { policy: { maxRenewals: -1 } })).toThrow(PolicyError);
  });
});
