/** The command, run in this process with streams of our own. */
import { Readable, Writable } from "node:stream";
import { run } from "../../src/cli/run.js";
import type { Surroundings } from "../../src/cli/surroundings.js";

export interface Given {
  readonly stdin?: string | Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** Whether each stream is a terminal. */
  readonly terminal?: { readonly stdin?: boolean; readonly stdout?: boolean; readonly stderr?: boolean };
  /** How wide standard output is, where it is a terminal. */
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** The code of the error that standard output gives when it is written to. */
  readonly stdoutError?: string;
  /** Hears what goes to standard output, piece by piece. */
  readonly hear?: (text: string) => void;
  /** How the person at the keyboard ends what waits. */
  readonly once?: Surroundings["once"] & {};
  readonly startThread?: Surroundings["startThread"] & {};
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function kycle(argv: readonly string[], given: Given = {}): Promise<Ran> {
  const { stdin = "", terminal = {}, columns, env = {}, stdoutError, hear, once, startThread } = given;
  const chunks = typeof stdin === "string" || stdin instanceof Uint8Array ? [Buffer.from(stdin)] : stdin;
  const stdout = listener(stdoutError, hear);
  const stderr = listener();
  const code = await run(argv, {
    stdin: Object.assign(Readable.from(chunks), { isTTY: terminal.stdin === true }),
    stdout: Object.assign(stdout.stream, { isTTY: terminal.stdout === true, ...(columns && { columns }) }),
    stderr: Object.assign(stderr.stream, { isTTY: terminal.stderr === true }),
    env,
    ...(once === undefined ? {} : { once }),
    ...(startThread === undefined ? {} : { startThread }),
  });
  return { code, stdout: stdout.heard(), stderr: stderr.heard() };
}

/** A check of a log that is handed in by standard input. */
export async function check(log: Given["stdin"] & {}, ...flags: readonly string[]): Promise<Ran> {
  return kycle(["check", "-", "--lifecycle", "iinkedsign", ...flags], { stdin: log });
}

/** The objects of an ndjson answer. */
export function objectsOf({ stdout }: Ran): readonly Readonly<Record<string, unknown>>[] {
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

function listener(
  errorCode?: string,
  hear?: Given["hear"],
): { readonly stream: Writable; readonly heard: () => string } {
  const parts: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      if (errorCode === undefined) parts.push(String(chunk));
      hear?.(String(chunk));
      done(errorCode === undefined ? null : Object.assign(new Error(errorCode), { code: errorCode }));
    },
  });
  return { stream, heard: () => parts.join("") };
}
