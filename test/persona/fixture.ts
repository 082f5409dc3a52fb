import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("fixtures/", import.meta.url);

/** A webhook body with invented values, by its name: `verification/created` or `verification/failed.with-no-inquiry`. */
export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.payload.json`, folder), "utf8"));
}

/** The names of all fixtures. */
export const fixtureNames: readonly string[] = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".payload.json"))
  .map((file) => file.replace(".payload.json", ""))
  .toSorted();
