/** docs/performance.md from the results, with the goals beside them. */
import { kilobytes, met, milliseconds, nanoseconds, round, table, times } from "./figures.mjs";
import { lifecyclesSection, logSection } from "./log/page.mjs";

/** From the results of `npm run bench` and of `npm run bench:log`. */
export function pageOf({ machine, observation, records, curve, cold, sizes }, log, lifecycles) {
  const [own, ...others] = observation;
  const dense = others.find(({ name }) => name.startsWith("a dense table"));
  const peers = others.filter(({ name, isReference }) => !isReference && !name.startsWith("XState"));
  const fastest = peers.reduce((best, peer) => (peer.nanoseconds < best.nanoseconds ? peer : best));
  const pure = others.find(({ name }) => name.includes("pure"));
  const ratio = (of, to) => of.nanoseconds / to.nanoseconds;
  const heaviest = Math.max(...sizes.map(({ ours }) => ours));
  const heaviestTable = Math.max(...sizes.map(({ table: weight }) => weight));

  const goals = [
    ["one observation, against a dense table", times(ratio(own, dense)), "≤ 2 ×", ratio(own, dense) <= 2],
    [
      `one observation, against ${fastest.name}, the fastest peer`,
      `1 / ${round(ratio(fastest, own))}`,
      "≤ 1 / 10",
      ratio(fastest, own) >= 10,
    ],
    [
      "one observation, against XState's pure transition()",
      `1 / ${round(ratio(pure, own))}`,
      "≤ 1 / 200",
      ratio(pure, own) >= 200,
    ],
    [
      "`reducer`, an accepted step",
      nanoseconds(records.accepted.nanoseconds),
      "≤ 1 µs",
      records.accepted.nanoseconds <= 1000,
    ],
    [
      "`reducer`, an accepted step of a record from `JSON.parse`",
      nanoseconds(records.parsed.nanoseconds),
      "≤ 1 µs",
      records.parsed.nanoseconds <= 1000,
    ],
    [
      "`reducer`, a duplicate",
      nanoseconds(records.duplicate.nanoseconds),
      "≤ 200 ns",
      records.duplicate.nanoseconds <= 200,
    ],
    [
      "`under(policy).checkTransition`",
      nanoseconds(records.checked.nanoseconds),
      "≤ 50 ns",
      records.checked.nanoseconds <= 50,
    ],
    [
      "`read`, against zod alone",
      times(ratio(records.read, records.zod)),
      "≤ 1.2 ×",
      ratio(records.read, records.zod) <= 1.2,
    ],
    [cold.explored.name, milliseconds(cold.explored.milliseconds), "≤ 250 ms", cold.explored.milliseconds <= 250],
    [
      cold.defaultPolicy.name,
      milliseconds(cold.defaultPolicy.milliseconds),
      "≤ 5 ms",
      cold.defaultPolicy.milliseconds <= 5,
    ],
    [
      cold.unknownPolicy.name,
      milliseconds(cold.unknownPolicy.milliseconds),
      "≤ 20 ms",
      cold.unknownPolicy.milliseconds <= 20,
    ],
    ["our own code, a provider with the engine", kilobytes(heaviest), "≤ 8 kB", heaviest <= 8000],
    ["the plain look-up, `kycle/<provider>/table`", kilobytes(heaviestTable), "≤ 3 kB", heaviestTable <= 3000],
  ];

  return `# Performance

Written by \`npm run bench\` on ${machine.date}: Node ${machine.node}, ${machine.processor}, ${machine.cores} cores, with a load of ${round(machine.load)} when it began: above
${machine.cores}, others were at work, and times are longer than they need be. Within the tables of one observation, one message and growth, everything was measured in turns; the
figures are medians of processor time.

## Goals

${table(
  ["work", "measured", "goal", ""],
  goals.map(([work, measured, goal, isMet]) => [work, measured, goal, met(isMet)]),
)}

## One observation

iinkedSign's announced statuses under the default policy, as the finite automaton that the compiled observer is. A history of 4,096 legal reports goes in as text;
everyone ends in the same state, or the command fails. Only the first knows what was lost in between.

${table(
  ["", "time", "against the first"],
  observation.map(({ name, nanoseconds: time }) => [name, nanoseconds(time), times(time / own.nanoseconds)]),
)}

## One message

${table(
  ["", "time"],
  Object.values(records).map(({ name, nanoseconds: time }) => [name, nanoseconds(time)]),
)}

A record of the library's own, from \`open\`, from a step or from \`restore\`, is remembered with what it amounts to. One that the consumer parsed, such as a row of a database, is
checked in full each time, and what it amounts to is worked out anew.

## As things grow

\`trackSubjects\`, with verdicts, records and windows of 16. From the 17th report of a subject on, each lets an older one go into the checkpoint.

${table(
  ["reports of each subject", "subjects", "attempts allowed", "time a report"],
  curve.map(({ reports, subjects, limit, nanoseconds: time }) => [reports, subjects, limit, nanoseconds(time)]),
)}

## The first time

From processes of their own, in which nothing is warm.

${table(
  ["", "time"],
  Object.values(cold).map(({ name, milliseconds: time }) => [name, milliseconds(time)]),
)}

## What an import weighs

Bundled, minified and compressed.

${table(
  ["", "our own code", "with xstate and zod", "the look-up alone"],
  sizes.map(({ provider, ours, whole, table: weight }) => [
    `\`kycle/${provider}\``,
    kilobytes(ours),
    kilobytes(whole),
    kilobytes(weight),
  ]),
)}

${logSection(log)}
${lifecyclesSection(lifecycles)}`;
}
