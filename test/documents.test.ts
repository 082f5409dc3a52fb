/**
 * Documents that cannot drift: the generated parts are what the lifecycles give today, and every TypeScript block compiles
 * and runs, those in the lifecycles' own docstrings as well; every command of the README runs in a clone.
 * `npm run docs` writes the generated parts anew.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileFunction } from "node:vm";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { entries } from "../entries.js";
import { lifecycles } from "../machines/index.js";
import type { LifecycleDefinition } from "../src/definition.js";
import { draw } from "../src/draw/draw.js";
import { claimsTable, guardsTable, policyTable, statesTable, transitionsTable } from "../src/draw/tables.js";
import { kycle } from "./cli/kycle.js";
import { type Example, typeProblems } from "./example-types.js";

const root = new URL("../", import.meta.url);
const isWriting = process.env.KYCLE_WRITE_DOCS === "1";
const documents = ["README.md", "CONTRIBUTING.md", ...documentsIn("docs/")];

/** The documents in a folder, by their paths, but for generated ones. A recipe's node_modules links back to the whole repository. */
function documentsIn(folder: string): readonly string[] {
  return readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "node_modules" || entry.name.endsWith(".api.md")) return [];
    if (entry.isDirectory()) return documentsIn(`${folder}${entry.name}/`);
    return entry.name.endsWith(".md") ? [`${folder}${entry.name}`] : [];
  });
}

/** The drawing as a page in docs/ shows it; GitHub gives it the width of the column. */
const picture = ({ id, title }: LifecycleDefinition): string =>
  `![${id}: ${title}](pictures/${id.replaceAll("/", "-")}.svg)`;

const parts: Readonly<Record<string, (definition: LifecycleDefinition) => string>> = {
  diagram: (definition) => `\`\`\`mermaid\n${draw(definition).trimEnd()}\n\`\`\``,
  picture,
  states: statesTable,
  transitions: transitionsTable,
  guards: guardsTable,
  policy: policyTable,
  claims: claimsTable,
};

const marker = /<!-- generated:([\w/-]+):(\w+) -->\n[\s\S]*?<!-- \/generated -->/g;

const fileMarker = /<!-- file:([\w./-]+) -->\n[\s\S]*?<!-- \/file -->/g;

/** A whole file of the repository, as `typescript`: it is run by a test of its own, not as an example. */
function embedded(text: string): string {
  return text.replaceAll(fileMarker, (_, path: string) => {
    const language = path.endsWith(".ts") ? "typescript" : (path.split(".").at(-1) ?? "");
    const content = readFileSync(new URL(path, root), "utf8").trimEnd();
    return `<!-- file:${path} -->\n\`\`\`${language}\n${content}\n\`\`\`\n<!-- /file -->`;
  });
}

const indexMarker = /<!-- index -->\n[\s\S]*?<!-- \/index -->/g;

/** Every decision by its number, with its title. */
function indexed(text: string): string {
  const lines = readdirSync(new URL("docs/decisions/", root))
    .filter((name) => name !== "README.md")
    .map((name) => {
      const [, number, title] =
        /^# (\d{4}) (.+)\n/.exec(readFileSync(new URL(`docs/decisions/${name}`, root), "utf8")) ?? [];
      return `- [${number}](${name}) ${title}\n`;
    });
  return text.replaceAll(indexMarker, () => `<!-- index -->\n${lines.join("")}<!-- /index -->`);
}

function regenerated(text: string): string {
  return indexed(embedded(text)).replaceAll(marker, (_, id: string, part: string) => {
    const lifecycle = lifecycles.find((candidate) => candidate.id === id);
    const generate = parts[part];
    if (lifecycle === undefined || generate === undefined) throw new Error(`nothing is generated for ${id}:${part}`);
    return `<!-- generated:${id}:${part} -->\n${generate(lifecycle.definition)}\n<!-- /generated -->`;
  });
}

describe.each(documents)("%s", (name) => {
  const file = new URL(name, root);
  const text = readFileSync(file, "utf8");

  test("has generated parts that are current", () => {
    if (isWriting) writeFileSync(file, regenerated(text));
    else expect(text).toBe(regenerated(text));
  });

  const examples = examplesIn(name);
  if (examples.length > 0) {
    test("has examples that run and say what they show", async () => {
      for (const { code } of examples) await run(code);
    });
  }
});

describe("the README's command", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "kycle-readme-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const commands = commandsIn("README.md");
  test("is found, once for each of what there is", () => {
    expect(new Set(commands.map(([name]) => name))).toEqual(
      new Set("check explain prove draw inspect atlas simulate recheck export list laws".split(" ")),
    );
  });

  test.each(commands.map((words) => ({ words, said: words.join(" ") })))("kycle $said runs", async ({ words }) => {
    const { code, stderr } = await kycle(runnable(words, folder));
    expect([code === 2 ? stderr : "", code]).toEqual(["", expect.toBeOneOf([0, 1])]);
  });
});

