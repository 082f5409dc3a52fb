#!/usr/bin/env node
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { serveStretches } from "./reading/reading-thread.js";
import { run } from "./run.js";

if (isMainThread) {
  process.exitCode = await run(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    once: (signal, listener) => process.once(signal, listener),
    // The command is one file, and what it is for its threads as well.
    startThread: (task) => new Worker(new URL(import.meta.url), { workerData: task }),
  });
} else if (parentPort !== null) {
  await serveStretches(parentPort, workerData);
}
