/** Trials: each slot holds a value of its own, and instants lie to each other as they did. */
import { expect, test } from "vitest";
import { slotsOf } from "../../src/bulk/shapes/slots.js";
import { viewOf } from "../../src/bulk/shapes/slot-values.js";
import { trialOf } from "../../src/bulk/shapes/trial.js";

function trial(text: string, limits: readonly number[]): string | undefined {
  const line = new TextEncoder().encode(text);
  const found = trialOf(line, slotsOf(text, viewOf(line), ["uuid", "instant", "name"]), limits);
  expect(new TextDecoder().decode(line)).toBe(text);
  return found && new TextDecoder().decode(found);
}

const uuid = "5e1f0c2a-7b3d-4c9e-8a61-0d2f4b6c8e10";
const at = (second: string): string => `2031-08-09T07:06:${second}Z`;

test("a line's slots are numbered, each in its own form", () => {
  const name = "inq_ABCDEFGHIJKLMNOP1234";
  expect(trial(JSON.stringify([uuid, name, at("05"), at("05.25"), uuid, `${uuid}/${uuid}`, "ask_abc"]), [])).toBe(
    JSON.stringify([
      "7e57ab1e-0000-4000-8000-000000000000",
      "ttt_00000000000000000001",
      "2001-02-03T04:05:02Z",
      "2001-02-03T04:05:03.12Z",
      "7e57ab1e-0000-4000-8000-000000000004",
      "7e57ab1e-0000-4000-8000-000000000005/7e57ab1e-0000-4000-8000-000000000006",
      "ask_abc",
    ]),
  );
});

test.each([
  ["none", 0, true],
  ["one", 1, true],
  ["as many as can be told apart", 60, true],
  ["one more", 61, false],
])("a trial of %s", (_, slots, isThere) => {
  expect(trial(JSON.stringify(Array.from({ length: slots }, () => uuid)), []) !== undefined).toBe(isThere);
});

test.each<[string, readonly string[], readonly string[]]>([
  ["a second each, where that keeps their order", ["05.5", "09", "03"], ["05.5", "08", "01"]],
  ["not at all, where nothing else does", ["05", "10"], ["05", "10"]],
  ["not at all, where two are the same", ["05.5", "05.5", "03"], ["05.5", "05.5", "03"]],
])("instants that are compared are moved by a year, and apart %s", (_, seconds, moved) => {
  const told = (year: number, all: readonly string[]): string =>
    JSON.stringify(all.map((second) => at(second).replace("2031", String(year))));
  expect(trial(told(2031, seconds), [0, 5])).toBe(told(2030, moved));
});

test("beside instants that are compared, other slots are numbered", () => {
  expect(trial(JSON.stringify([uuid, at("05")]), [0])).toBe(
    JSON.stringify(["7e57ab1e-0000-4000-8000-000000000000", "2030-08-09T07:06:04Z"]),
  );
});
