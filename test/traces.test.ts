/** Histories with their verdicts, as data. A change that turns an old verdict into another one fails here. */
import { readdirSync, readFileSync } from "node:fs";
import * as z from "zod";
import { expect, test } from "vitest";
import { lifecycles } from "../machines/index.js";
import { report } from "./report.js";

const reportSchema = z.strictObject({
  status: z.string().optional(),
  reported: z.string().optional(),
  event: z.string().optional(),
  run: z.string().optional(),
  at: z.iso.datetime().optional(),
  receivedAt: z.iso.datetime().optional(),
  startedAt: z.iso.datetime().optional(),
  deniesExistence: z.literal(true).optional(),
  delivery: z.string().optional(),
  channel: z.enum(["webhook", "poll"]).optional(),
  counters: z.record(z.string(), z.int()).optional(),
  policy: z.record(z.string(), z.json()).optional(),
  breaches: z.array(z.string()).optional(),
});

const tracesSchema = z.strictObject({
  lifecycle: z.string(),
  traces: z.array(
    z.strictObject({
      description: z.string(),
      source: z.string(),
      policy: z.record(z.string(), z.unknown()).optional(),
      subscribed: z.array(z.string()).optional(),
      startedAt: z.iso.datetime().optional(),
      reports: z.array(reportSchema),
      verdicts: z.array(z.string()),
    }),
  ),
});

const folder = new URL("traces/", import.meta.url);

for (const file of readdirSync(folder)) {
  const { lifecycle: id, traces } = tracesSchema.parse(JSON.parse(readFileSync(new URL(file, folder), "utf8")));
  const lifecycle = lifecycles.find((candidate) => candidate.id === id);

  test.each(traces.map((trace) => [trace.description, trace] as const))(`${id}: %s`, (_, trace) => {
    const { policy, subscribed, startedAt, reports, verdicts } = trace;
    if (lifecycle === undefined) throw new Error(`${file} is about no lifecycle`);
    let record = lifecycle.under(policy ?? {}).open({ subject: "subject", subscribed, startedAt });
    const rules = reports.map((given, index) => {
      const step = lifecycle.observe(record, report(index, given));
      record = step.record;
      return step.verdict.rule;
    });
    expect(rules).toEqual(verdicts);
  });
}
