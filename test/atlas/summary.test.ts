import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lifecycles } from "../../machines/index.js";
import { summaryOf } from "../../src/atlas/summary.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { jsonRecord } from "../json.js";
import { legalHistory } from "../../src/testing/index.js";

describe.each(lifecycles.map((lifecycle: Lifecycle) => ({ id: lifecycle.id, lifecycle })))("$id", ({ lifecycle }) => {
  const { definition } = lifecycle;
  const defaults = jsonRecord.parse(definition.policy.defaults);

  test("a row says after each report what the record's view says, also of reports in any order", () => {
    const channel = (name: "webhook" | "poll") => legalHistory(lifecycle, { policy: defaults, channel: name });
    const history = fc.oneof(channel("webhook"), channel("poll"));
    const shuffled = history.chain(({ reports: told }) => {
      const reports = told.map((report) => ({ ...report, subject: "subject" }));
      return fc.shuffledSubarray([...reports], { minLength: reports.length }).map((order) => [reports, order] as const);
    });
    fc.assert(
      fc.property(shuffled, (orders) => {
        for (const reports of orders) {
          const row = summaryOf(lifecycle.under(defaults), definition.phases, "subject", reports);
          let record = lifecycle.open({ subject: "subject", policy: defaults });
          const views = reports.map((report) => {
            record = lifecycle.reducer(record, report);
            return lifecycle.view(record);
          });
          expect(row.marks.map(({ status, phase }) => [status, phase])).toEqual(
            views.map(({ status, phase }) => [status, phase]),
          );
        }
      }),
      { numRuns: 30 },
    );
  });
});
