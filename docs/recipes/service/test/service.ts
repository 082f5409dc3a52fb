/** The service as it is run: a process of its own, which can be killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const secrets = { persona: "persona-secret", iinkedsign: "iinkedsign-token" };

export interface Service {
  readonly url: string;
  /** What it has written so far. */
  readonly output: readonly string[];
  kill(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

export async function startService(databaseUrl: string): Promise<Service> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", fileURLToPath(new URL("../src/main.ts", import.meta.url))],
    {
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        PERSONA_SECRET: secrets.persona,
        IINKEDSIGN_TOKEN: secrets.iinkedsign,
        PORT: "0",
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const output: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once("exit", () => reject(new Error(`the service did not start: ${output.join("")}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      output.push(chunk.toString());
      const listening = /"listening":(\d+)/.exec(output.join(""))?.[1];
      if (listening !== undefined) resolve(Number(listening));
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    output,
    kill: (signal) => end(child, signal),
  };
}

async function end(child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}
