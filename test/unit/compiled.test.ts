import { describe, expect, test } from "vitest";
import { assetpayClient, assetpayProcess } from "../../machines/assetpay/lifecycle.js";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaInquiry, personaVerification } from "../../machines/persona/lifecycle.js";
import { runRelation } from "../../src/compiled/alphabet.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { RecordError } from "../../src/record/record-error.js";
import type { KycleRecord } from "../../src/record/record.js";
import type { Step } from "../../src/compiled/step.js";
import { report, type Told } from "../report.js";
import { badge } from "./badge.js";

const strict = { maxAttempts: 2, maxErrors: 1, maxResets: 0 } as const;

describe("a compiled lifecycle", () => {
  test("answers with the kind of verdict, and stays where it is refused", () => {
    const { origin, step, kindOf, stateAfter } = iinkedsign.under(strict).compile();
    const failed = step(origin, "failed");
    const again = step(failed, "failed");
    expect([failed, again].map(kindOf)).toEqual(["advance", "illegal"]);
    expect(stateAfter(again)).toBe(stateAfter(failed));
    expect(kindOf(step(again, "passed"))).toBe("advance");
    expect(kindOf(step(failed, "failed", "poll"))).toBe("duplicate");
    expect(kindOf(step(step(origin, "start"), "start"))).toBe("gap");
  });

  test("is in one state whenever it knows the same", () => {
    const { origin, step, stateAfter } = iinkedsign.under({ ...strict, maxErrors: "unlimited" }).compile();
    const errors = [step(origin, "error")];
    for (let more = 0; more < 3; more++) errors.push(step(errors.at(-1) ?? origin, "error"));
    expect(new Set(errors.slice(1).map(stateAfter)).size).toBe(1);
  });

  test("knows no other words than the lifecycle's", () => {
    const { origin, step, kindOf, stateAfter } = iinkedsign.under({}).compile();
    for (const word of ["", "nonsense", "constructor", "Failed"]) {
      const unknown = step(step(origin, "failed"), word);
      expect(kindOf(unknown)).toBe("unknown");
      expect(stateAfter(unknown)).toBe(stateAfter(step(origin, "failed")));
    }
  });

  test("knows the event that opens a subject as a word of its own", () => {
    const { origin, next, kindOf, symbolOf } = badge.under({}).compile();
    const opened = next(origin, symbolOf({ event: "badge.created", channel: "webhook" }, "untold"));
    expect(kindOf(opened)).toBe("advance");
    expect(kindOf(next(opened, symbolOf({ event: "badge.created", channel: "webhook" }, "untold")))).toBe("illegal");
  });

  test("takes a subscription into account", () => {
    const kindsUnder = (subscribed?: readonly string[]) => {
      const { origin, step, kindOf } = iinkedsign.under(strict).compile({ subscribed });
      return kindOf(step(step(origin, "start"), "start"));
    };
    expect([kindsUnder(), kindsUnder(["passed"])]).toEqual(["gap", "advance"]);
    const refusal = (place: number) =>
      new RecordError("argument", `subscribed[${place}]`, "a status that this lifecycle does not have");
    expect(() => kindsUnder(["passed", "renamed"])).toThrow(refusal(1));
    // JavaScript's callers may forget the brackets; `open` says the same.
    const noList = new RecordError("argument", "subscribed", "expected a list of statuses");
    expect(() => Reflect.apply(kindsUnder, undefined, ["passed"])).toThrow(noList);
    const open = (options: object): unknown => Reflect.apply(iinkedsign.open.bind(iinkedsign), undefined, [options]);
    expect(() => open({ subject: "subject", subscribed: "passed" })).toThrow(noList);
  });

  test("tells apart what reports show only where it makes a difference", () => {
    const { symbolOf } = iinkedsign.under({ maxAttempts: 3, maxErrors: 2, maxResets: 0, passToSign: true }).compile();
    const shown = (told: Partial<Parameters<typeof symbolOf>[0]>) =>
      symbolOf({ status: "failed", channel: "poll", ...told }, "untold");
    expect(shown({ counters: { failures: 3 } })).toBe(shown({ counters: { failures: 1_000_000 } }));
    expect(shown({ counters: { failures: 2 } })).not.toBe(shown({ counters: { failures: 3 } }));
    expect(shown({ counters: { visits: 7 } })).toBe(shown({}));
    expect(shown({ policy: { passToSign: true } })).toBe(shown({}));
    expect(shown({ policy: { passToSign: false } })).not.toBe(shown({}));
  });

  test("has a symbol of its own for every word, channel and run, and for all that is shown with it", () => {
    const { symbolOf } = iinkedsign.under({ maxAttempts: 9, maxErrors: 2, maxResets: 0, passToSign: true }).compile();
    const counted = Array.from({ length: 8 }, (_, failures) => ({ counters: { failures: failures + 1 } }));
    const shows = [{}, ...counted, { policy: { passToSign: false } }];
    const symbols = iinkedsign.statuses.flatMap((status) =>
      (["webhook", "poll"] as const).flatMap((channel) =>
        (["untold", "first", "same", "next"] as const).flatMap((run) =>
          shows.map((shown) => symbolOf({ status, channel, ...shown }, run)),
        ),
      ),
    );
    expect(new Set(symbols).size).toBe(symbols.length);
  });

  test("remarks on what is not believed, and on a status told again", () => {
    const { origin, next, symbolOf, hasRemark, step } = iinkedsign.under({ passToSign: true }).compile();
    const odd = symbolOf({ status: "failed", channel: "webhook", policy: { passToSign: false } }, "untold");
    expect([next(origin, odd), step(origin, "failed")].map(hasRemark)).toEqual([true, false]);
    expect([origin, step(origin, "nonsense"), step(step(origin, "passed"), "failed")].map(hasRemark)).toEqual([
      false,
      false,
      false,
    ]);
    const touched = badge.under({}).compile();
    const created = touched.step(touched.origin, "created");
    expect([created, touched.step(created, "created")].map(touched.hasRemark)).toEqual([false, true]);
    const restarted = iinkedsign.under({ ...strict, maxErrors: "unlimited" }).compile();
    const started = restarted.step(restarted.origin, "start");
    // Told again, and yet news: something was in between.
    expect([started, restarted.step(started, "start")].map(restarted.hasRemark)).toEqual([false, false]);
    const told = fortid.under({}).compile();
    expect(told.hasRemark(told.step(told.origin, fortid.statuses[0] ?? ""))).toBe(false);
  });
});

