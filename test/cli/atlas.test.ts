/** `kycle atlas` without a browser: what it refuses. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { kycle } from "./kycle.js";

const folder = mkdtempSync(join(tmpdir(), "kycle-atlas-"));
writeFileSync(`${folder}/a-file`, "");

afterAll(() => rmSync(folder, { recursive: true }));

describe("kycle atlas", () => {
  test.each([
    [["no-such-file"], "no-such-file: no such file"],
    [["-"], "2 lines read, and no report of any lifecycle"],
    [["--port", "http"], '--port: "http" cannot be; it is a whole number from 0'],
    [["--output", `${folder}/a-file`], "a-file: cannot be written (EEXIST)"],
    [["--output", `${folder}/a-file/below`], "below: cannot be written (ENOTDIR)"],
    [["--format", "svg"], "unknown option '--format'"],
  ])("answers %j in words", async (argv, words) => {
    const ran = await kycle(["atlas", ...argv], { stdin: "{}\nno json\n" });
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain(words);
    expect(ran.stderr.trimEnd().split("\n").length).toBe(1);
  });
});
