/** Mutants of the code are told of as Stryker left them: `npm run mutate:code` measures, and these are the sums. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { collect } from "./code/collect.js";
import { changedSince, type MeasuredMutant, readMeasured } from "./code/measured.js";
import { readReasons, type Reasons } from "./code/reasons.js";
import { fatesOf, markdownOf, problemsOf, rewritten, rowsOf, scoreOf } from "./code/report.js";
import { type Room, rooms, sample } from "./code/rooms.js";
import { changeOf } from "./code/survivor.js";

const source = [
  "export function half(n: number): number {",
  "  if (n < 0) {",
  "    return 0;",
  "  }",
  "  return n / 2;",
  "}",
  "",
].join("\n");

const half = (number: number): number => number / 2;

/** What becomes of `half` when `from` is `replacement`. */
function mutant(status: MeasuredMutant["status"], from: string, replacement: string): MeasuredMutant {
  const at = (offset: number): MeasuredMutant["location"]["start"] => {
    const lines = source.slice(0, offset).split("\n");
    return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
  };
  const start = source.indexOf(from);
  return { status, replacement, location: { start: at(start), end: at(start + from.length) } };
}

const survivor = mutant("Survived", "n < 0", "n <= 0");
const room: Room = { name: "halves", files: ["src/half.ts"], tests: [], bar: 75 };
const reasons: Reasons = {
  "src/half.ts": [
    { why: "Half of nothing is nothing, by either way.", mutants: [{ was: "if (n < 0) {", is: "if (n <= 0) {" }] },
  ],
};
const measured = (...mutants: MeasuredMutant[]) => ({ "src/half.ts": { source, mutants } });
const killed = [
  mutant("Killed", "n / 2", "n * 2"),
  mutant("Killed", "n < 0", "true"),
  mutant("Timeout", "n < 0", "false"),
];

describe("a mutant of the code", () => {
  test("is told by the line that it changes", () => {
    expect(changeOf(source, survivor)).toEqual({ was: "if (n < 0) {", is: "if (n <= 0) {" });
  });

  test("is told on one line where it changes several", () => {
    expect(changeOf(source, mutant("Survived", "{\n    return 0;\n  }", "{}"))).toEqual({
      was: "if (n < 0) { return 0; }",
      is: "if (n < 0) {}",
    });
  });
});

describe("a room", () => {
  test("is told with its sums, which leave out what no test runs", () => {
    const ignored = [mutant("Ignored", "0", "1"), mutant("NoCoverage", "0", "2"), mutant("CompileError", "0", "3")];
    const fates = fatesOf(measured(...killed, survivor, ...ignored), reasons);
    expect(rowsOf(fates)).toEqual([
      ["src/half.ts", "2", "1", "1", "1", "1", "75.0 %"],
      ["all", "2", "1", "1", "1", "1", "75.0 %"],
    ]);
    expect(markdownOf(room, fates)).toContain(
      "- Half of nothing is nothing, by either way.\n  - `if (n < 0) {` → `if (n <= 0) {`\n",
    );
    expect(scoreOf([])).toBe(100);
  });

  test("is told with the survivors that nobody looked into, and the files that nobody measured", () => {
    const text = markdownOf({ ...room, files: [...room.files, "src/third.ts"] }, fatesOf(measured(survivor), {}));
    expect(text).toContain("Not measured since they changed, or nothing to mutate: `src/third.ts`.\n");
    expect(text).toContain(
      "- Not looked into: a test is missing, or a reason.\n  - `if (n < 0) {` → `if (n <= 0) {`\n",
    );
    expect(markdownOf(room, [])).toBe(
      "### halves\n\nNot measured since they changed, or nothing to mutate: `src/half.ts`.\n",
    );
  });

  test("passes where its bar is met and each survivor has a reason", () => {
    expect(problemsOf(room, fatesOf(measured(...killed, survivor), reasons))).toEqual([]);
  });

  test("does not pass below its bar", () => {
    expect(problemsOf({ ...room, bar: 76 }, fatesOf(measured(...killed, survivor), reasons))).toEqual([
      "halves: 75.0 %, and 76 % is the bar",
    ]);
  });

  test("does not pass with a survivor that has no reason", () => {
    const fates = fatesOf(measured(...killed, survivor), {});
    expect(problemsOf(room, fates)).toEqual(["halves: 1 survive without a reason"]);
  });

  test("does not pass with a reason that no survivor has", () => {
    expect(problemsOf(room, fatesOf(measured(...killed), reasons))).toEqual([
      "src/half.ts: a reason without a survivor: if (n < 0) {  =>  if (n <= 0) {",
    ]);
  });
});

describe("the page of mutants", () => {
  const names = rooms.map(({ name }) => name);
  const page = readFileSync("docs/mutants.md", "utf8");

  test("stays as it is where nothing was measured", () => {
    expect(rewritten(page, new Map(), names)).toBe(page);
  });

  test("gets the part of one room, and keeps those of the others", () => {
    const [first = "", second = ""] = names;
    const [before, after = ""] = rewritten(page, new Map([[first, `### ${first}\n\nanew\n`]]), names).split("\nanew\n");
    expect(before).toBe(page.slice(0, page.indexOf(`### ${first}\n\n`) + `### ${first}\n`.length));
    expect(after).toBe(page.slice(page.indexOf(`\n### ${second}\n`)));
  });

  test("tells the rooms in their order, and of none that is no more", () => {
    const marked = (...parts: readonly string[]): string => `<!-- mutants -->\n${parts.join("\n")}<!-- /mutants -->`;
    const part = (name: string): string => `### ${name}\n\nabout it\n`;
    const stood = marked(part("one"), part("gone"), part("three"));
    expect(rewritten(stood, new Map([["two", part("two")]]), ["one", "two", "three"])).toBe(
      marked(part("one"), part("two"), part("three")),
    );
    expect(() => rewritten("a page without", new Map(), [])).toThrow("no place for the tables");
  });
});

