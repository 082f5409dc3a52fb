/** Keeps results, and writes the page anew from all that are kept. */
import { readFileSync, writeFileSync } from "node:fs";
import { pageOf } from "./page.mjs";

const at = (path) => new URL(path, import.meta.url);
const kept = (path) => JSON.parse(readFileSync(at(path), "utf8"));

/** Gives the page back. */
export function keep(path, results) {
  writeFileSync(at(path), `${JSON.stringify(results, null, 2)}\n`);
  const page = pageOf(kept("results.json"), kept("log/results.json"), kept("log/lifecycles.json"));
  writeFileSync(at("../docs/performance.md"), page);
  return page;
}
