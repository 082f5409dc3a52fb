/** "Add a provider", walked: the page's files are written out, type-checked, run, and held to the laws. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));
const page = readFileSync(join(root, "docs/add-a-provider.md"), "utf8");
const files = [...page.matchAll(/```ts (\S+)\n([\s\S]*?)```/g)].map(([, path = "", text = ""]) => ({ path, text }));

let folder = "";

/** Writes the page's files, one of them changed, into a folder of their own. */
function writeOut(name: string, change: (path: string, text: string) => string = (_, text) => text): string {
  const walk = join(folder, name);
  for (const { path, text } of files) {
    const file = join(walk, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, change(path, text));
  }
  return join(walk, "doorcheck");
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kycle-walk-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the page writes the six files of a provider, and two that try it", () => {
  expect(files.map(({ path }) => path)).toEqual([
    ...["evidence", "policy", "vocabulary", "machine", "wire", "lifecycle"].map((name) => `doorcheck/${name}.ts`),
    "doorcheck/laws.ts",
    "doorcheck/first-minute.ts",
  ]);
});

test("they are type-checked as strictly as the house itself", { timeout: 120_000 }, () => {
  writeOut("typed");
  const compilerOptions = { rootDir: "/", paths: { kycle: [join(root, "src/index.ts")] }, types: ["node"] };
  const project = join(folder, "tsconfig.json");
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
