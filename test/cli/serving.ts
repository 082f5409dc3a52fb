/** A command that serves a page until it is told to end. */
import { type Given, kycle, type Ran } from "./kycle.js";

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
  const url = await Promise.race([heard(), ended.then(({ stderr }) => Promise.reject(new Error(stderr)))]);
  const interrupt = async (signal: "SIGINT" | "SIGTERM"): Promise<void> => {
    while (!listeners.has(signal)) await new Promise((resolve) => setImmediate(resolve));
    listeners.get(signal)?.();
  };
  return { url, interrupt, ended };
}
