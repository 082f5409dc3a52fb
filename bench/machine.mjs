/** What it is measured on. */
import { cpus, loadavg } from "node:os";

export function machineNow() {
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    processor: cpus()[0].model,
    cores: cpus().length,
    load: loadavg()[0],
  };
}
