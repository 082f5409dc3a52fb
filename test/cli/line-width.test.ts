/** On a terminal no line is longer than it is wide; what goes to a file is the same wherever it is made. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { lifecycles } from "../../machines/index.js";
import { inAFile } from "../../src/cli/text/line-width.js";
import { tableText } from "../../src/cli/text/table.js";
import { folded } from "../../src/cli/text/wrap.js";
import { kycle } from "./kycle.js";

const samples = new URL("../../samples/", import.meta.url).pathname;

const commands = [
  ["list"],
  ["explain", "iinkedsign", "start", "failed"],
  ["explain", "iinkedsign", "passed", "start"],
  ["check", `${samples}iinkedsign.ndjson`, "--lifecycle", "iinkedsign"],
  ["check", `${samples}persona-webhooks.ndjson`, "--lifecycle", "persona"],
  ["prove", "fortid"],
];

// A time that is told makes its column wider or narrower.
beforeEach(() => void vi.spyOn(performance, "now").mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

describe.each(commands.map((words) => ({ words, said: words.slice(0, 2).join(" ").replace(samples, "") })))(
  "kycle $said",
  ({ words }) => {
    const onTerminal = { terminal: { stdout: true } };

    test.each([40, 60, 80, 100])("has no line longer than a terminal of %i columns", async (columns) => {
      const { stdout } = await kycle(words, { ...onTerminal, columns });
      const lines = stripVTControlCharacters(stdout).split("\n");
      // An id is one word.
      expect(lines.filter((line) => line.length > columns && line.includes(" "))).toEqual([]);
    });

    test("is as on 40 columns where there are fewer, and as on 100 where there are more", async () => {
      const [fewer, least, most, more] = await Promise.all(
        [20, 40, 100, 300].map(async (columns) => (await kycle(words, { ...onTerminal, columns })).stdout),
      );
      expect(fewer).toBe(least);
      expect(more).toBe(most);
      expect(least).not.toBe(most);
    });

    test("says the same, whatever the width, but for the names of columns of words", async () => {
      const wordsAt = async (columns: number): Promise<readonly string[]> => {
        const { stdout } = await kycle(words, { ...onTerminal, columns });
        return [...stripVTControlCharacters(stdout).matchAll(/[\w’]+/g)].map(([word]) => word).toSorted();
      };
      const narrow = new Set([...(await wordsAt(40)), "which", "means", "claim"]);
      expect((await wordsAt(100)).filter((word) => !narrow.has(word))).toEqual([]);
    });

    test("does not ask how wide a file is", async () => {
      const [file, narrow] = await Promise.all([kycle(words), kycle(words, { columns: 40 })]);
      expect(narrow.stdout).toBe(file.stdout);
    });
  },
);

test("a terminal that does not say how wide it is has room as a file has", async () => {
  const { stdout } = await kycle(["list"], { terminal: { stdout: true }, env: { NO_COLOR: "1" } });
  expect(stdout).toBe((await kycle(["list"])).stdout);
});

test("lifecycles that are told in lines are divided by an empty one", async () => {
  const onTerminal = { terminal: { stdout: true }, env: { NO_COLOR: "1" } };
  const { stdout } = await kycle(["list"], { ...onTerminal, columns: 80 });
  const paragraphs = stdout.split("\n\n").map((paragraph) => paragraph.split(" ")[0]);
  expect(paragraphs).toEqual(lifecycles.map(({ id }) => id));
  expect((await kycle(["list"])).stdout).not.toContain("\n\n");
});

test("the samples are divided by a line as wide as the terminal, and no wider than 100", () => {
  const folder = mkdtempSync(join(tmpdir(), "kycle-samples-"));
  cpSync(`${samples}check.mjs`, join(folder, "samples/check.mjs"));
  mkdirSync(join(folder, "dist"));
  writeFileSync(join(folder, "samples/samples.json"), '[{ "log": "", "lifecycle": "", "policy": "" }]');
  writeFileSync(join(folder, "dist/cli.js"), "");
  const widths = ["", "process.stdout.columns = 80", "process.stdout.columns = 300"].map((begun) => {
    const stdout = execFileSync(process.execPath, [
      "--import",
      `data:text/javascript,${begun}`,
      join(folder, "samples/check.mjs"),
    ]);
    return [...new Set(String(stdout).trim().split(/\n+/))].map((line) => line.length);
  });
  rmSync(folder, { recursive: true });
  expect(widths).toEqual([[100], [80], [100]]);
});

describe("a table", () => {
  const table = (most: number): string =>
    tableText({
      head: ["kind", "", "what it means"],
      rows: [
        ["one", 1, "words that say what it means"],
        ["another", 22, "short"],
      ],
      right: [1],
      words: 2,
      most,
    });

  test("is whole where it has room", () => {
    expect(table(inAFile.most)).toBe(
      [" kind           what it means", " one        1   words that say what it means", " another   22   short\n"].join(
        "\n",
      ),
    );
    expect(table(45)).toBe(table(inAFile.most));
  });

  test("has its words divided where it is too wide", () => {
    expect(table(40)).toBe(
      [
        " kind           what it means",
        " one        1   words that say what it",
        "                means",
        " another   22   short\n",
      ].join("\n"),
    );
  });

  test("is told in lines where no column of words is left", () => {
    expect(table(30)).toBe(["one  words that say what it", "  means", "  1", "another  short", "  22\n"].join("\n"));
  });
});

test("a line is broken between its words, colours aside, and set in behind its first part", () => {
  expect(folded("  1  one two three", 30, 4)).toBe("  1  one two three");
  expect(folded("  1  one two three", 12, 4)).toBe("  1  one\n    two\n    three");
  expect(folded("\u001B[1mone\u001B[22m two", 7)).toBe("\u001B[1mone\u001B[22m two");
  expect(folded("averylongword", 4)).toBe("averylongword");
});
