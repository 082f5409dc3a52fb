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

  test.each([
    ["svg", "<svg "],
    ["SVG", "<svg "],
    ["html", "<!doctype html>"],
    ["dot", "digraph "],
    ["gv", "digraph "],
    ["mmd", "---\ntitle"],
    ["json", "{\n"],
    ["png", "\u{FFFD}PNG"],
  ])("tells the format by the suffix .%s", async (suffix, beginning) => {
    const file = join(folder, `told.${suffix}`);
    const ran = await kycle(["draw", "fortid", "-o", file]);
    expect(ran).toEqual({ code: 0, stdout: "", stderr: `kycle: wrote ${file}\n` });
    expect(readFileSync(file, "utf8").slice(0, beginning.length)).toBe(beginning);
  });

  test.each(["svg", "picture", "picture.txt", "picture.svg"])(
    "writes the format that is named into %s",
    async (name) => {
      const file = join(folder, name);
      expect((await kycle(["draw", "fortid", "--format", "svg", "-o", file])).code).toBe(0);
      expect(readFileSync(file, "utf8").slice(0, 5)).toBe("<svg ");
    },
  );

  test("writes Mermaid into a file whose name has no suffix", async () => {
    const file = join(folder, "fortid");
    await kycle(["draw", "fortid", "-o", file]);
    expect(readFileSync(file, "utf8")).toBe((await kycle(["draw", "fortid"])).stdout);
  });

  test("leaves a file alone whose suffix and format contradict each other", async () => {
    const file = fileOf("kept.svg", "kept");
    expect((await kycle(["draw", "fortid", "--format", "html", "-o", file])).code).toBe(2);
    expect(readFileSync(file, "utf8")).toBe("kept");
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

  test("hands on what the machine is, where nothing is asked of a policy or a history", async () => {
    const told: unknown = JSON.parse((await kycle(["draw", "fortid", "--format", "json"])).stdout);
    expect(told).not.toHaveProperty("faded");
    expect(told).not.toHaveProperty("history");
  });

  test("paints in the theme that is asked for: the reader's own, or light where it is pixels", async () => {
    const drawn = async (...flags: readonly string[]): Promise<string> => {
      const { code, stdout } = await kycle(["draw", "fortid", ...flags]);
      expect(code).toBe(0);
      return stdout;
    };
    for (const format of ["svg", "html"]) {
      const [auto, dark] = [
        await drawn("--format", format, "--theme", "auto"),
        await drawn("--format", format, "--theme", "dark"),
      ];
      expect(dark).not.toBe(auto);
      expect(await drawn("--format", format)).toBe(auto);
    }
    const [light, dark] = [
      await drawn("--format", "png", "--theme", "light"),
      await drawn("--format", "png", "--theme", "dark"),
    ];
    expect(light).toMatch(/^.PNG\r\n/);
    expect(dark).not.toBe(light);
    expect(await drawn("--format", "png")).toBe(light);
  });

  test("writes text on a terminal, too", async () => {
    const ran = await kycle(["draw", "fortid"], { terminal: { stdout: true } });
    expect(ran).toEqual(await kycle(["draw", "fortid"]));
  });

  test("paints a history from standard input", async () => {
    const { code, stdout } = await kycle(["draw", "iinkedsign", "--format", "svg", "--trace", "-"], {
      stdin: log(webhook("passed", { minute: 1 }), webhook("failed", { minute: 3 })),
    });
    expect(code).toBe(0);
    expect(stdout).toContain("nothing follows passed");
  });

  test("paints the one subject that was chosen, by the numbers of its lines, empty ones counted", async () => {
    const file = fileOf("two.ndjson", log(webhook("passed"), "", webhook("failed", { signer: 1 })));
    const [, second = ""] = subjects;
    const words = ["draw", "iinkedsign", "--format", "json", "--trace", file, "--subject", second];
    expect(JSON.parse((await kycle(words)).stdout)).toHaveProperty("history.reported", { failed: [3] });
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
  const { layoutOf } = await import("../../src/cli/draw/layouts.js");
  const picture = pictureOf(fortid);
  expect(await layoutOf({ ...picture, id: "unknown" })).toEqual(await layoutOf(picture));
});

describe("kycle draw answers with a sentence and exit code 2", () => {
  test("for bytes that are no log", async () => {
    const noise = new Uint8Array([0, 255, 10, 7]);
    const { code, stderr } = await kycle(["draw", "fortid", "--format", "svg", "--trace", "-"], { stdin: noise });
    expect(code).toBe(2);
    expect(stderr).toContain("(line 1: malformed, not UTF-8 text)");
  });

  test("for pixels on a terminal", async () => {
    const ran = await kycle(["draw", "fortid", "--format", "png"], { terminal: { stdout: true } });
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain("pixels are not for a terminal");
  });
});
