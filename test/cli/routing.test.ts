import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { type Bench, benchesOf } from "../../src/cli/bench.js";
import { jsonReport } from "../../src/cli/report/json-report.js";
import { asDelivered } from "../../src/cli/check/as-delivered.js";
import type { Outcome } from "../../src/cli/report/outcome.js";
import { route } from "../../src/cli/check/routing.js";
import { textReport } from "../../src/cli/report/text-report.js";
import type { Reading } from "../../src/observation.js";
import { defineLifecycle } from "../../src/lifecycle.js";
import { webhook } from "./messages.js";

/** A second lifecycle of the same provider, told by another action. */
const other = defineLifecycle({
  ...iinkedsign.definition,
  id: "iinkedsign/other",
  readWebhook: (body) => {
    const renamed = JSON.stringify(body)
      .replace('"verification_status"', '"none"')
      .replace('"other_status"', '"verification_status"');
    return iinkedsign.read(renamed);
  },
});
const benches = benchesOf([iinkedsign, other], { policy: [] });

const readingsOf = (concerned: readonly Bench[], text: string): readonly Reading[] =>
  concerned.map(({ lifecycle }) => lifecycle.read(text));

function outcomesOf(...lines: readonly string[]): readonly Outcome[] {
  const judging = asDelivered(benches);
  return lines.flatMap((text, index) =>
    route(benches, readingsOf(benches, text)).flatMap((routed) => judging.take({ line: index + 1 }, routed) ?? []),
  );
}

const first = webhook("passed");
const second = first.replace("verification_status", "other_status");
const both = outcomesOf(first, second, '{"action":"package_status"}', "{", first.replace('"continue":true,', ""));

describe("a provider with several lifecycles", () => {
  test("has each line judged by the lifecycles that it is relevant to", () => {
    expect(both.slice(0, 2)).toMatchObject([
      { line: 1, lifecycle: "iinkedsign", verdict: "advance" },
      { line: 2, lifecycle: "iinkedsign/other", verdict: "advance" },
    ]);
  });

  test("gives one answer to a line that is irrelevant to all, and to one that none can read", () => {
    expect(both.slice(2)).toMatchObject([
      { line: 3, lifecycle: undefined, verdict: "irrelevant" },
      { line: 4, lifecycle: undefined, verdict: "malformed" },
      { line: 5, lifecycle: "iinkedsign", verdict: "malformed", field: "continue" },
    ]);
  });

  test("is a list of objects in json, and a column each in text", () => {
    const told: string[] = [];
    const write = (text: string): unknown => told.push(text);
    const failOn = new Set(["malformed"] as const);
    const options = { write, benches, failOn, order: "delivered", files: ["-"], isColoured: false } as const;
    for (const report of [jsonReport(options), textReport(options)]) {
      for (const outcome of both) report.take(outcome);
      report.finish();
    }
    const [json = "", text = ""] = told.join("").split(/(?<=\n\]\n)/);
    expect(JSON.parse(json)).toMatchObject([
      { lifecycle: "iinkedsign", messages: 4, subjects: 1, findings: [{ line: 4 }, { line: 5 }] },
      { lifecycle: "iinkedsign/other", messages: 3, subjects: 1, findings: [{ line: 4 }] },
    ]);
    expect(text).toMatch(/verdict +iinkedsign +iinkedsign\/other/);
    expect(text).toMatch(/malformed +2 +1/);
  });

  test("takes the policy's fields that each has, and the statuses", () => {
    const given = benchesOf([iinkedsign, other], { policy: ["maxAttempts=3"], subscribed: "passed, failed" });
    expect(given).toMatchObject([
      { policy: { maxAttempts: 3 }, subscribed: ["passed", "failed"] },
      { policy: { maxAttempts: 3 }, subscribed: ["passed", "failed"] },
    ]);
  });
});

describe("a line of several lifecycles", () => {
  const twin = defineLifecycle({ ...iinkedsign.definition, id: "iinkedsign/twin" });
  const routedBy = (text: string, ...lifecycles: readonly (typeof iinkedsign)[]) =>
    route(benchesOf(lifecycles, { policy: [] }), readingsOf(benchesOf(lifecycles, { policy: [] }), text)).map(
      (routed) => ("bench" in routed ? routed.bench.lifecycle.id : [routed.lifecycle, routed.unjudged.kind]),
    );

  test("is about each that reads a report in it", () => {
    expect(routedBy(first, iinkedsign, twin)).toEqual(["iinkedsign", "iinkedsign/twin"]);
    expect(routedBy(first, iinkedsign, twin, other)).toEqual(["iinkedsign", "iinkedsign/twin"]);
  });

  test("is about none where all say the same of it, and not where one says more", () => {
    const broken = first.replace('"continue":true,', "");
    expect(routedBy(broken, iinkedsign, twin)).toEqual([[undefined, "malformed"]]);
    expect(routedBy(broken, iinkedsign, twin, other)).toEqual([
      ["iinkedsign", "malformed"],
      ["iinkedsign/twin", "malformed"],
    ]);
  });
});
