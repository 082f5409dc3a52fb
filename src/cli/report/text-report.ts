/** The report for people: what was judged, how it went, and the findings in their histories. */
import { colorsFor } from "../text/colors.js";
import { inAFile } from "../text/line-width.js";
import { createHistories } from "./histories.js";
import { historiesText } from "./history-text.js";
import type { Outcome } from "./outcome.js";
import type { Report, ReportOptions } from "./report.js";
import { closingText, headerText, summaryText } from "./summary-text.js";
import { createTally } from "./tally.js";
import { unplacedText } from "./unplaced-text.js";
import { weightOf } from "./verdict-words.js";

/** Findings that belong to no subject and are told one by one. */
const mostUnplaced = 20;

export function textReport(options: ReportOptions): Report {
  const { write, benches, failOn, lineWidth = inAFile } = options;
  const colors = colorsFor(options.isColoured);
  const all = options.tallies?.all ?? createTally();
  const parts = benches.map(({ lifecycle: { id } }, nth) => ({
    lifecycle: id,
    tally: options.tallies?.parts[nth] ?? createTally(),
  }));
  const histories = options.histories ?? createHistories();
  const unplaced: Outcome[] = [];
  let unplacedInAll = 0;

  return {
    take(outcome) {
      all.add(outcome);
      for (const { lifecycle, tally } of parts) {
        if ((outcome.lifecycle ?? lifecycle) === lifecycle) tally.add(outcome);
      }
      const weight = weightOf(outcome.verdict, failOn);
      if (outcome.subject !== undefined) histories.add(outcome, weight);
      else if (weight !== "ordinary") {
        unplacedInAll += 1;
        if (unplaced.length < mostUnplaced) unplaced.push(outcome);
      }
    },
    finish() {
      write(`${headerText(options, colors)}\n`);
      if (all.messages() > 0) write(`${summaryText(parts, colors, lineWidth)}\n`);
      write(historiesText(histories, { colors, benches, lineWidth }));
      write(unplacedText(unplaced, unplacedInAll, colors, lineWidth));
      write(closingText(all, failOn, colors, lineWidth));
    },
  };
}
