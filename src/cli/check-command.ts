/** `kycle check`: an event log goes in, a verdict for every line comes out. */
import { type CheckFlags, type CheckSettings, settingsOf } from "./check-flags.js";
import type { Bench } from "./bench.js";
import { bulkBench, checkInBulk } from "./bulk-check.js";
import { checkHappened } from "./bulk-happened.js";
import { isColoured } from "./colors.js";
import { judgingOf } from "./judging.js";
import { createPhrases } from "../bulk/phrase.js";
import { createLineReadings, type LineReadings, type LinesRead } from "./line-readings.js";
import type { Outcome, Place } from "./outcome.js";
import type { Output } from "./output.js";
import { type Progress, progressOf } from "./progress.js";
import { createThreadedReader, readersFor } from "./reading-threads.js";
import { reportOf } from "./report.js";
import { route } from "./routing.js";
import { createSheetReader } from "./sheet-reader.js";
import { type Source, sourcesOf } from "./sources.js";
import type { Surroundings } from "./surroundings.js";

/** The exit code: 1 when a finding fails the check. Ends early, and quietly, when the reader of the output has gone. */
export async function checkLogs(
  files: readonly string[],
  flags: CheckFlags,
  surroundings: Surroundings,
  output: Output,
): Promise<0 | 1> {
  const settings = settingsOf(flags);
  const sources = await sourcesOf(files, surroundings);
  const progress = progressOf(sources, surroundings, settings);
  const desk = { output, progress, isColoured: isColoured(surroundings) };
  const bench = bulkBench(settings, sources);
  try {
    return await (bench === undefined
      ? checkByLine(sources, settings, desk)
      : checkWithReader(bench, sources, settings, desk, surroundings));
  } finally {
    progress.stop();
  }
}

/** In bulk, with as many threads as pay. */
async function checkWithReader(
  bench: Bench,
  sources: readonly Source[],
  settings: CheckSettings,
  desk: CheckDesk,
  { startThread }: Surroundings,
): Promise<0 | 1> {
  const { lifecycle } = bench;
  const { channel, order, threads } = settings;
  const phrases = createPhrases();
  // Names are numbered by whoever reads them.
  const hasNames = lifecycle.definition.opaque?.includes("name") === true;
  const readers = startThread === undefined || hasNames ? 0 : readersFor(sources, threads);
  const reader =
    startThread === undefined || readers === 0
      ? createSheetReader({ lifecycle, channel, phrases })
      : createThreadedReader(
          Array.from({ length: readers }, () => startThread({ lifecycle: lifecycle.id, channel })),
          phrases,
        );
  try {
    const check = order === "happened" ? checkHappened : checkInBulk;
    return await check({ ...bench, reader, phrases }, sources, settings, desk);
  } finally {
    await reader.close();
  }
}

export interface CheckDesk {
  readonly output: Output;
  readonly progress: Progress;
  readonly isColoured: boolean;
}

/** Judges line after line, each told in full: what every format and any number of lifecycles can be made from. */
export async function checkByLine(
  sources: readonly Source[],
  { benches, channel, order, format, failOn }: CheckSettings,
  { output, progress, isColoured: coloured }: CheckDesk,
): Promise<0 | 1> {
  const files = sources.map(({ name }) => name);
  const report = reportOf(format, { write: output.write, benches, failOn, order, files, isColoured: coloured });
  const judging = judgingOf(order, benches, format === "text" ? "by subject" : "by line");
  let code: 0 | 1 = 0;

  function tell(outcome: Outcome): void {
    if (failOn.has(outcome.verdict)) code = 1;
    report.take(outcome);
  }

  const readers = benches.map(({ lifecycle }) => createLineReadings(lifecycle, channel));
  let place: Place = { line: 0 };

  /** Judges the lines that a step of reading completes: each lifecycle reads all of them. */
  function judgeLines(read: (reader: LineReadings) => LinesRead): void {
    const [first = [], ...others] = readers.map(read);
    for (const [nth, reading] of first.entries()) {
      place = { ...place, line: place.line + 1 };
      const readings = [reading, ...others.map((lines) => lines[nth])].filter((one) => one !== undefined);
      for (const routed of route(benches, readings)) {
        const outcome = judging.take(place, routed);
        if (outcome !== undefined) tell(outcome);
      }
    }
  }

  for (const { name, chunks, passing = chunks } of sources) {
    place = { line: 0, file: sources.length > 1 ? name : undefined };
    for await (const chunk of passing()) {
      judgeLines((reader) => reader.push(chunk));
      progress.read(chunk.length);
      await output.flush();
      if (output.isClosed()) return code;
    }
    judgeLines((reader) => reader.end());
  }
  for (const outcome of judging.finish()) {
    tell(outcome);
    progress.judged(judging.waiting());
    if (output.isFull()) await output.flush();
    if (output.isClosed()) return code;
  }
  progress.stop();
  report.finish();
  await output.flush();
  return code;
}
