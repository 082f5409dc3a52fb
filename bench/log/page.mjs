/** What docs/performance.md says of whole logs. */
import { megabytes, met, nanoseconds, round, seconds, table, times, timesOfGoal } from "../figures.mjs";

export function logSection({ machine, lines, rounds, bytes, subjects, illegal, memory, measured, curve }) {
  const of = (key) => measured.find((one) => one.key === key);
  const [split, parse, duckdb] = [of("split"), of("parse"), of("duckdb")];
  const processorRatio = (one, other) => of(one).processor / other.processor;
  const held = of("one").peak - memory.empty;
  const allowed = 120 * subjects + 32 * memory.remembered;
  const againstParse = processorRatio("one", parse);
  const againstFloor = processorRatio("one", split);
  const againstDuckdb = of("many").elapsed / duckdb.elapsed;
  const happened = processorRatio("happenedOne", of("one"));
  const found = duckdb.reasons.reduce((sum, { found: count }) => sum + count, 0);

  return `## Whole logs

Written by \`npm run bench:log -- --lines ${lines}\` on ${machine.date}: Node ${machine.node}, ${machine.processor}, ${machine.cores} cores, with a load of ${round(machine.load)} when it began.
${count(lines)} iinkedSign webhooks, ${megabytes(bytes)}, of ${count(subjects)} subjects interleaved, ${count(illegal)} of them illegal. Everyone reads the same log in a process of its own, in turns; the
figures are medians of ${rounds} rounds. Time and memory are the operating system's account, from the start of the process to its end: *elapsed* grows
with whatever else the machine does, *processor* is the sum over all threads.

${table(
  ["", "elapsed", "processor", "peak memory"],
  measured.map(({ name, elapsed, processor, peak }) => [name, seconds(elapsed), seconds(processor), megabytes(peak)]),
)}

What \`kycle check\` finds is what the generator's truth says, line by line, or the command fails. Of the same illegal lines DuckDB finds ${count(found)} from pairs of
reports that follow each other: ${duckdb.reasons.map(({ reason, found: some, of: all }) => `${count(some)} of ${count(all)} ${reasonWords[reason] ?? reason}`).join(", ")}. Of the rest, a pair does not tell.

${table(
  ["work", "measured", "goal", ""],
  [
    ["one thread, against JSON.parse alone (processor)", timesOfGoal(againstParse, 1), "≤ 1 ×", met(againstParse <= 1)],
    ["one thread, against the floor (processor)", timesOfGoal(againstFloor, 6), "≤ 6 ×", met(againstFloor <= 6)],
    ["against DuckDB (elapsed)", timesOfGoal(againstDuckdb, 1 / 3), `≤ ${times(1 / 3)}`, met(againstDuckdb <= 1 / 3)],
    [
      "`--order happened`, against the same as delivered in order (processor)",
      timesOfGoal(happened, 2),
      "≤ 2 ×",
      met(happened <= 2),
    ],
    [
      `memory beyond that of an empty check, for ${count(subjects)} subjects and ${count(memory.remembered)} reports remembered`,
      megabytes(held),
      `≤ ${megabytes(allowed)}`,
      met(held <= allowed),
    ],
  ],
)}

As logs, subjects and policies grow, one thread, without what starting a process takes:

${table(
  ["lines", "subjects", "policies", "processor time a line"],
  curve.map((point) => [count(point.lines), count(point.subjects), point.policies, nanoseconds(point.nanoseconds)]),
)}
`;
}

export function lifecyclesSection({ machine, rounds, lifecycles }) {
  return `With each of the other lifecycles, logs of \`kycle simulate\` without a policy, one thread. Written by \`npm run bench:log -- --lifecycles --rounds ${rounds}\` on ${machine.date}:
Node ${machine.node}, ${machine.processor}, ${machine.cores} cores, with a load of ${round(machine.load)} when it began. Processor time, without what starting a process takes. Of these lines
several in a hundred are late, come twice, are illegal or say a word that nobody knows. Those of \`persona\` are about verifications and
inquiries in turn; of those of \`assetpay\`, each is about a client and a process.

${lifecyclesTable(lifecycles)}

The same with what providers send beside what is read, invented: the person's data, the checks that were made, other resources.

${lifecyclesTable(lifecycles.map(({ checked, besides }) => ({ checked, ...besides })))}
`;
}

function lifecyclesTable(lifecycles) {
  return table(
    ["", "lines", "bytes a line", "JSON.parse of a line", "`kycle check` of a line", ""],
    lifecycles.map(({ checked, lines, bytes, parse, check }) => [
      `\`${checked}\``,
      count(lines),
      round(bytes / lines),
      nanoseconds(parse),
      nanoseconds(check),
      times(check / parse),
    ]),
  );
}

const count = (number) => number.toLocaleString("en");

const reasonWords = {
  afterTheEnd: "after a last word",
  oneFailureTooMany: "that are one failure too many",
  withoutReset: "without the reset that they need",
};
