/** The logs to check: files, or standard input as `-`. */
import { closeSync, constants, createReadStream, openSync, readSync } from "node:fs";
import { access, stat } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { codeOf, unreadable } from "../file-errors.js";
import { Misuse } from "../misuse.js";
import type { Surroundings } from "../surroundings.js";

/** Large enough that reading costs little beside judging, small enough to stay in a processor's cache. */
const chunkLength = 1 << 18;

export interface Source {
  readonly name: string;
  /** In bytes; undefined for what has no size, such as a pipe. */
  readonly size: number | undefined;
  /** The bytes. Throws Misuse for what cannot be read. */
  readonly chunks: () => AsyncIterable<Uint8Array>;
  /** The same for whoever keeps nothing of a chunk: the next may come in its memory. */
  readonly passing?: () => AsyncIterable<Uint8Array>;
}

/** @throws {Misuse} naming the file that is not there or cannot be read; nothing has been read by then. */
export async function sourcesOf(files: readonly string[], { stdin }: Surroundings): Promise<readonly Source[]> {
  if (files.length === 0 && stdin.isTTY === true) {
    throw new Misuse("nothing to check: name a FILE, or pipe a log in, as in kycle check --lifecycle … < log.ndjson");
  }
  const sources: Source[] = [];
  for (const file of files.length === 0 ? ["-"] : files) {
    sources.push(file === "-" ? streamSource("-", undefined, () => stdin) : await fileSource(file));
  }
  return sources;
}

async function fileSource(file: string): Promise<Source> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw unreadable(file, "EISDIR");
    await access(file, constants.R_OK);
    const source = streamSource(file, found.isFile() ? found.size : undefined, () =>
      createReadStream(file, { highWaterMark: chunkLength }),
    );
    return found.isFile() ? { ...source, passing: () => readable(file, bytesOf(file)) } : source;
  } catch (error) {
    throw error instanceof Misuse ? error : unreadable(file, codeOf(error));
  }
}

/**
 * The bytes of a file, through one buffer: a stream would leave one behind for each chunk. They are read by this thread, into
 * whose cache they then come. After each chunk others have their turn, such as whoever notices that nobody listens any more.
 */
async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  const descriptor = openSync(file, "r");
  try {
    const buffer = new Uint8Array(chunkLength);
    for (let read = readSync(descriptor, buffer); read > 0; read = readSync(descriptor, buffer)) {
      yield buffer.subarray(0, read);
      await setImmediate();
    }
  } finally {
    closeSync(descriptor);
  }
}

function streamSource(name: string, size: number | undefined, begin: () => AsyncIterable<unknown>): Source {
  return { name, size, chunks: () => readable(name, begin()) };
}

/** What is read of a source; its errors tell of it by name. */
async function* readable(name: string, chunks: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of chunks) yield chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
  } catch (error) {
    throw unreadable(name, codeOf(error));
  }
}
