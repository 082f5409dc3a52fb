/** "Add a provider", walked: the page's files are written out, type-checked, run, and held to the laws. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { prove } from "../src/index.js";
import { files, root, walk } from "./doorcheck.js";

const { folder, writeOut } = walk();

test("the page writes the six files of a provider, two that try it, and its claims", () => {
  expect(files.map(({ path }) => path)).toEqual([
    ...["evidence", "policy", "vocabulary", "machine", "wire", "lifecycle"].map((name) => `doorcheck/${name}.ts`),
    "doorcheck/laws.ts",
    "doorcheck/first-minute.ts",
    "doorcheck/properties.ts",
  ]);
});

test("they are type-checked as strictly as the house itself", { timeout: 120_000 }, () => {
  writeOut("typed");
  const compilerOptions = { rootDir: "/", paths: { kycle: [join(root, "src/index.ts")] }, types: ["node"] };
  const project = join(folder(), "tsconfig.json");
  writeFileSync(project, JSON.stringify({ extends: join(root, "tsconfig.json"), compilerOptions, include: ["typed"] }));
  const { stdout, status } = spawnSync(process.execPath, [
    join(root, "node_modules/typescript/bin/tsc"),
    "-p",
    project,
  ]);
  expect([String(stdout), status]).toEqual(["", 0]);
});

test("the lifecycle keeps every law, and judges", async () => {
  const doorcheck = writeOut("run");
  await import(join(doorcheck, "laws.ts"));
  await import(join(doorcheck, "first-minute.ts"));
});

test("the claims hold, and could have failed", async () => {
  const doorcheck = writeOut("claimed");
  const { doorcheck: lifecycle } = await import(join(doorcheck, "lifecycle.ts"));
  const { properties } = await import(join(doorcheck, "properties.ts"));
  expect(prove(lifecycle, properties)).toMatchObject([{ kind: "holds", vacuous: null }]);
});

test.each([
  ["a guard dropped", 'guard: "visitsLeft", ', "", "no longer has words for every guard, and no others"],
  [
    "a transition aimed elsewhere",
    'target: "#refused"',
    'target: "#returned"',
    "no longer takes exactly the transitions",
  ],
  ["a limit moved by one", "visits + 1 < context.maxVisits", "visits < context.maxVisits + 9", "no longer has guards"],
  ["a state that is not described", 'description: "Old enough."', 'description: ""', "no longer describes its states"],
])("a law finds %s", async (fault, text, instead, said) => {
  const doorcheck = writeOut(fault.replaceAll(" ", "-"), (path, file) => {
    if (!path.endsWith("machine.ts")) return file;
    expect(file).toContain(text);
    return file.replace(text, instead);
  });
  await expect(import(join(doorcheck, "laws.ts"))).rejects.toThrow(said);
});
