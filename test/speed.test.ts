// A guard against regressions that knows no machine: times as ratios to a reference taken in turns with them, with room for noise.
import { expect, test } from "vitest";
import { iinkedsign } from "../machines/iinkedsign/lifecycle.js";
import type { KycleRecord } from "../src/record/record.js";
import { report } from "./report.js";

const { defaults } = iinkedsign.definition.policy;
const patient = iinkedsign.under({ ...defaults, maxErrors: "unlimited" });
const errors = Array.from({ length: 13 }, (_, index) => report(index, { status: "error" }));
const last = errors[12] ?? report(12, { status: "error" });
const record = errors
  .slice(0, 12)
  .reduce((soFar, told) => patient.reducer(soFar, told), patient.open({ subject: "subject" }));
const text = JSON.stringify(record);
const parsed: KycleRecord = JSON.parse(text);
const { origin, step, kindOf } = patient.compile();

/** The floor: a look-up of text and one in a row of numbers. */
const columns = new Map(iinkedsign.statuses.map((status, column) => [status as string, column]));
const row = new Int32Array(columns.size);

const works = {
  reference: () => row[columns.get("error") ?? 0] === 0,
  compiled: () => kindOf(step(origin, "error")) === "advance",
  duplicate: () => patient.reducer(record, errors[3] ?? last) === record,
  accepted: () => patient.reducer(record, last) !== record,
  checked: () => patient.checkTransition("failed", "passed").kind === "indirect",
  loading: () => JSON.parse(text) !== undefined,
  loaded: () => patient.reducer(parsed, last) !== parsed,
};

/** Nanoseconds each, the best of several rounds: what the machine does besides only ever adds. */
function times(): Readonly<Record<keyof typeof works, number>> {
  const names = Object.keys(works) as (keyof typeof works)[];
  const best = Object.fromEntries(names.map((name) => [name, Infinity])) as Record<keyof typeof works, number>;
  for (let round = 0; round < 30; round++) {
    for (const name of names) {
      const start = process.hrtime.bigint();
      for (let turn = 0; turn < 2000; turn++) if (!works[name]()) throw new Error(`${name} went wrong`);
      best[name] = Math.min(best[name], Number(process.hrtime.bigint() - start) / 2000);
    }
  }
  return best;
}

const found = times();

test("steps stay as cheap as they are, measured against a look-up", () => {
  const { reference } = found;
  expect(found.compiled / reference).toBeLessThan(10);
  expect(found.checked / reference).toBeLessThan(15);
  expect(found.duplicate / reference).toBeLessThan(80);
  expect(found.accepted / reference).toBeLessThan(600);
});

test("a step of a record from `JSON.parse`, checked in full, costs about what parsing it does", () => {
  expect(found.loaded / found.loading).toBeLessThan(2.5);
});

if (process.env["KYCLE_SHOW_SPEED"] === "1") process.stderr.write(`${JSON.stringify(found)}\n`);
