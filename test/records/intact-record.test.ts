/**
 * Stored records are read in one of two ways, and a record may not come to tell which: what `intactRecord` reads is what the
 * schema makes of it, byte for byte, and what the schema reads of a parsed record, it reads.
 */
import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import * as z from "zod";
import { describe, expect, test } from "vitest";
import { intactRecord } from "../../src/record/intact-record.js";
import { recordSchema } from "../../src/record/stored-record.js";

const folder = new URL("v1/", import.meta.url);
const storedSchema = z.object({ records: z.array(z.object({ record: z.json(), after: z.json() })) });

/** Texts of records of every lifecycle, those with everything that a record can have among them. */
const texts: readonly string[] = readdirSync(folder).flatMap((name) =>
  storedSchema
    .parse(JSON.parse(readFileSync(new URL(name, folder), "utf8")))
    .records.flatMap(({ record, after }) => [record, after].map((written) => JSON.stringify(written))),
);

type Way = readonly (string | number)[];

/** Every place in a JSON value, from the outside in. */
function waysIn(value: unknown): readonly Way[] {
  if (typeof value !== "object" || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, inner]) => waysIn(inner).map((way) => [key, ...way]))];
}

/** The value with another in a place; `undefined` takes away what is there. */
function withValue(value: unknown, [key, ...rest]: Way, other: unknown): unknown {
  if (key === undefined) return other;
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const changed = inner.flatMap(([name, old]) => {
    const put = name === String(key) ? withValue(old, rest, other) : old;
    return put === undefined ? [] : [[name, put] as const];
  });
  return Array.isArray(value) ? changed.map(([, item]) => item) : Object.fromEntries(changed);
}

/** A record with every field that there is; it need not have come about. */
const everything = JSON.stringify({
  kycle: 1,
  lifecycle: "iinkedsign",
  subject: "subject",
  policy: { maxAttempts: 3, steps: ["kba"] },
  subscribed: ["failed"],
  startedAt: "2024-02-29T00:00:00Z",
  capacity: 2,
  sequence: 4,
  window: [
    { channel: "poll", status: "failed", counters: { failures: 2 }, policy: { passToSign: false }, adopted: true },
    {
      channel: "webhook",
      event: "event",
      run: "B",
      at: "2024-03-01T00:03:00.5Z",
      startedAt: "2024-02-29T12:00:00Z",
      delivery: "delivery-3",
    },
  ],
  checkpoint: {
    at: "2024-03-01T00:01:00Z",
    firstAt: "2024-03-01T00:00:00Z",
    startedAt: "2024-02-29T00:00:00Z",
    latest: { status: "error", run: "A", channel: "webhook" },
    runs: ["A"],
    configurations: { error: [[0, 1, 1, null]] },
  },
  row: 7,
});

/** What a damaged record may hold anywhere: the ends of every range, and words from elsewhere in it. */
const oddities: readonly unknown[] = [
  undefined,
  "",
  "webhook",
  "poll",
  "failed",
  true,
  false,
  null,
  [],
  {},
  [[]],
  [{}],
  [""],
  { "": 1 },
  { a: -1 },
  -1,
  -0,
  0,
  0.5,
  1,
  2,
  16,
  1000,
  1001,
  2 ** 53 - 1,
  2 ** 53,
  1e308,
  ...[199, 200, 201, 499, 500, 501].map((length) => "a".repeat(length)),
  { ["a".repeat(200)]: [] },
  { ["a".repeat(201)]: [] },
  "2024-03-01T00:00:00Z",
  "2024-03-01T00:00:00.10Z",
  "2024-03-01T01:00:00+01:00",
  "2024-02-30T00:00:00Z",
  "2024-03-01T00:00:00",
];

const added = ["row", "at", "policy", "counters", "adopted", "constructor", "__proto__"];

