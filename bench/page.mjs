/** docs/performance.md from the results, with the goals beside them. */
import { kilobytes, met, milliseconds, nanoseconds, round, table, times, timesOfGoal } from "./figures.mjs";
import { lifecyclesSection, logSection } from "./log/page.mjs";

/** What the references took where the goals in units of time were set: in nanoseconds, the exploration in milliseconds. */
const whenSet = { transition: 6000, nested: 16, exploration: 546 };

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
  const pace = {
    transition: pure.nanoseconds / whenSet.transition,
    nested: records.nested.nanoseconds / whenSet.nested,
    exploration: cold.adjacency.milliseconds / whenSet.exploration,
  };

  const goals = [
    ["one observation, against a dense table", timesOfGoal(ratio(own, dense), 2), "≤ 2 ×", ratio(own, dense) <= 2],
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
    timeGoal(records.accepted, 1000, pace.transition),
    timeGoal(records.parsed, 1000, pace.transition),
    timeGoal(records.duplicate, 200, pace.transition),
    timeGoal(records.checked, 50, pace.nested),
    [
      "`read`, against zod alone",
      timesOfGoal(ratio(records.read, records.zod), 1.2),
      "≤ 1.2 ×",
      ratio(records.read, records.zod) <= 1.2,
    ],
    timeGoal(cold.explored, 250, pace.exploration),
    timeGoal(cold.defaultPolicy, 5, pace.exploration),
    timeGoal(cold.unknownPolicy, 20, pace.exploration),
    ["our own code, a provider with the engine", kilobytes(heaviest), "≤ 8 kB", heaviest <= 8000],
    ["the plain look-up, `kycle/<provider>/table`", kilobytes(heaviestTable), "≤ 3 kB", heaviestTable <= 3000],
  ];

  return `# Performance

Written by \`npm run bench\` on ${machine.date}: Node ${machine.node}, ${machine.processor}, ${machine.cores} cores, with a load of ${round(machine.load)} when it began: above
${machine.cores}, others were at work, and times are longer than they need be. Within the tables of one observation, one message and growth, everything was measured in turns; the
figures are medians of processor time.

## Goals

${table(
  ["work", "measured", "goal", "", "at the references' pace", ""],
  goals.map(([work, measured, goal, isMet, paced = "", isMetPaced]) => [
    work,
    measured,
    goal,
    met(isMet),
    paced,
    isMetPaced === undefined ? "" : met(isMetPaced),
  ]),
)}

The goals in units of time were set where XState's pure transition() took ${nanoseconds(whenSet.transition)}, an object in an object ${nanoseconds(whenSet.nested)}, and getAdjacencyMap of the 320 policies ${milliseconds(whenSet.exploration)}. Now they
took ${nanoseconds(pure.nanoseconds)}, ${nanoseconds(records.nested.nanoseconds)} and ${milliseconds(cold.adjacency.milliseconds)}. The last columns are what was measured by as much as its reference is slower or faster now: records by the
first, \`checkTransition\` by the second, explorations and first observations by the third.

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

/** A goal in units of time; `pace` says how much longer its reference takes now than when the goal was set. */
function timeGoal(work, goal, pace) {
  const [time, show] = "nanoseconds" in work ? [work.nanoseconds, nanoseconds] : [work.milliseconds, milliseconds];
  return [work.name, show(time), `≤ ${show(goal)}`, time <= goal, show(time / pace), time / pace <= goal];
}
