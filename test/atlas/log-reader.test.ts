import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { lifecycles } from "../../machines/index.js";
import { createLogReader, type Log } from "../../src/atlas/log-reader.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import type { Reading } from "../../src/observation.js";
import samples from "../../samples/samples.json" with { type: "json" };
import { kycle, objectsOf } from "../cli/kycle.js";
import { signerLog, signerName } from "./messages.js";

function read(...pieces: readonly string[]): Log {
  const reader = createLogReader(lifecycles);
  for (const piece of pieces) reader.push(piece);
  return reader.end();
}

const plain = (log: Log): unknown => ({
  ...log,
  byLifecycle: [...log.byLifecycle].map(([id, subjects]) => [id, [...subjects]]),
});

const readings: Readonly<Record<keyof Log["unread"], Reading>> = {
  malformed: { kind: "malformed", path: "", message: "cannot be read" },
  irrelevant: { kind: "irrelevant", name: undefined, message: "not about this lifecycle" },
  "no-information": { kind: "no-information", message: "says nothing", warnings: [] },
};

describe("a log in the atlas", () => {
  test("is the same however it is cut", () => {
    const text = signerLog(12);
    const whole = plain(read(text));
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 8 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        expect(plain(read(...places.slice(1).map((end, index) => text.slice(places[index], end))))).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  test("keeps the observations, and nothing else of a message", () => {
    const text = signerLog(200);
    expect(text).toContain(signerName);
    expect(JSON.stringify(plain(read(text)))).not.toContain(signerName.split(" ")[0]);
  });

  test.each(samples)("tells of $log what the check of its lines tells", async ({ log, lifecycle }) => {
    const { byLifecycle, unread, lines } = read(readFileSync(`samples/${log}`, "utf8"));
    const ran = await kycle([
      "check",
      `samples/${log}`,
      "--lifecycle",
      lifecycle,
      "--format",
      "ndjson",
      "--fail-on",
      "none",
    ]);
    const outcomes = objectsOf(ran);
    const judged = outcomes.filter(({ sequence }) => sequence !== undefined);
    for (const [id, subjects] of byLifecycle) {
      const ofLifecycle = judged.filter((outcome) => outcome["lifecycle"] === id);
      expect([...subjects.values()].flat().length).toBe(ofLifecycle.length);
      expect([...subjects.keys()]).toEqual([...new Set(ofLifecycle.map(({ subject }) => subject))]);
    }
    expect(lines).toBe(new Set(outcomes.map(({ line }) => line)).size);
    const sense = new Set(outcomes.flatMap(({ verdict, line }) => (verdict === "malformed" ? [] : [line])));
    const malformed = new Set(outcomes.flatMap(({ line }) => (sense.has(line) ? [] : [line])));
    expect(unread.malformed).toBe(malformed.size);
  });

  test("counts what is no report", () => {
    const { byLifecycle, unread, lines } = read('{"a":1}\n\nno json\n[]\n"text"\n\uFEFF7\n');
    expect([byLifecycle.size, lines, unread]).toEqual([0, 5, { malformed: 5, irrelevant: 0, "no-information": 0 }]);
  });

  test("may hold messages of several providers, in any order", () => {
    const texts = samples.map(({ log }) => readFileSync(`samples/${log}`, "utf8"));
    const count = (log: Log): unknown =>
      Object.fromEntries([...log.byLifecycle].map(([id, subjects]) => [id, [...subjects.values()].flat().length]));
    expect(count(read(...texts))).toEqual(count(read(...texts.toReversed())));
    expect(Object.keys(Object(count(read(...texts)))).length).toBe(6);
  });

  test.each([
    [["malformed", "malformed"], "malformed"],
    [["malformed", "irrelevant"], "irrelevant"],
    [["irrelevant", "irrelevant"], "irrelevant"],
    [["irrelevant", "no-information"], "no-information"],
  ] as const)("counts a line that is %j to its lifecycles as %s", (kinds, kind) => {
    const reader = createLogReader(kinds.map((each) => ({ ...fortid, read: () => readings[each] })));
    reader.push("{}\n{}\n");
    const nothing = { malformed: 0, irrelevant: 0, "no-information": 0 };
    expect(reader.end().unread).toEqual({ ...nothing, [kind]: 2 });
  });

  test("asks the lifecycles of one provider alone, while they know each message", () => {
    let asked = 0;
    const stranger: Lifecycle = {
      ...fortid,
      read: (message) => {
        asked += 1;
        return fortid.read(message);
      },
    };
    const reader = createLogReader([iinkedsign, stranger]);
    const [first = "", ...rest] = signerLog(4).trim().split("\n");
    reader.push(`${first}\n`);
    expect(asked).toBe(1);
    const silent = { at: "2024-01-01T00:00:00Z", subject: "subject", httpStatus: 503, body: {} };
    reader.push(`${rest.join("\n")}\n${JSON.stringify(silent)}\n`);
    expect(asked).toBe(1);
    reader.push("{}\n");
    expect(asked).toBe(2);
    expect(reader.end().unread).toEqual({ malformed: 1, irrelevant: 0, "no-information": 1 });
  });

  test("has a line behind a byte order mark, and none in blanks; its end comes once", () => {
    const [first = ""] = signerLog(1).split("\n");
    const reader = createLogReader(lifecycles);
    reader.push(`\uFEFF${first}\n  \t\r\n \n${first}`);
    const { lines, unread, byLifecycle } = reader.end();
    expect([lines, unread]).toEqual([2, { malformed: 0, irrelevant: 0, "no-information": 0 }]);
    expect([...byLifecycle].map(([id, subjects]) => [id, subjects.size])).toEqual([["iinkedsign", 1]]);
    expect(reader.end().lines).toBe(2);
  });
});
