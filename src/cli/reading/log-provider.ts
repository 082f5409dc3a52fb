/** Whose reports logs hold, where nobody says: the provider of whose lifecycles the first report is that any can read. */
import type { Lifecycle } from "../../lifecycle.js";
import type { Channel } from "../../observation.js";
import { lifecycles, lifecycleWords } from "../lifecycle-choice.js";
import { Misuse } from "../misuse.js";
import { printable } from "../text/printable.js";
import { type Beginning, beginningLength } from "./beginning.js";
import { createLineReadings } from "./line-readings.js";
import { holdsNoLines, logFormOf } from "./log-form.js";
import { logFormText, logName } from "./log-form-text.js";
import type { Source } from "./sources.js";

export interface Recognised {
  readonly provider: string;
  /** The same sources, to be read from their beginnings. */
  readonly sources: readonly Source[];
}

/** Of more logs without a report nothing is told. */
const mostTold = 3;
/** In bytes: little enough that few lines are read by every lifecycle. */
const atOnce = 1 << 12;

/** @throws {Misuse} where no log begins with a report, telling what they are, or two begin with reports of two providers. */
export async function recognise(sources: readonly Source[], channel: Channel | undefined): Promise<Recognised> {
  const glimpses: Glimpse[] = [];
  for (const source of sources) glimpses.push(await glimpse(source, channel));
  const [first, ...others] = glimpses.filter(({ provider }) => provider !== undefined);
  if (first?.provider === undefined) throw nobodys(glimpses, channel);
  const other = others.find(({ provider }) => provider !== first.provider);
  if (other !== undefined) {
    const told = [first, other].map(({ provider, source }) => `${printable(source.name)} begins with ${provider}`);
    throw new Misuse(`--lifecycle: which one? ${told.join(", ")}`);
  }
  return { provider: first.provider, sources: glimpses.map(({ source }) => source) };
}

/** What the first logs are instead; and what to say where that is no fault of theirs. */
function nobodys(glimpses: readonly Glimpse[], channel: Channel | undefined): Misuse {
  const logs = glimpses.slice(0, mostTold).map(({ source, beginning }) => {
    const form = logFormOf(beginning, lifecycles);
    const unknown = `${logName(source.name)}: no line is a report of any lifecycle, as far as the first MiB`;
    return { form, told: logFormText(form, { file: source.name, channel }) ?? unknown };
  });
  const isForFlag = logs.some(({ form }) => form.kind === "empty" || form.kind === "JSON");
  const which = `; --lifecycle: which one? It is one of ${lifecycleWords.join(", ")}, or a module of your own`;
  return new Misuse(`${logs.map(({ told }) => told).join("; ")}${isForFlag ? which : ""}`);
}

interface Glimpse {
  /** Undefined where no report was found. */
  readonly provider: string | undefined;
  /** The same source, to be read from its beginning. */
  readonly source: Source;
  /** As far as it was looked into. */
  readonly beginning: Beginning;
}

async function glimpse(source: Source, channel: Channel | undefined): Promise<Glimpse> {
  const chunks = source.chunks()[Symbol.asyncIterator]();
  const find = createFinder(channel);
  const seen: Uint8Array[] = [];
  let provider: string | undefined;
  let length = 0;
  let isWhole = false;
  while (provider === undefined && length < beginningLength) {
    const { value: chunk, done } = await chunks.next();
    isWhole = done === true;
    if (chunk !== undefined) seen.push(chunk);
    if (chunk !== undefined && length === 0 && holdsNoLines(chunk)) break;
    provider = find(chunk);
    if (done === true) break;
    length += chunk.length;
  }
  const beginning = { bytes: Buffer.concat(seen), isWhole };
  if (source.size === undefined)
    return { provider, source: { ...source, chunks: () => resumed(seen, chunks) }, beginning };
  await chunks.return?.();
  return { provider, source, beginning };
}

/** Tells the provider as soon as a chunk completes a report; it is given undefined behind the last one. */
function createFinder(channel: Channel | undefined): (chunk: Uint8Array | undefined) => string | undefined {
  const readers = lifecycles.map((lifecycle) => ({ lifecycle, reader: createLineReadings(lifecycle, channel) }));

  function providerIn(piece: Uint8Array | undefined): string | undefined {
    let first: { readonly line: number; readonly lifecycle: Lifecycle } | undefined;
    for (const { lifecycle, reader } of readers) {
      const lines = piece === undefined ? reader.end() : reader.push(piece);
      const line = lines.findIndex((reading) => reading?.kind === "observation");
      if (line !== -1 && line < (first?.line ?? Number.POSITIVE_INFINITY)) first = { line, lifecycle };
    }
    return first?.lifecycle.provider;
  }

  return (chunk) => {
    if (chunk === undefined) return providerIn(undefined);
    for (let at = 0; at < chunk.length; at += atOnce) {
      const provider = providerIn(chunk.subarray(at, at + atOnce));
      if (provider !== undefined) return provider;
    }
    return undefined;
  };
}

/** What has been read of a stream, and then what is left of it. */
async function* resumed(seen: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* seen;
    yield* { [Symbol.asyncIterator]: () => rest };
  } finally {
    await rest.return?.();
  }
}
