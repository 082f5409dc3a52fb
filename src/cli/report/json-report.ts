/**
 * The whole log as one JSON object, or as a list of them where several lifecycles are concerned.
 *
 * Findings are written as they come, before the counts. Only one object can be written at a time, so those of a second
 * lifecycle wait.
 */
import type { Bench } from "../bench.js";
import type { Outcome } from "./outcome.js";
import type { Report, ReportOptions } from "./report.js";
import { createTally } from "./tally.js";

export function jsonReport({ write, benches, failOn, tallies }: ReportOptions): Report {
  const isList = benches.length > 1;
  if (isList) write("[\n");
  const parts = benches.map((bench, index) => partOf(bench, index === 0, write, tallies?.parts[index]));
  return {
    take(outcome) {
      for (const { lifecycle, count, find } of parts) {
        // A line that is about no lifecycle in particular belongs to each.
        if ((outcome.lifecycle ?? lifecycle) !== lifecycle) continue;
        count(outcome);
        if (failOn.has(outcome.verdict)) find(outcome);
      }
    },
    finish() {
      for (const [index, { close }] of parts.entries()) {
        if (index > 0) write(",\n");
        close();
      }
      write(isList ? "\n]\n" : "\n");
    },
  };
}

interface Part {
  readonly lifecycle: string;
  readonly count: (outcome: Outcome) => void;
  readonly find: (outcome: Outcome) => void;
  readonly close: () => void;
}

function partOf(
  { lifecycle: { id }, policy }: Bench,
  isFirst: boolean,
  write: (text: string) => void,
  tally = createTally(),
): Part {
  const waiting: string[] = [];
  const tell = isFirst ? write : (text: string): unknown => waiting.push(text);
  let separator = "";
  tell(`{\n  "lifecycle": ${JSON.stringify(id)},\n  "policy": ${JSON.stringify(policy)},\n  "findings": [`);
  return {
    lifecycle: id,
    count: (outcome) => tally.add(outcome),
    find: (outcome) => {
      tell(`${separator}\n    ${JSON.stringify(outcome)}`);
      separator = ",";
    },
    close: () => {
      const verdicts = JSON.stringify(Object.fromEntries(tally.counts()));
      const sums = [`"messages": ${tally.messages()}`, `"subjects": ${tally.subjects()}`, `"verdicts": ${verdicts}`];
      tell(`${separator === "" ? "" : "\n  "}],\n  ${sums.join(",\n  ")}\n}`);
      for (const text of waiting) write(text);
    },
  };
}
