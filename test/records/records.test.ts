/**
 * Records that a release has written are restored for ever, and go on judging as they did. What is in `v1` was written by
 * version 0.1.0; a change that would need it to be written anew is a new version of the form.
 */
import { readdirSync, readFileSync } from "node:fs";
import * as z from "zod";
import { describe, expect, test } from "vitest";
import { lifecycles } from "../../machines/index.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { type KycleRecord, type Lifecycle, type Observation, RecordError } from "../../src/index.js";

const observationSchema: z.ZodType<Observation> = z.looseObject({
  subject: z.string(),
  reported: z.string(),
  channel: z.enum(["webhook", "poll"]),
  breaches: z.array(z.string()),
  warnings: z.array(z.string()),
});

const storedSchema = z.object({
  lifecycle: z.string(),
  records: z.array(
    z.object({
      title: z.string(),
      record: z.json(),
      view: z.json(),
      next: z.array(z.object({ observation: observationSchema, rule: z.string() })),
      after: z.json(),
    }),
  ),
});

const folder = new URL("v1/", import.meta.url);
const stored = readdirSync(folder).map((name) =>
  storedSchema.parse(JSON.parse(readFileSync(new URL(name, folder), "utf8"))),
);

function lifecycleOf(id: string): Lifecycle {
  const found = lifecycles.find((lifecycle) => lifecycle.id === id);
  if (found === undefined) throw new Error(`no lifecycle ${id}`);
  return found;
}

test("there are records of every lifecycle of version 0.1.0", () => {
  expect(stored.map(({ lifecycle }) => lifecycle).toSorted()).toEqual([
    "assetpay/client",
    "assetpay/process",
    "fortid",
    "iinkedsign",
    "persona/inquiry",
    "persona/verification",
  ]);
});

describe.each(stored)("a stored record of $lifecycle", ({ lifecycle: id, records }) => {
  const lifecycle = lifecycleOf(id);

  test.each(records)("is restored, and goes on judging: $title", ({ record, view, next, after }) => {
    const restored = lifecycle.restore(JSON.stringify(record));
    expect(restored).toEqual(record);
    expect(JSON.parse(JSON.stringify(lifecycle.view(restored)))).toEqual(view);
    let current: KycleRecord = restored;
    for (const { observation, rule } of next) {
      const step = lifecycle.observe(current, observation);
      expect(step.verdict.rule).toBe(rule);
      current = step.record;
    }
    expect(JSON.parse(JSON.stringify(current))).toEqual(after);
  });
});

/** The paths of a record's fields, as the document writes them. */
function fieldsOf(value: unknown, path = ""): readonly string[] {
  if (Array.isArray(value)) {
    return value.every((item) => typeof item !== "object")
      ? []
      : [`${path}[]`, ...value.flatMap((item: unknown) => fieldsOf(item, `${path}[]`))];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = path === "" ? key : `${path}.${key}`;
    const isOpen = ["policy", "counters", "configurations", "latest"].includes(key);
    return [at, ...(isOpen ? [] : fieldsOf(inner, at))];
  });
}

test("the document tells of every field that a stored record has, and of no other", () => {
  const document = readFileSync(new URL("../../docs/records.md", import.meta.url), "utf8");
  const [, table = ""] = /## Version 1, field by field\n\n([\s\S]*?)\n\n/.exec(document) ?? [];
  const told = [...table.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = ""]) => {
    const names = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
    const [first = ""] = names;
    const parent = first.slice(0, first.lastIndexOf("."));
    return names.map((name) => (name.startsWith(".") ? `${parent}${name}` : name));
  });
  const held = stored.flatMap(({ records }) => records.flatMap(({ record }) => fieldsOf(record)));
  expect(new Set(held)).toEqual(new Set(told));
});

describe("what cannot be restored is refused by name", () => {
  const [sample] = stored.find(({ lifecycle }) => lifecycle === "iinkedsign")?.records.slice(2) ?? [];
  const intact = z.record(z.string(), z.json()).parse(sample?.record);
  const refusals: readonly (readonly [what: string, stored: unknown, reason: string, path: string])[] = [
    ["a record of a later version", { ...intact, kycle: 2 }, "newer", "kycle"],
    ["a later version, whatever else it holds", { kycle: 3, lifecycle: "iinkedsign", theirs: {} }, "newer", "kycle"],
    ["a version that never was", { ...intact, kycle: 0 }, "corrupt", "kycle"],
    ["a version that is no number", { ...intact, kycle: "1" }, "corrupt", "kycle"],
    ["another lifecycle's", { ...intact, lifecycle: "fortid" }, "foreign", "lifecycle"],
    ["one that was cut off", JSON.stringify(intact).slice(0, -20), "corrupt", ""],
    ["one without a sequence", { ...intact, sequence: undefined }, "corrupt", "sequence"],
    [
      "a report with a field of nobody's",
      { ...intact, window: [{ channel: "poll", status: "failed", mine: 1 }] },
      "corrupt",
      "window[0]",
    ],
    [
      "a status that is none",
      { ...intact, window: [{ channel: "webhook", status: "lost" }] },
      "corrupt",
      "window[0].status",
    ],
  ];

  test.each(refusals)("%s", (_, value, reason, path) => {
    try {
      iinkedsign.restore(value);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(RecordError);
      expect(error instanceof RecordError && [error.reason, error.path]).toEqual([reason, path]);
    }
  });
});
