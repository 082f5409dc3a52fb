/** `kycle check`: an event log goes in, a verdict for every line comes out. */
import { createPhrases } from "../../bulk/phrase.js";
import type { LineKind } from "../../line-kind.js";
import { chosenLifecycles } from "../lifecycle-choice.js";
import type { Output } from "../output.js";
import { keepBeginning } from "../reading/beginning.js";
import { createLineReadings, type LineReadings, type LinesRead } from "../reading/line-readings.js";
import { recognise } from "../reading/log-provider.js";
import { createThreadedReader, readersFor } from "../reading/reading-threads.js";
import { createSheetReader, type Readable, type SheetReader } from "../reading/sheet-reader.js";
import { type Source, sourcesOf } from "../reading/sources.js";
import type { Outcome, Place } from "../report/outcome.js";
import type { Surroundings } from "../surroundings.js";
import { isColoured } from "../text/colors.js";
import { lineWidthIn } from "../text/line-width.js";
import { asDelivered } from "./as-delivered.js";
import { asHappened } from "./as-happened.js";
import { checkInBulk, isInBulk } from "./bulk-check.js";
import { checkHappened } from "./bulk-happened.js";
import type { CheckDesk } from "./check-desk.js";
import { channelOf, type CheckFlags, type CheckSettings, settingsOf } from "./check-flags.js";
import { checkReport, exitCode, type Kinds } from "./check-report.js";
import { formsTold } from "./forms-told.js";
import { progressOf } from "./progress.js";
import { route } from "./routing.js";

/** The exit code: 1 when a finding fails the check. Ends early, and quietly, when the reader of the output has gone. */
export async function checkLogs(
  files: readonly string[],
  flags: CheckFlags,
  surroundings: Surroundings,
  output: Output,
): Promise<0 | 1> {
  const { word, settings, sources: given } = await begun(files, flags, surroundings);
  const logs = given.map(keepBeginning);
  const sources = logs.map(({ source }) => source);
  const progress = progressOf(sources, surroundings, settings);
  const desk = { output, progress, isColoured: isColoured(surroundings), lineWidth: lineWidthIn(surroundings) };
  try {
    const kinds = await (isInBulk(settings, sources)
      ? checkWithReader({ word, settings, sources }, desk, surroundings)
      : checkByLine(sources, settings, desk));
    if (!output.isClosed()) {
      for (const told of await formsTold(logs, kinds, settings)) surroundings.stderr.write(`kycle: ${told}\n`);
    }
    return exitCode(settings, kinds);
  } finally {
    progress.stop();
  }
}

/** What is checked, and how. */
interface Begun {
  /** What means the lifecycles on the command line. */
  readonly word: string;
  readonly settings: CheckSettings;
  readonly sources: readonly Source[];
}

/** Whose reports they are is asked of the logs, and told, where the flags do not say. */
async function begun(files: readonly string[], flags: CheckFlags, surroundings: Surroundings): Promise<Begun> {
  if (flags.lifecycle !== undefined) {
    const settings = settingsOf(flags, await chosenLifecycles(flags.lifecycle));
    return { word: flags.lifecycle, settings, sources: await sourcesOf(files, surroundings) };
  }
  const { provider, sources } = await recognise(await sourcesOf(files, surroundings), channelOf(flags));
  const settings = settingsOf(flags, await chosenLifecycles(provider));
  surroundings.stderr.write(`kycle: the first report is ${provider}'s: --lifecycle ${provider}\n`);
  return { word: provider, settings, sources };
}

async function checkWithReader(
  { word, settings, sources }: Begun,
  desk: CheckDesk,
  surroundings: Surroundings,
): Promise<Kinds> {
  const { benches, channel, order } = settings;
  const bulkBenches = benches.map((bench) => ({ ...bench, phrases: createPhrases() }));
  const readables = bulkBenches.map(({ lifecycle, phrases }) => ({ lifecycle, channel, phrases }));
  const reader = readerFor(word, readables, sources, settings, surroundings);
  try {
    const check = order === "happened" ? checkHappened : checkInBulk;
    return await check(bulkBenches, reader, sources, settings, desk);
  } finally {
    await reader.close();
  }
}

/** With as many threads as pay. This one alone reads for several lifecycles, and names, which are numbered by whoever reads them. */
function readerFor(
  word: string,
  readables: readonly Readable[],
  sources: readonly Source[],
  { threads }: CheckSettings,
  { startThread }: Surroundings,
): SheetReader {
  const [only, ...others] = readables;
  if (only === undefined || others.length > 0 || startThread === undefined) return createSheetReader(readables);
  const { lifecycle, channel, phrases } = only;
  const hasNames = lifecycle.definition.opaque?.includes("name") === true;
  const readers = hasNames ? 0 : readersFor(sources, threads);
  if (readers === 0) return createSheetReader(readables);
  const workers = Array.from({ length: readers }, () => startThread({ lifecycle: word, channel }));
  return createThreadedReader(workers, phrases);
}

/** Judges line after line, each told in full: what every format and any number of lifecycles can be made from. */
export async function checkByLine(
  sources: readonly Source[],
  settings: CheckSettings,
  desk: CheckDesk,
): Promise<Kinds> {
  const { benches, channel, order, format } = settings;
  const { output, progress } = desk;
  const report = checkReport(settings, sources, desk);
  const judging =
    order === "delivered" ? asDelivered(benches) : asHappened(format === "text" ? "by subject" : "by line");
  const kinds = new Set<LineKind>();

  function tell(outcome: Outcome): void {
    kinds.add(outcome.verdict);
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
      if (output.isClosed()) return kinds;
    }
    judgeLines((reader) => reader.end());
  }
  for (const outcome of judging.finish()) {
    tell(outcome);
    progress.judged(judging.waiting());
    if (output.isFull()) await output.flush();
    if (output.isClosed()) return kinds;
  }
  progress.stop();
  report.finish();
  await output.flush();
  return kinds;
}