/** The text of a record with a field more in an object of it; put in as text, since an assignment to `__proto__` makes no field. */
function withField(record: unknown, way: Way, field: string, value: unknown): string {
  const object = way.reduce<unknown>((inner, key) => Object(inner)[key], record);
  if (typeof object !== "object" || object === null || Array.isArray(object)) return JSON.stringify(record);
  const marked = JSON.stringify(withValue(record, way, { ...object, "a field more": value }));
  return marked.replace('"a field more"', JSON.stringify(field));
}

/** Reads a text in both ways; whether the schema reads it. */
function readBothWays(text: string): boolean {
  const value: unknown = JSON.parse(text);
  const byForm = recordSchema.safeParse(value);
  const intact = intactRecord(value);
  // The schema leaves `__proto__` out, and may do so alone.
  if (intact === undefined && byForm.success && text.includes("__proto__")) return true;
  expect(JSON.stringify(intact), text).toBe(byForm.success ? JSON.stringify(byForm.data) : undefined);
  return byForm.success;
}

describe("a record read as intact", () => {
  test.each(texts)("is what the schema makes of it: %#", (text) => {
    const value: unknown = JSON.parse(text);
    expect(intactRecord(value)).toEqual(recordSchema.parse(value));
    expect(JSON.stringify(intactRecord(value))).toBe(JSON.stringify(recordSchema.parse(value)));
  });

  test("is read whenever the schema reads it, and only then, whatever stands in a place", () => {
    const record: unknown = JSON.parse(everything);
    expect(readBothWays(everything)).toBe(true);
    const answers = waysIn(record).flatMap((way) => [
      ...oddities.map((other) => readBothWays(JSON.stringify(withValue(record, way, other)) ?? "null")),
      ...added.map((field) => readBothWays(withField(record, way, field, 1))),
    ]);
    expect(answers.filter(Boolean).length).toBeGreaterThan(300);
    expect(answers.filter((isRead) => !isRead).length).toBeGreaterThan(1000);
  });

  test("of any lifecycle, damaged anyhow", () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.jsonValue({ maxDepth: 2 }), (text, place, other) => {
        const record: unknown = JSON.parse(text);
        const ways = waysIn(record);
        readBothWays(JSON.stringify(withValue(record, ways[place % ways.length] ?? [], other)));
      }),
      { numRuns: 500 },
    );
  });

  test("is a copy: what the consumer does to the given one later changes nothing", () => {
    for (const text of texts) {
      const value = JSON.parse(text);
      const intact = intactRecord(value);
      expect(sharedIn(intact, new Set(objectsIn(value)))).toEqual([]);
    }
  });

  test.each<[string, (record: Record<string, unknown>) => unknown]>([
    ["of a class of its own", (record) => Object.assign(Object.create({ kind: "row" }), record)],
    ["with a field that is there and undefined", (record) => ({ ...record, startedAt: undefined })],
    ["with a symbol in its policy", (record) => ({ ...record, policy: { [Symbol("odd")]: 1 } })],
    ["with a number that is none", (record) => ({ ...record, policy: { maxAttempts: Number.NaN } })],
    ["with a list that has a hole", (record) => ({ ...record, window: Array.from({ length: 1 }) })],
    ["with a policy of great depth", (record) => ({ ...record, policy: { deep: [[[[[[]]]]]] } })],
    ["with `__proto__` for a field", (record) => JSON.parse(JSON.stringify(record).replace("{", '{"__proto__":{},'))],
  ])("is none %s: that is for the schema to say", (_, oddly) => {
    const record = JSON.parse(texts[0] ?? "{}");
    expect(intactRecord(record)).toBeDefined();
    expect(intactRecord(oddly({ ...record, startedAt: "2024-01-01T00:00:00Z" }))).toBeUndefined();
  });
});

function objectsIn(value: unknown): readonly object[] {
  if (typeof value !== "object" || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

const sharedIn = (value: unknown, others: ReadonlySet<object>): readonly object[] =>
  objectsIn(value).filter((inner) => others.has(inner));
