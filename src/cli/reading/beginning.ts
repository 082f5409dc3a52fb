/** The beginning of a log: enough to tell what it is. */
import type { Source } from "./sources.js";

export interface Beginning {
  readonly bytes: Uint8Array;
  /** Whether it is all of the log. */
  readonly isWhole: boolean;
}

/** In bytes: as far as a log is looked into before it is checked. */
export const beginningLength = 1 << 20;

/** A log whose beginning is still known when it has been read. */
export interface BegunLog {
  readonly source: Source;
  /** After the log was read, where it cannot be read twice. @throws {Misuse} for what can no longer be read. */
  readonly beginning: () => Promise<Beginning>;
}

/** What can be read twice is, and of the rest a copy is kept. */
export function keepBeginning(source: Source): BegunLog {
  if (source.size !== undefined) return { source, beginning: async () => beginningOf(source) };
  const kept: Uint8Array[] = [];
  let length = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.chunks()) {
      if (length < beginningLength) kept.push(chunk.slice(0, beginningLength - length));
      length += chunk.length;
      yield chunk;
    }
  }
  return {
    source: { ...source, chunks },
    beginning: async () => ({ bytes: Buffer.concat(kept), isWhole: length <= beginningLength }),
  };
}

async function beginningOf(source: Source): Promise<Beginning> {
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.chunks()) {
    read.push(chunk);
    length += chunk.length;
    if (length > beginningLength) break;
  }
  return { bytes: Buffer.concat(read).subarray(0, beginningLength), isWhole: length <= beginningLength };
}
