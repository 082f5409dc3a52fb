import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import type { Configuration } from "../../src/graph/chart.js";
import { report } from "../report.js";

const policy = { maxAttempts: 3, maxErrors: 2, maxResets: 1 };

function told(...statuses: readonly string[]): ReturnType<typeof iinkedsign.estimates> {
  const record = statuses
    .map((status, index) => report(index, { status }))
    .reduce(iinkedsign.reducer, iinkedsign.open({ subject: "subject", policy }));
  return iinkedsign.estimates(record);
}

const failures = (configurations: readonly Configuration[]): readonly unknown[] =>
  configurations.map(({ context }) => context["failures"]);

describe("estimates", () => {
  test("are the initial configuration before the first report", () => {
    const { likely, fitting } = told();
    expect(likely).toEqual([{ status: "not_started", context: expect.objectContaining({ failures: 0, ...policy }) }]);
    expect(fitting).toEqual(likely);
  });

  test("tell what is likely from what merely fits, each configuration once", () => {
    const { likely, fitting } = told("failed");
    expect(failures(likely)).toContain(1);
    expect(failures(likely)).not.toContain(2);
    expect(failures(fitting)).toContain(2);
    const texts = fitting.map((configuration) => JSON.stringify(configuration));
    expect(new Set(texts).size).toBe(texts.length);
    for (const configuration of likely) expect(fitting).toContainEqual(configuration);
  });

  test("hold only configurations of the status that was reported", () => {
    expect(new Set(told("failed", "passed").fitting.map(({ status }) => status))).toEqual(new Set(["passed"]));
  });
});