/** The words of every command `kycle …` in the blocks for a shell, those of `npx kycle …` as well. */
function commandsIn(document: string): readonly (readonly string[])[] {
  const text = readFileSync(new URL(document, root), "utf8");
  return [...text.matchAll(/(?<=```sh\n)[\s\S]*?(?=```)/g)]
    .flatMap(([block]) => [...block.matchAll(/^(?:npx )?kycle ([^#\n]+)/gm)])
    .map(([, words = ""]) => words.trim().split(/ +/));
}

/** Two would serve a page until somebody ends them, and open a browser: they hand out what they would show instead. */
const unserved: Readonly<Record<string, readonly string[]>> = {
  inspect: ["--messages"],
  atlas: ["--output", "atlas"],
};

/** A command as a shell at the root of the repository runs it, but for what it writes, which goes to the folder. */
function runnable([command = "", ...words]: readonly string[], folder: string): readonly string[] {
  return [command, ...words, ...(unserved[command] ?? [])].flatMap((word, nth, all) => {
    if (["--output", "--truth"].includes(all[nth - 1] ?? "")) return [join(folder, word)];
    if (!word.includes("/") || !/\.\w+$/.test(word)) return [word];
    const [, place = "", suffix] = /^(.*\/)\*(\.\w+)$/.exec(word) ?? [];
    const files =
      suffix === undefined
        ? [word]
        : readdirSync(new URL(place, root))
            .filter((name) => name.endsWith(suffix))
            .map((name) => `${place}${name}`);
    return files.map((file) => fileURLToPath(new URL(file, root)));
  });
}

/** Where each lifecycle is defined, with an example for whoever hovers over its name. */
const definitions = readdirSync(new URL("machines/", root), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("/lifecycle.ts"))
  .map((file) => `machines/${file}`)
  .filter((file) => readFileSync(new URL(file, root), "utf8").includes("defineLifecycle({"));

test("each lifecycle has an example in its docstring", () => {
  expect(definitions.map((file) => examplesIn(file).length)).toEqual(lifecycles.map(() => 1));
});

test.each(definitions)("%s has an example that runs and says what it shows", async (file) => {
  for (const { code } of examplesIn(file)) await run(code);
});

test("the examples compile as strictly as the house itself, and one that does not is told with its line", () => {
  const code =
    'import { iinkedsign } from "kycle/iinkedsign";\n\niinkedsign.open({ subject: 1 });\nconst f = (row) => row;\n';
  const wrong: Example = { document: "docs/wrong.md", line: 7, code };
  expect(typeProblems([...[...documents, ...definitions].flatMap(examplesIn), wrong])).toEqual([
    "docs/wrong.md:9 Type 'number' is not assignable to type 'string'.",
    "docs/wrong.md:10 Parameter 'row' implicitly has an 'any' type.",
  ]);
}, 120_000);

function examplesIn(document: string): readonly Example[] {
  const content = readFileSync(new URL(document, root), "utf8");
  const text = document.endsWith(".ts") ? content.replaceAll(/^ \* ?/gm, "") : content;
  return [...text.matchAll(/(?<=```ts\n)[\s\S]*?(?=```)/g)].map(({ 0: code, index }) => ({
    document,
    line: text.slice(0, index).split("\n").length,
    code,
  }));
}

/** Runs a block in which `expression; // => value` claims what the expression gives. */
async function run(block: string): Promise<void> {
  const claimed = block.replaceAll(
    /^(?:const (\w+) = )?(.+?);\s*\/\/ => (.+)$/gm,
    (_, name: string | undefined, expression: string, value: string) =>
      name === undefined
        ? `claim(${expression}, ${value});`
        : `const ${name} = ${expression}; claim(${name}, ${value});`,
  );
  const imported = claimed.replaceAll(
    /^import (?:type )?\{([^}]*)\} from "([^"]+)";$/gm,
    (_, names: string, from: string) => {
      const values = names.replaceAll(/\btype \w+,?/g, "").replaceAll(" as ", ": ");
      return `const {${values}} = await load("${from}");`;
    },
  );
  const { outputText } = ts.transpileModule(`async function example() {\n${imported}\n}`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const example: unknown = compileFunction(`${outputText}\nreturn example();`, ["load", "claim"])(
    load,
    (given: unknown, value: unknown) => {
      if (typeof value === "object" && value !== null) expect(given).toMatchObject(value);
      else expect(given).toEqual(value);
    },
  );
  await example;
}

function load(name: string): Promise<unknown> {
  const entry = Object.entries(entries).find(([key]) => name === (key === "index" ? "kycle" : `kycle/${key}`));
  return entry === undefined
    ? import(/* @vite-ignore */ name)
    : import(/* @vite-ignore */ `../${entry[1].replace(/\.ts$/, ".js")}`);
}
