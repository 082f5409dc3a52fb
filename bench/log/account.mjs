/** Preloaded into a process that is measured: what it took, by the operating system's account, goes to descriptor 3 at its end. */
import { writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const elapsed = performance.now() / 1000;
    writeSync(3, JSON.stringify({ elapsed, processor: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS * 1024 }));
  });
}
