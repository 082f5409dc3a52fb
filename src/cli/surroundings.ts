/** What the command reaches of the world; a test hands in its own. */
import type { Readable, Writable } from "node:stream";
import type { Worker } from "node:worker_threads";
import type { ReadingTask } from "./reading/stretch.js";

export interface Surroundings {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How the person at the keyboard ends what waits; never, where there is none. */
  readonly once?: (signal: "SIGINT" | "SIGTERM", listener: () => void) => unknown;
  /** Begins a thread that reads lines; where that cannot be, the only one does all. */
  readonly startThread?: (task: ReadingTask) => Worker;
}

/** Settles when the person at the keyboard has had enough. */
export async function interruption(surroundings: Surroundings): Promise<void> {
  return new Promise((resolve) => {
    surroundings.once?.("SIGINT", resolve);
    surroundings.once?.("SIGTERM", resolve);
  });
}
