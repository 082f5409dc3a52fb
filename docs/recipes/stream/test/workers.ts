/** Workers as they are run: processes of their own, which come, stall, go and are killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A line of a worker's log about a report. */
export interface Logged {
  readonly level: string;
  readonly report?: number;
  readonly delivered?: number;
  readonly conflicts?: number;
  readonly rule?: string;
  readonly result?: string;
}

export interface Workers {
  /** What all of them have logged so far. */
  readonly logged: readonly Logged[];
  readonly count: { started: number; killed: number; stalled: number };
  start(): Promise<void>;
  /** SIGKILL to the one that has worked longest. */
  killOldest(): Promise<void>;
  /** Freezes the one that has worked longest, as a pause of its machine would, for so long. */
  stallOldest(milliseconds: number): Promise<void>;
  stopAll(): Promise<void>;
}

export function workersWith(environment: Readonly<Record<string, string>>): Workers {
  const logged: Logged[] = [];
  const running: ChildProcess[] = [];
  const count = { started: 0, killed: 0, stalled: 0 };

  async function end(child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    running.splice(running.indexOf(child), 1);
    const ended = once(child, "exit");
    child.kill("SIGCONT");
    child.kill(signal);
    await ended;
  }

  return {
    logged,
    count,
    async start() {
      const child = spawn(
        process.execPath,
        ["--import", "tsx", fileURLToPath(new URL("../src/main.ts", import.meta.url))],
        {
          cwd: fileURLToPath(new URL("..", import.meta.url)),
          env: { ...process.env, ...environment },
          stdio: ["ignore", "pipe", "inherit"],
        },
      );
      running.push(child);
      count.started += 1;
      await new Promise<void>((resolve, reject) => {
        child.once("exit", () => reject(new Error("the worker did not start")));
        createInterface(child.stdout).on("line", (line) => {
          const entry = JSON.parse(line);
          if ("working" in entry) resolve();
          else logged.push(entry);
        });
      });
    },
    async killOldest() {
      const [oldest] = running;
      if (oldest === undefined) return;
      count.killed += 1;
      await end(oldest, "SIGKILL");
    },
    async stallOldest(milliseconds) {
      const [oldest] = running;
      if (oldest === undefined) return;
      count.stalled += 1;
      oldest.kill("SIGSTOP");
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      oldest.kill("SIGCONT");
    },
    stopAll: async () => {
      await Promise.all([...running].map((child) => end(child, "SIGTERM")));
    },
  };
}