/** Every report of a lifecycle by both channels, with no run, the latest and another one. */
function reportsOf({ statuses, definition }: Lifecycle): readonly Told[] {
  const runs = definition.runs === undefined ? [undefined] : [undefined, "A", "B"];
  return statuses.flatMap((status) =>
    (["webhook", "poll"] as const).flatMap((channel) => runs.map((run) => ({ status, channel, run }))),
  );
}

const lifecycles: readonly (readonly [Lifecycle, policy: object])[] = [
  [iinkedsign, { ...strict, maxResets: 1 }],
  [personaVerification, {}],
  [personaInquiry, {}],
  [assetpayProcess, {}],
  [assetpayClient, {}],
  [fortid, {}],
];

test.each(lifecycles.map(([lifecycle, policy]) => [lifecycle.id, lifecycle, policy] as const))(
  "%s: compiled and observed, the kinds of verdict are the same",
  (_, lifecycle, policy) => {
    const bound = lifecycle.under(policy);
    const { origin, next, symbolOf, kindOf } = bound.compile();
    const reports = reportsOf(lifecycle);
    // Compared by hand: there are tens of thousands, and `expect` costs more than both sides.
    const differing: unknown[] = [];

    interface Known {
      readonly record: KycleRecord;
      readonly step: Step;
      readonly run: string | undefined;
    }

    function told(to: Known, index: number, said: Told): Known {
      const observation = report(index, said);
      const { verdict, record } = bound.observe(to.record, observation);
      if (verdict.reason === "mistimed") return to;
      const step = next(to.step, symbolOf(observation, runRelation(observation.run, { run: to.run })));
      if (kindOf(step) !== verdict.kind) differing.push({ said, compiled: kindOf(step), observed: verdict.kind });
      return { record, step, run: record === to.record ? to.run : observation.run };
    }

    const opened: Known = { record: bound.open({ subject: "subject" }), step: origin, run: undefined };
    for (const first of reports) {
      const after = told(opened, 0, first);
      for (const second of reports) told(after, 1, second);
    }
    expect(differing).toEqual([]);
  },
  60_000,
);
