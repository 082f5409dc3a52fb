/** `npm run bench`: measures, prints the tables, and writes bench/results.json and docs/performance.md. */
import { measureCold } from "./cold.mjs";
import { measureCurve } from "./curve.mjs";
import { machineNow } from "./machine.mjs";
import { measureObservation } from "./observation.mjs";
import { measureRecords } from "./records.mjs";
import { measureSizes } from "./sizes.mjs";
import { keep } from "./keep.mjs";

const results = {
  machine: machineNow(),
  observation: measureObservation(),
  records: measureRecords(),
  curve: measureCurve(),
  cold: measureCold(),
  sizes: await measureSizes(["iinkedsign", "persona", "assetpay", "fortid"]),
};

console.log(keep("results.json", results));
