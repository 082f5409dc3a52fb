/** `kycle simulate`: a log that a provider could have sent, and the truth about it. */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { simulate } from "../testing/simulation.js";
import { createOutput, type Output } from "./output.js";
import { writtenText } from "./file-errors.js";
import { type SimulateFlags, simulateSettingsOf } from "./simulate-flags.js";
import type { Surroundings } from "./surroundings.js";

/** Writes line by line at the readers' pace. Ends early, and quietly, when the reader of the log has gone. */
export async function simulateLog(
  word: string,
  flags: SimulateFlags,
  { stderr }: Pick<Surroundings, "stderr">,
  output: Output,
): Promise<void> {
  const settings = await simulateSettingsOf(word, flags);
  const log = await sinkOf(settings.output, output);
  const truths = await sinkOf(settings.truth, undefined);
  for (const { text, truth } of simulate(settings.lifecycle, settings.messages, settings.options)) {
    log.output?.write(`${text}\n`);
    if (truth !== undefined) truths.output?.write(`${JSON.stringify(truth)}\n`);
    if (log.output?.isFull() === true) await log.output.flush();
    if (truths.output?.isFull() === true) await truths.output.flush();
    if (log.output?.isClosed() === true) break;
  }
  await log.close();
  await truths.close();
  for (const file of [settings.output, settings.truth]) if (file !== undefined) stderr.write(writtenText(file));
}

interface Sink {
  readonly output: Output | undefined;
  readonly close: () => Promise<void>;
}

/** A file to write, or else what stands in for one. */
async function sinkOf(file: string | undefined, otherwise: Output | undefined): Promise<Sink> {
  if (file === undefined) return { output: otherwise, close: async () => otherwise?.flush() };
  const stream = createWriteStream(file);
  const output = createOutput(stream, file);
  await once(stream, "open").catch(async () => output.flush());
  return {
    output,
    async close() {
      await output.flush();
      stream.end();
      await once(stream, "close");
    },
  };
}
