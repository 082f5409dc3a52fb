/** The rooms of `src`: which stands on which. Imports of types count as any other. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

/** What each file imports of `src`. */
const imports = new Map(
  files.map((file) => {
    const { importedFiles } = ts.preProcessFile(readFileSync(join("src", file), "utf8"));
    const named = importedFiles.map(({ fileName }) => join(dirname(file), fileName.replace(/\.js$/, ".ts")));
    return [file, named.filter((one) => files.includes(one))] as const;
  }),
);

/** A way from a file back to itself, if there is one. */
function circleThrough(file: string): readonly string[] | undefined {
  const ways = [[file]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const next of imports.get(way.at(-1) ?? "") ?? []) {
      if (next === file) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}

/** Imports of a room by one that it stands on. */
function importsUpward(rooms: readonly string[]): readonly string[] {
  const roomOf = (file: string): number => rooms.indexOf(dirname(file));
  return files.flatMap((file) =>
    (imports.get(file) ?? [])
      .filter((other) => roomOf(file) >= 0 && roomOf(other) > roomOf(file))
      .map((other) => `${file} imports ${other}`),
  );
}

const engine = ["graph", "policy", "observer", "explanation", "compiled", "record", "verdict"];
const command = ["cli/text", "cli/reading", "cli/report", "cli/check"];

describe("the house", () => {
  test("has no file that imports itself by way of others", () => {
    expect(files.flatMap((file) => circleThrough(file)?.join(" → ") ?? [])).toEqual([]);
  });

  test("stands on its rooms in one order", () => {
    expect(importsUpward(engine)).toEqual([]);
    expect(importsUpward(command)).toEqual([]);
  });

  test("has a front door that no room of the engine knows", () => {
    const door = new Set([
      "index.ts",
      "lifecycle.ts",
      "engine.ts",
      "open-record.ts",
      "trace.ts",
      "person.ts",
      "view.ts",
    ]);
    const knowing = files.filter((file) => engine.includes(dirname(file)));
    expect(knowing.length).toBeGreaterThan(40);
    expect(knowing.filter((file) => imports.get(file)?.some((one) => door.has(one)))).toEqual([]);
  });
});
