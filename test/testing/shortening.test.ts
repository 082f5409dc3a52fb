/** What is tried of a reducer, and what is left of a delivery that shows where it parts from the lifecycle. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { personaVerification } from "../../machines/persona/lifecycle.js";
import type { Observation } from "../../src/observation.js";
import { checkReducer, ReducerDisagreement } from "../../src/testing/index.js";
import { empty, handler, type Row, verificationFollows } from "./reducers.js";

const shown = { initial: empty, project: ({ status }: Row) => status };

test("fast-check's own settings hold where none are given", () => {
  const before = fc.readConfigureGlobal();
  try {
    fc.configureGlobal({ ...before, numRuns: 3, seed: 4711 });
    expect(checkReducer(personaVerification, handler(verificationFollows), shown).runs).toBe(3);
    expect(() => checkReducer(personaVerification, () => empty, shown)).toThrow(
      expect.objectContaining({ disagreement: expect.objectContaining({ problem: "shows", seed: 4711 }) }),
    );
  } finally {
    fc.configureGlobal(before);
  }
});

test("a state may be a status alone, or nothing, or have a field that promises call their own", () => {
  const calm = { duplicates: 0, loss: 0, shuffle: 0, delays: 0, illegal: 0, superseded: 0, unknown: 0, numRuns: 5 };
  const statusOf = (_: unknown, { status }: Observation): string | null => status ?? null;
  const archived: { readonly status: string | null } = JSON.parse('{"status":null,"then":"archived"}');
  checkReducer(personaVerification, statusOf, { ...calm, initial: null as string | null, project: (state) => state });
  checkReducer(personaVerification, (state, report) => ({ ...state, status: statusOf(state, report) }), {
    ...calm,
    initial: archived,
    project: ({ status }) => status,
  });
});

test("an error that comes once is told as it came", () => {
  let calls = 0;
  const pure = handler(verificationFollows);
  const reducer = (row: Row, report: Observation): Row => {
    calls += 1;
    if (calls === 5) throw new RangeError("for once");
    return pure(row, report);
  };
  expect(() => checkReducer(personaVerification, reducer, { ...shown, seed: 1 })).toThrow(
    /^The reducer threw RangeError: for once$/m,
  );
});

test("shortening brings in nothing that is ruled out", () => {
  const mistaken = handler(verificationFollows, { statusOf: ({ status }) => (status === "passed" ? null : status) });
  const kindsWith = (loss: number): readonly string[] => {
    try {
      checkReducer(personaVerification, mistaken, { ...shown, seed: 1, shuffle: 0, delays: 0, illegal: 0, loss });
    } catch (error) {
      if (error instanceof ReducerDisagreement) return error.disagreement.rows.map(({ verdict }) => verdict.kind);
      throw error;
    }
    return [];
  };
  expect(kindsWith(0)).toEqual(["advance", "advance", "advance"]);
  expect(kindsWith(0.1)).toEqual(["gap"]);
});
