/**
 * Times of several pieces of work, taken in turns: what the machine does besides falls on all of them alike, so that their
 * ratios hold although the times do not. Medians of the rounds, in nanoseconds an operation.
 */
export function measure(works, { rounds = 15, atLeast = 4 } = {}) {
  const prepared = works.map(({ name, run, operations }) => {
    const repeats = repeatsOf(run, atLeast);
    return { name, run, repeats, operations: operations * repeats, times: [] };
  });
  for (let round = 0; round < rounds; round++) {
    for (const work of prepared) work.times.push(timeOf(work.run, work.repeats) / work.operations);
  }
  return new Map(prepared.map(({ name, times }) => [name, median(times)]));
}

export function median(times) {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** Processor time, of the collector's threads too: by the clock, a pause while others are at work would count. */
function timeOf(run, repeats) {
  const start = process.cpuUsage();
  for (let repeat = 0; repeat < repeats; repeat++) run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) * 1000;
}

/** How often a piece of work has to run to take some milliseconds, warmed up: by the best of several, or a pause would end it early. */
function repeatsOf(run, milliseconds) {
  for (let repeats = 1; ; repeats *= 2) {
    const times = Array.from({ length: 5 }, () => timeOf(run, repeats));
    if (Math.min(...times) > milliseconds * 1e6) return repeats;
  }
}
