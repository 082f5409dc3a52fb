/** Lifecycles of one's own on the command line: named by the module that exports them. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import type { ReadingTask } from "../../src/cli/reading/stretch.js";
import { walk } from "../doorcheck.js";
import { type Given, kycle, objectsOf } from "./kycle.js";

const { folder, writeOut } = walk();
const order = "0d9a3c52-7c1e-4b7a-9a51-6f2d8e4b1c30";

function call(status: string, minute: number): string {
  const id = `a17c5e90-4d2b-4e8f-b3c6-5d9e8f7a6b${minute}`;
  const at = `2024-05-04T09:${minute}:00Z`;
  return JSON.stringify({ hook: "age_check", order, call: id, status, at, recipient: { name: "nobody's business" } });
}

const calls = [call("refused", 20), call("passed", 21)].map((line) => `${line}\n`).join("");

let doorcheck = "";

/** A module of so much text, beside the walk. */
function moduleOf(name: string, text: string): string {
  const file = join(folder(), name);
  writeFileSync(file, text);
  return file;
}

async function refused(words: readonly string[], given?: Given): Promise<string> {
  const { code, stdout, stderr } = await kycle(words, given);
  expect([code, stdout]).toEqual([2, ""]);
  return stderr.replaceAll(folder(), "…");
}

beforeAll(() => {
  doorcheck = join(writeOut("own"), "lifecycle.ts");
});

describe("a module that exports one", () => {
  test("is listed, explained, drawn, proved and exported", async () => {
    expect((await kycle(["list", doorcheck])).stdout).toMatch(/^ lifecycle[\s\S]*doorcheck +One recipient's age/);
    expect(await kycle(["explain", doorcheck, "passed", "refused"])).toMatchObject({ code: 1, stderr: "" });
    const drawn = await kycle(["draw", doorcheck, "--format", "svg", "--policy", "maxVisits=1"]);
    expect(drawn.stdout).toMatch(/^<svg[\s\S]*at_door[\s\S]*<\/svg>\n$/);
    expect(await kycle(["prove", doorcheck, "iinkedsign"])).toMatchObject({ code: 0, stderr: "" });
    expect((await kycle(["export", doorcheck, "--format", "scxml"])).stdout).toContain("<scxml");
  });

  test("is held to the laws, and told where it breaks one", async () => {
    const kept = await kycle(["laws", doorcheck]);
    expect(kept).toMatchObject({ code: 0, stderr: "" });
    expect(kept.stdout).toMatch(/^doorcheck\n ✓ has one leaf state[\s\S]*\n\n(\d+) laws of 1 lifecycle: \1 kept\n$/);
    const changed = writeOut("changed", (path, text) =>
      path.endsWith("machine.ts") ? text.replace('target: "#refused"', 'target: "#returned"') : text,
    );
    const broken = await kycle(["laws", "fortid", join(changed, "lifecycle.ts")]);
    expect(broken.code).toBe(1);
    expect(broken.stdout).toMatch(/\n ✗ takes exactly the transitions .*\n {5}\S.*refused.*\n/);
    expect(broken.stdout).toMatch(/\d+ laws of 2 lifecycles: \d+ kept, [1-9] broken\n$/);
  });

  test("is held to the laws in json, too", async () => {
    const [told] = JSON.parse((await kycle(["laws", doorcheck, "--format", "json"])).stdout);
    expect(told.lifecycle).toBe("doorcheck");
    expect(told.laws).toContainEqual({ law: "has no way out of a final state", breaches: [] });
    expect(await refused(["laws", doorcheck, "--format", "junit"])).toContain("it is one of text, json");
  });

  test.each(["delivered", "happened"])("judges its log, as %s", async (orderOfLines) => {
    const ran = await kycle(["check", "-", "--lifecycle", doorcheck, "--order", orderOfLines], { stdin: calls });
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain("1 subject, 2 reports");
    expect(ran.stdout).toContain("passed after refused cannot be: nothing follows refused.");
    expect(ran.stdout).not.toContain("nobody's");
  });

  test("takes its own settings, and refuses any other", async () => {
    const words = ["check", "-", "--format", "ndjson", "--lifecycle", doorcheck, "--policy"];
    const ran = await kycle([...words, "maxVisits=1"], { stdin: calls });
    expect(objectsOf(ran).map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ["advance", undefined],
      ["illegal", "final"],
    ]);
    expect(await refused([...words, "maxVisit=1"], { stdin: calls })).toContain("did you mean maxVisits?");
  });

  test("is inspected, and its committed histories are judged again", async () => {
    const replayed = await kycle(["inspect", doorcheck, "-", "--messages"], { stdin: calls });
    expect(replayed).toMatchObject({ code: 0, stderr: "" });
    expect(replayed.stdout).toContain("doorcheck");
    const source = "Doorcheck's page";
    const traces = [{ description: "a result is a result", source, messages: calls.trim().split("\n") }];
    const file = moduleOf("traces.json", JSON.stringify({ lifecycle: "doorcheck", traces }));
    expect(await refused(["recheck", file])).toContain('"doorcheck" is not known');
    const words = ["recheck", file, "--lifecycle", doorcheck];
    expect((await kycle([...words, "--update"])).stdout).toContain("recorded");
    expect(await kycle(words)).toMatchObject({ code: 0, stderr: "" });
  });

  test("is read by threads, which are told where it is", async () => {
    const file = moduleOf("calls.ndjson", calls);
    const told: ReadingTask[] = [];
    const startThread = (task: ReadingTask): never => {
      told.push(task);
      throw new Error("no thread here");
    };
    await kycle(["check", file, "--lifecycle", doorcheck, "--threads", "2"], { startThread });
    expect(told).toEqual([{ lifecycle: doorcheck, channel: undefined }]);
  });

  test("cannot be simulated: nobody says how its messages are written", async () => {
    expect(await refused(["simulate", doorcheck])).toContain("doorcheck: its messages cannot be written");
  });
});

