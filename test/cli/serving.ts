/** A command that serves a page until it is told to end. */
import { setImmediate } from "node:timers/promises";
import { type Given, kycle, type Ran } from "./kycle.js";
import { soon } from "./soon.js";

export interface Serving {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly interrupt: (signal: "SIGINT" | "SIGTERM") => Promise<void>;
  readonly ended: Promise<Ran>;
}

/** Rejects with what the command says where it refuses. */
export async function serving(argv: readonly string[], given: Given = {}): Promise<Serving> {
  const listeners = new Map<string, () => void>();
  const said: string[] = [];
  let hear = (): void => {};
  const ended = kycle(argv, {
    ...given,
    once: (signal, listener) => listeners.set(signal, listener),
    hear: (text) => {
      said.push(text);
      hear();
    },
  });
  const heard = async (): Promise<string> => {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(said.join("")) ?? [];
    return url ?? new Promise<void>((resolve) => (hear = resolve)).then(heard);
  };
  // What is refused ends without having said where it serves.
  const refused = ended.then(({ stderr }) => Promise.reject(new Error(stderr)));
  const url = await soon("the address", Promise.race([heard(), refused]));
  const listened = async (signal: string): Promise<void> => {
    for (let turn = 0; turn < 10_000 && !listeners.has(signal); turn++) await setImmediate();
  };
  const interrupt = async (signal: "SIGINT" | "SIGTERM"): Promise<void> => {
    await listened(signal);
    listeners.get(signal)?.();
  };
  const end = soon("the end", ended);
  // A test that has failed by then does not wait for it.
  end.catch(() => {});
  return { url, interrupt, ended: end };
}
