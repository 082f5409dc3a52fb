import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { lifecycles } from "../../machines/index.js";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { pictureOf } from "../../src/draw/picture.js";
import { kycle } from "./kycle.js";
import { log, subjects, webhook } from "./messages.js";

const folder = mkdtempSync(join(tmpdir(), "kycle-draw-"));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const history = fileOf("history.ndjson", log(webhook("passed", { minute: 1 }), webhook("failed", { minute: 3 })));

describe("kycle draw", () => {
  test.each(lifecycles.map(({ id }) => id))("draws %s in every format", async (id) => {
    const beginnings = { mermaid: "---\ntitle", svg: "<svg ", html: "<!doctype html>", dot: "digraph ", json: "{\n" };
    for (const [format, beginning] of Object.entries(beginnings)) {
      const { code, stdout, stderr } = await kycle(["draw", id, "--format", format]);
      expect([format, code, stderr, stdout.slice(0, beginning.length)]).toEqual([format, 0, "", beginning]);
    }
  });

  test("draws pixels, twice as many as the drawing has units", async () => {
    const file = join(folder, "fortid.png");
    expect((await kycle(["draw", "fortid", "--format", "png", "--output", file])).code).toBe(0);
    const bytes = readFileSync(file);
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    const { stdout } = await kycle(["draw", "fortid", "--format", "svg"]);
    expect(bytes.readUInt32BE(16)).toBe(2 * Number(/ width="(\d+)"/.exec(stdout)?.[1]));
  });

  test("hands a picture on as data, with what the policy rules out and what the history did", async () => {
    const ran = await kycle(["draw", "iinkedsign", "--format", "json", "--policy", "maxResets=0", "--trace", history]);
    const told: unknown = JSON.parse(ran.stdout);
    expect(told).toMatchObject({ id: "iinkedsign", history: { current: ["passed"], reported: { passed: [1] } } });
    expect(told).toHaveProperty("faded", expect.arrayContaining(["cancelled_reset", "failed_reset", "error_reset"]));
  });

  test("paints a history from standard input", async () => {
    const { code, stdout } = await kycle(["draw", "iinkedsign", "--format", "svg", "--trace", "-"], {
      stdin: log(webhook("passed", { minute: 1 }), webhook("failed", { minute: 3 })),
    });
    expect(code).toBe(0);
    expect(stdout).toContain("nothing follows passed");
  });

  test("paints the one subject that was chosen", async () => {
    const file = fileOf("two.ndjson", log(webhook("passed"), webhook("failed", { signer: 1 })));
    const [, second = ""] = subjects;
    const words = ["draw", "iinkedsign", "--format", "json", "--trace", file, "--subject", second];
    expect(JSON.parse((await kycle(words)).stdout)).toHaveProperty("history.reported", { failed: [2] });
  });

  test("puts no personal data into a picture", async () => {
    const canary = "Canary Person";
    const file = fileOf(
      "canary.ndjson",
      log(webhook("passed", { extra: { name: canary, result: { firstName: canary } } })),
    );
    for (const format of ["svg", "html", "json"]) {
      const { code, stdout } = await kycle(["draw", "iinkedsign", "--format", format, "--trace", file]);
      expect([code, stdout.includes("Canary")]).toEqual([0, false]);
    }
  });
});

test("a picture of which no layout was kept is laid out", async () => {
  const { layoutOf } = await import("../../src/cli/layouts.js");
  const picture = pictureOf(fortid);
  expect(await layoutOf({ ...picture, id: "unknown" })).toEqual(await layoutOf(picture));
});

describe("kycle draw answers with a sentence and exit code 2", () => {
  const svg = ["--format", "svg"];
  const one = webhook("passed");
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ["an unknown lifecycle", ["iinkedsing"], 'lifecycle: "iinkedsing" is not known; did you mean iinkedsign?'],
    ["a provider of two lifecycles", ["persona"], 'lifecycle: "persona" is not known'],
    [
      "an unknown format",
      ["fortid", "--format", "jpeg"],
      '--format: "jpeg" is not known; it is one of mermaid, svg, png',
    ],
    ["an unknown theme", ["fortid", ...svg, "--theme", "sepia"], '--theme: "sepia" is not known'],
    ["an adaptive png", ["fortid", "--format", "png", "--theme", "auto"], "--theme: a png is light or dark"],
    ["a policy of no lifecycle", ["fortid", ...svg, "--policy", "depth=3"], '--policy: "depth" is not known'],
    ["a value that cannot be", ["iinkedsign", ...svg, "--policy", "maxResets=-1"], "--policy maxResets:"],
    ["a policy on Mermaid", ["fortid", "--policy", "sessionTimeoutSeconds=9"], "--policy: paints svg, png, html, json"],
    ["a history on DOT", ["fortid", "--format", "dot", "--trace", history], "--trace: paints svg, png, html, json"],
    ["a subject without a log", ["fortid", ...svg, "--subject", "x"], "--subject: needs --trace FILE"],
    ["a log that is not there", ["fortid", ...svg, "--trace", join(folder, "none")], "no such file"],
    ["a log that is a folder", ["fortid", ...svg, "--trace", folder], "is a directory"],
    ["an empty log", ["fortid", ...svg, "--trace", fileOf("empty", "")], "holds no report about fortid"],
    ["a log of another lifecycle", ["fortid", ...svg, "--trace", history], "holds no report about fortid (line 1"],
    [
      "bytes that are no log",
      ["fortid", ...svg, "--trace", fileOf("noise", new Uint8Array([0, 255, 10, 7]))],
      "(line 1",
    ],
    [
      "a log of two subjects",
      ["iinkedsign", ...svg, "--trace", fileOf("both", log(one, webhook("failed", { signer: 1 })))],
      `tells of 2 subjects; choose one with --subject: ${subjects.join(", ")}`,
    ],
    [
      "a subject that is not in the log",
      ["iinkedsign", ...svg, "--trace", history, "--subject", "nobody"],
      '--subject: "nobody" is not in',
    ],
    [
      "a file that cannot be written",
      ["fortid", ...svg, "-o", join(folder, "no", "such")],
      "cannot be written (ENOENT)",
    ],
  ];

  test.each(cases)("for %s", async (_, words, sentence) => {
    const { code, stdout, stderr } = await kycle(["draw", ...words]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(sentence);
    expect(stderr.split("\n").length).toBe(2);
  });

  test("for pixels on a terminal", async () => {
    const ran = await kycle(["draw", "fortid", "--format", "png"], { terminal: { stdout: true } });
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain("pixels are not for a terminal");
  });
});