describe("a module that exports several", () => {
  const both = (): string =>
    moduleOf(
      "both.ts",
      `import { doorcheck } from ${JSON.stringify(doorcheck)};
       import { fortid } from "kycle/fortid";
       export { doorcheck };
       export const all = [doorcheck, fortid];
       export default doorcheck;`,
    );

  test("is all of them, each once, or the one that is named", async () => {
    const listed = (words: string): Promise<readonly string[]> =>
      kycle(["list", words]).then(({ stdout }) => stdout.match(/^ (?:doorcheck|fortid)\b/gm) ?? []);
    expect(await listed(both())).toEqual([" doorcheck", " fortid"]);
    expect(await listed(`${both()}#fortid`)).toEqual([" fortid"]);
    expect(await refused(["list", `${both()}#fortd`])).toContain("did you mean fortid?");
  });

  test("is asked which one is meant, where only one can be", async () => {
    expect(await refused(["draw", both()])).toBe(
      "kycle: lifecycle: which one? …/both.ts#doorcheck or …/both.ts#fortid\n",
    );
    expect((await kycle(["draw", `${both()}#doorcheck`])).code).toBe(0);
  });
});

describe("what is wrong with a lifecycle is told where it shows", () => {
  const changed = (name: string, file: string, from: string, to: string): string =>
    join(
      writeOut(name, (path, text) => (path.endsWith(file) ? text.replace(from, to) : text)),
      "lifecycle.ts",
    );

  test("an observation that no record could keep is a line that cannot be read", async () => {
    for (const [name, from, to, said] of [
      ["unlisted", "breaches: [],", "breaches: undefined!,", "at breaches: expected a list of texts"],
      ["undelivered", "delivery: call,", "delivery: null!,", "at delivery: expected text of 1 to 500 characters"],
      [
        "repeating",
        "...told(status),\n      at,",
        "reported: Object(message).recipient.name, at,",
        "at reported: expected 1 to 64",
      ],
    ] as const) {
      const module = changed(name, "wire.ts", from, to);
      const ran = await kycle(["check", "-", "--lifecycle", module, "--format", "ndjson"], { stdin: calls });
      expect(ran).toMatchObject({ code: 1, stderr: "" });
      for (const line of objectsOf(ran)) {
        expect(line).toMatchObject({ verdict: "malformed", message: expect.stringContaining(said) });
      }
      expect(ran.stdout).not.toContain("nobody's");
    }
  });

  test("a misspelt claim, a guard and an action that throw, and a context that is no JSON", async () => {
    const claim = 'properties: [never("pased")],\n  readPoll';
    const claiming = changed("claiming", "lifecycle.ts", "readPoll,\n});", `${claim},\n});`);
    const imported = writeFileSync.bind(undefined, claiming);
    imported(`import { never } from "kycle";\n${readFileSync(claiming, "utf8")}`);
    expect(await refused(["prove", claiming])).toContain('did you mean "passed"?');
    const empty = changed("empty", "lifecycle.ts", "readPoll,\n});", "properties: [nothing],\n  readPoll,\n});");
    const nothing = 'const nothing = never("passed", { when: () => false });';
    writeFileSync(empty, `import { never } from "kycle";\n${nothing}\n${readFileSync(empty, "utf8")}`);
    for (const policy of [[], ["--policy", "maxVisits=2"]]) {
      const { code, stdout } = await kycle(["prove", empty, ...policy]);
      expect([code, stdout]).toEqual([1, expect.stringContaining("vacuous: it claims nothing under these policies")]);
    }
    const claims = readFileSync(claiming, "utf8");
    for (const [name, given, told] of [
      [
        "kind.ts",
        '{ ...never("passed"), kind: "nevr" }',
        "doorcheck: property: its kind nevr is none of never, always, ",
      ],
      [
        "across.ts",
        '{ name: "a", property: never("passed"), across: { maxVisit: [1] } }',
        "doorcheck: policy has a field maxVisit that is none of",
      ],
    ] as const) {
      const other = claiming.replace("lifecycle.ts", name);
      writeFileSync(other, claims.replace('never("pased")', given));
      expect(await refused(["prove", other])).toContain(told);
    }
    const throwing = changed(
      "throwing",
      "machine.ts",
      "context.visits + 1 < context",
      "context.settings.visits < context",
    );
    expect(await refused(["laws", throwing])).toContain("doorcheck: guard visitsLeft threw TypeError: Cannot read");
    const counting = changed(
      "counting",
      "machine.ts",
      "Math.min(context.visits + 1",
      "Math.min(context.settings.visits",
    );
    expect(await refused(["laws", counting])).toContain("action countVisit threw TypeError");
    const dated = changed("dated", "machine.ts", "visits: 0 })", "visits: 0, at: new Date(0) })");
    expect(await refused(["check", "-", "--lifecycle", dated], { stdin: calls })).toContain("$.at is not plain JSON");
  });
});

