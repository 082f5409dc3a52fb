/** One delivery given to a reducer: where it ends, and what is told of the end. */
import { expect, test } from "vitest";
import { personaVerification } from "../../machines/persona/lifecycle.js";
import { type Subjected, tryOut } from "../../src/testing/trial.js";
import { report } from "../report.js";

const inputs = ["initiated", "submitted", "passed", "passed"].map((status, index) => ({
  observation: report(index, { status }),
  given: status,
}));

/** A reducer of statuses that shows `shown` of what it was given, and of how often it was begun. */
function subjected(shown: (status: string | null, begun: number) => string | null): Subjected {
  let begun = 0;
  return {
    begin() {
      const time = ++begun;
      let status: string | null = null;
      return {
        take(given) {
          status = String(given);
        },
        show: () => shown(status, time),
      };
    },
  };
}

test("ends with the first report at which an error is thrown the second time", () => {
  const index = new Set<unknown>();
  const keeping: Subjected = {
    begin: () => ({
      take(given) {
        if (index.has(given)) throw new Error("is there already");
        index.add(given);
      },
      show: () => "initiated",
    }),
  };
  const options = { subscribed: undefined, by: "status" } as const;
  const { rows, ...end } = tryOut(personaVerification.under({}), keeping, inputs.slice(0, 1), options);
  expect(end).toEqual({ problem: "remembers", error: new Error("is there already") });
  expect(rows.map(({ shown }) => shown)).toEqual([undefined]);
});

function tried(shown: Parameters<typeof subjected>[0]): readonly [problem: string | undefined, rows: number] {
  const options = { subscribed: undefined, by: "status" } as const;
  const { problem, rows } = tryOut(personaVerification.under({}), subjected(shown), inputs, options);
  return [problem, rows.length];
}

test("ends with the first report after which something is shown that cannot be", () => {
  expect(tried((status) => status)).toEqual([undefined, 4]);
  expect(tried((status) => (status === "submitted" ? "passed" : status))).toEqual(["shows", 2]);
});

test("ends with the first report after which something else is shown the second time", () => {
  expect(tried((status, begun) => (begun > 1 && status === "passed" ? "failed" : status))).toEqual(["remembers", 3]);
});
