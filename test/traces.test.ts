/**
 * Histories with their verdicts, as data. A change that turns an old verdict into another one fails here, with the reason;
 * `kycle recheck test/traces/*.json --update` records what is meant.
 */
import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lifecycles } from "../machines/index.js";
import { colorsFor } from "../src/cli/text/colors.js";
import { recheckTrace } from "../src/cli/recheck/recheck.js";
import { changedTraceText } from "../src/cli/recheck/recheck-text.js";
import { parseTraceFile } from "../src/cli/recheck/trace-file.js";
import { traceFileText } from "../src/cli/recheck/trace-file-text.js";
import type { Lifecycle } from "../src/lifecycle.js";
import { delivery } from "../src/testing/index.js";
import { settings } from "./testing/settings.js";

const folder = new URL("traces/", import.meta.url);
const files = readdirSync(folder).map((name) => {
  const text = readFileSync(new URL(name, folder), "utf8");
  return { name, text, content: parseTraceFile(text, name) };
});

const plain = colorsFor(false);

describe.each(lifecycles.map((lifecycle: Lifecycle) => ({ id: lifecycle.id, lifecycle })))(
  "$id",
  ({ id, lifecycle }) => {
    const [file, ...others] = files.filter(({ content }) => content.lifecycle === id);
    const traces = file?.content.traces ?? [];

    test.each(traces.map((trace) => [trace.description, trace] as const))("%s", (_, trace) => {
      const rechecked = recheckTrace(lifecycle, trace);
      expect(rechecked.isSame ? "" : changedTraceText(rechecked, plain)).toBe("");
    });

    test("has one file, written as --update writes it", () => {
      expect(others).toEqual([]);
      if (file !== undefined) expect(file.text).toBe(traceFileText(file.content));
    });

    test("has a history for every verdict that can be", () => {
      const recorded = new Set(traces.flatMap(({ verdicts = [] }) => verdicts));
      const possible = new Set<string>();
      const deliveries = delivery(lifecycle, { policy: settings[id] ?? {}, capacity: 2 });
      for (const { arrivals } of fc.sample(deliveries, { seed: 1, numRuns: 150 })) {
        for (const { verdict } of arrivals) possible.add(verdict.rule);
      }
      expect(possible.size).toBeGreaterThan(6);
      expect([...possible].filter((rule) => !recorded.has(rule))).toEqual([]);
    });
  },
);

test("every file is about a lifecycle", () => {
  expect(new Set(files.map(({ content }) => content.lifecycle))).toEqual(new Set(lifecycles.map(({ id }) => id)));
});