describe("the rooms", () => {
  test("share all of src among them, but for the pages and the command's own process", () => {
    const files = readdirSync("src", { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.startsWith("page/") && file !== "cli/main.ts")
      .map((file) => `src/${file}`);
    expect(rooms.flatMap((one) => one.files).toSorted()).toEqual(files.toSorted());
    expect(files).toEqual(expect.arrayContaining([...sample.files]));
  });

  test("have tests, wherever they say", () => {
    for (const { name, tests } of [...rooms, sample]) {
      expect([name, tests.filter((file) => !existsSync(file)), tests.length > 0]).toEqual([name, [], true]);
    }
  });
});

test("the reasons that are kept are about files of rooms that are measured", () => {
  const files = rooms.flatMap((one) => one.files);
  const kept = Object.keys(readReasons(new URL("code/survivors.json", import.meta.url)));
  expect(files).toEqual(expect.arrayContaining(kept));
});

describe("a file of tests that is heard without vitest", () => {
  interface Vitest {
    readonly test: typeof test;
    readonly describe: typeof describe;
    readonly beforeAll: (work: () => void) => void;
    readonly beforeEach: (work: () => void) => void;
    readonly afterEach: (work: () => void) => void;
    readonly afterAll: (work: () => void) => void;
    readonly expect: typeof expect;
  }

  const heardOut = (hear: (heard: Vitest) => void) =>
    collect("test/mutation/some.test.ts", (vitest) => hear(Object.assign(Object.create(null), vitest)));

  test("has its tests by their whole names, with what is to be done around them", async () => {
    const done: string[] = [];
    const note = (what: string) => () => void done.push(what);
    const { tests, finish } = heardOut((heard) => {
      heard.afterAll(note("after all"));
      heard.describe("numbers", () => {
        heard.beforeAll(note("before all"));
        heard.beforeEach(note("before each"));
        heard.afterEach(note("after each"));
        heard.test.each([
          [1, "one"],
          [2, "two"],
        ])("%d is %s", (number, word) => void done.push(`${number} ${word}`));
        heard.test("twice", { timeout: 5 }, note("twice"));
        heard.test("twice", note("twice again"));
        heard.test.skip("never", note("never"));
      });
      heard.test("alone", note("alone"));
    });
    expect(tests.map(({ name }) => name)).toEqual([
      "numbers 1 is one",
      "numbers 2 is two",
      "numbers twice",
      "numbers twice (3)",
      "alone",
    ]);
    for (const one of [tests[1], tests[0], tests[4]]) await one?.run();
    await finish();
    expect(done).toEqual([
      "before all",
      "before each",
      "2 two",
      "after each",
      "before each",
      "1 one",
      "after each",
      "alone",
      "after all",
    ]);
  });

  test("spreads the rows of a table only where all of them are lists, as vitest does", async () => {
    const given: unknown[] = [];
    const { tests } = heardOut((heard) => {
      heard.test.each([[1], null])("given %j", (row) => void given.push(row));
    });
    for (const { run } of tests) await run();
    expect(given).toEqual([[1], null]);
  });

  test("fails where a test of it fails, at once or later", async () => {
    const { tests } = heardOut((heard) => {
      heard.test("now", () => heard.expect(half(3)).toBe(1));
      heard.test("later", () => heard.expect(Promise.resolve(half(3))).resolves.toBe(1));
      heard.test("never", () => heard.expect(half(3)).toBe(1.5));
    });
    const [now, later, never] = tests;
    await expect(now?.run()).rejects.toThrow("expected 1.5 to be 1");
    await expect(later?.run()).rejects.toThrow("expected 1.5 to be 1");
    await expect(never?.run()).resolves.toBeUndefined();
  });

  test("compares with snapshots, beside what is asserted and in files beside the tests", async () => {
    const { tests } = heardOut((heard) => {
      for (const word of ["one", "two"]) {
        heard.test(`inline, ${word}`, () =>
          heard.expect([word, 'a "quote"']).toMatchInlineSnapshot(`
            [
              "one",
              "a "quote"",
            ]
          `),
        );
        heard.test(`in a file, ${word}`, () =>
          heard.expect(`${word}\n`).toMatchFileSnapshot("code/snapshot-of-one.txt"),
        );
      }
    });
    const fates = await Promise.all(
      tests.map(({ run }) =>
        run().then(
          () => "passed",
          () => "failed",
        ),
      ),
    );
    expect(fates).toEqual(["passed", "passed", "failed", "failed"]);
  });

  test("tells rows that hold more than a short word by their places", () => {
    const { tests } = heardOut((heard) =>
      heard.test.each([
        ["a", {}],
        ["b", "c".repeat(200)],
      ])("%s", () => undefined),
    );
    expect(tests.map(({ name }) => name)).toEqual(["%s (row 0)", "%s (row 1)"]);
  });
});

test("a report is read as far as it is needed, and says which files are others now", () => {
  const folder = mkdtempSync(join(tmpdir(), "kycle-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const report = join(folder, "report.json");
  const file = "src/instant.ts";
  const text = readFileSync(file, "utf8");
  const written = (now: string): void =>
    writeFileSync(
      report,
      JSON.stringify({ files: { [file]: { source: now, mutants: [] }, "src/gone.ts": { source, mutants: [] } } }),
    );
  written(text);
  expect(Object.keys(readMeasured(report))).toEqual([file]);
  expect(changedSince(readMeasured(report))).toEqual([]);
  written(`${text}\n`);
  expect(changedSince(readMeasured(report))).toEqual([file]);
});