describe("a module is refused by name", () => {
  test.each<[reason: string, name: string, text: string | undefined, said: RegExp]>([
    ["that is not there", "no-such.js", undefined, /^kycle: …\/no-such\.js: no such file\n$/],
    ["that exports no lifecycle", "none.mjs", "export const doorcheck = 1;", /none\.mjs: exports no lifecycle/],
    [
      "that throws",
      "thrown.mjs",
      'throw new RangeError("so far\\n  and no further");',
      /loaded: RangeError: so far and no further\n$/,
    ],
    [
      "whose exports throw",
      "getter.mjs",
      'export const a = { get definition() { throw new Error("so") } };',
      /Error: so\n$/,
    ],
    ["with a syntax error", "broken.mjs", "export const", /broken\.mjs: cannot be loaded: \w+/],
    [
      "whose lifecycle lacks a field",
      "partial.mjs",
      'export default { definition: { id: "partial", machine: 1, statuses: [] } };',
      /partial\.mjs: partial is no lifecycle: TypeError: \w+/,
    ],
  ])("%s", async (_, name, text, said) => {
    const file = text === undefined ? join(folder(), name) : moduleOf(name, text);
    expect(await refused(["list", file])).toMatch(said);
  });

  test("that is a folder", async () => {
    expect(await refused(["list", folder()])).toBe("kycle: …: is a directory, not a file\n");
  });

  test("with two lifecycles of one id", async () => {
    const copy = `export const a = { definition: { id: "x", machine: 1, statuses: [] } };`;
    const file = moduleOf("twice.mjs", `${copy}\n${copy.replace("const a", "const b")}`);
    expect(await refused(["list", `${file}#x`])).toBe("kycle: …/twice.mjs: exports two lifecycles of one id\n");
  });

  test("what else a module exports is left alone, and a path may have the sign of an id in it", async () => {
    const reexported = `export { doorcheck } from ${JSON.stringify(doorcheck)};
      export { machine } from ${JSON.stringify(doorcheck.replace("lifecycle.ts", "machine.ts"))};
      export const other = { definition: { id: "other" } };`;
    expect(await kycle(["list", moduleOf("index.ts", reexported)])).toMatchObject({ code: 0, stderr: "" });
    mkdirSync(join(folder(), "c#"), { recursive: true });
    expect(await refused(["list", moduleOf("c#/none.mjs", "export default 1")])).toContain("…/c#/none.mjs: ");
  });

  test("a word without a path is one that ends as a file does", async () => {
    expect(await refused(["list", "nobody.js"])).toBe("kycle: nobody.js: no such file\n");
    expect(await refused(["list", "nobody"])).toContain('"nobody" is not known');
    expect(await refused(["list", pathToFileURL(doorcheck).href])).toContain("no such file");
  });
});
