/** Stretches of a log: what one thread asks another to read, and what it is told. */
import type { Phrase } from "../../bulk/phrase.js";
import type { Sheet } from "../../bulk/sheet.js";
import type { Channel } from "../../observation.js";

/** What a thread that reads is told when it begins. */
export interface ReadingTask {
  /** What means the lifecycle on the command line. */
  readonly lifecycle: string;
  readonly channel: Channel | undefined;
}

/** The lines that begin at the byte `start` or later and before `end`; without an end, all to the end of the file. */
export interface Stretch {
  readonly file: string;
  readonly start: number;
  readonly end: number | undefined;
}

export interface StretchRequest extends Stretch {
  /** The words of sheets that are done with. */
  readonly spare: readonly Uint32Array<ArrayBuffer>[];
}

export interface StretchRead {
  /** The lines, with phrases as the thread numbers them. */
  readonly sheets: readonly Sheet[];
  /** The phrases that the thread has not told of yet, in the order of their numbers. */
  readonly phrases: readonly Phrase[];
}

export interface StretchUnreadable {
  /** The system's error. */
  readonly code: string;
}

/** In bytes: long enough that asking costs little beside reading. */
export const usualStretch = 1 << 20;

/** A file of so many bytes in stretches; what grows it meanwhile belongs to the last. */
export function* stretchesOf(file: string, size: number, length = usualStretch): Generator<Stretch> {
  for (let start = 0; start === 0 || start < size; start += length) {
    yield { file, start, end: start + length < size ? start + length : undefined };
  }
}
