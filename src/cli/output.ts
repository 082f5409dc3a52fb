/** Where results go: text is gathered, and leaves at the reader's pace. */
import type { Writable } from "node:stream";
import { codeOf, unwritable } from "./file-errors.js";
import type { Misuse } from "./misuse.js";

export interface Output {
  readonly write: (text: string) => void;
  /** For output that is no text, and then all of it. */
  readonly writeBytes: (bytes: Uint8Array) => void;
  /** Hands on what was gathered, once the reader takes it. */
  readonly flush: () => Promise<void>;
  /** Whether enough was gathered to be worth handing on. */
  readonly isFull: () => boolean;
  /** Whether the reader has gone: nothing more can be told. */
  readonly isClosed: () => boolean;
}

const fullLength = 1 << 16;

/** `flush` throws Misuse when the output cannot be written, as on a full disk; a reader that has gone is no error. */
export function createOutput(stream: Writable, name = "the output"): Output {
  let gathered: string | Uint8Array = "";
  let isClosed = stream.destroyed;
  let failure: Misuse | undefined;
  stream.on("error", (error) => {
    const code = codeOf(error) ?? error.name;
    if (code === "EPIPE" || code === "ERR_STREAM_DESTROYED") isClosed = true;
    else failure = unwritable(name, code);
  });
  stream.on("close", () => {
    isClosed = true;
  });
  return {
    write: (text) => {
      gathered = `${typeof gathered === "string" ? gathered : ""}${text}`;
    },
    writeBytes: (bytes) => {
      gathered = bytes;
    },
    flush: async () => {
      const content = gathered;
      gathered = "";
      if (!isClosed && content.length > 0) await written(stream, content);
      if (failure !== undefined) throw failure;
    },
    isFull: () => gathered.length >= fullLength,
    isClosed: () => isClosed,
  };
}

/** Settles once the text was taken, or never will be; the stream's own event tells which. */
async function written(stream: Writable, content: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    stream.once("close", resolve);
    stream.write(content, () => {
      stream.off("close", resolve);
      // The stream tells of an error after this callback.
      setImmediate(resolve);
    });
  });
}
