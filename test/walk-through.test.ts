/** "Add a provider", walked: the page's files are written out, type-checked, run, and held to the laws. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { ChartError, prove } from "../src/index.js";
import { files, page, root, walk } from "./doorcheck.js";

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

test.each([
  ["entry or exit actions", "at_door", 'description: "The courier rings.",', 'entry: "countVisit",'],
  ["eventless transitions", "at_door", 'description: "The courier rings.",', 'always: "requested",'],
  ["invoked actors", "at_door", 'description: "The courier rings.",', 'invoke: { src: "courier" },'],
  ["wildcard events", "requested", '"courier.arrived": { target', '"courier.*": { target'],
])("a machine with %s is refused, with the state that has them", async (feature, state, text, instead) => {
  const doorcheck = writeOut(feature.replaceAll(" ", "-"), (path, file) =>
    path.endsWith("machine.ts") ? file.replace(text, instead) : file,
  );
  const imported = import(join(doorcheck, "lifecycle.ts"));
  await expect(imported).rejects.toThrow(new ChartError(`doorcheck.open.${state}: a lifecycle has no ${feature}`));
});

test("the page quotes a refusal as it is", () => {
  expect(page).toContain("`doorcheck.open.at_door: a lifecycle has no entry or exit actions`");
});

test("the page names every field of a definition", () => {
  const fields = fieldsOf("LifecycleDefinition");
  expect(fields.length).toBeGreaterThan(20);
  const named = (field: string): boolean => new RegExp(`^  ${field}[:,]|^\\| \`${field}[.\`]`, "m").test(page);
  expect(fields.filter((field) => !named(field))).toEqual([]);
});

function fieldsOf(name: string): readonly string[] {
  const text = readFileSync(join(root, "src/definition.ts"), "utf8");
  const { statements } = ts.createSourceFile("definition.ts", text, ts.ScriptTarget.ES2022, true);
  const found = statements.find((statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === name);
  if (found === undefined || !ts.isInterfaceDeclaration(found)) throw new Error(`no interface is called ${name}`);
  return found.members.map((member) => member.name?.getText() ?? "");
}
