/** `npm run bench`: measures, prints the tables, and writes bench/results.json and docs/performance.md. */
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { measureCold } from "./cold.mjs";
import { measureCurve } from "./curve.mjs";
import { measureObservation } from "./observation.mjs";
import { pageOf } from "./page.mjs";
import { measureRecords } from "./records.mjs";
import { measureSizes } from "./sizes.mjs";

const results = {
  machine: {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    processor: cpus()[0].model,
    cores: cpus().length,
    load: loadavg()[0],
  },
  observation: measureObservation(),
  records: measureRecords(),
  curve: measureCurve(),
  cold: measureCold(),
  sizes: await measureSizes(["iinkedsign", "persona", "assetpay", "fortid"]),
};

const at = (path) => new URL(path, import.meta.url);
const page = pageOf(results);
writeFileSync(at("results.json"), `${JSON.stringify(results, null, 2)}\n`);
writeFileSync(at("../docs/performance.md"), page);
console.log(page);
