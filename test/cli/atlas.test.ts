/** `kycle atlas` without a browser: the page that it writes, with the logs that go with it, and what it serves. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { kycle } from "./kycle.js";
import { log, poll, webhook } from "./messages.js";
import { expectOpened, noOpener } from "./opener.js";
import { serving } from "./serving.js";

const folder = mkdtempSync(join(tmpdir(), "kycle-atlas-"));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(["a-file", "a-file/below"])("a folder that cannot be is refused: %s", async (name) => {
  writeFileSync(join(folder, "a-file"), "");
  const ran = await kycle(["atlas", "--output", join(folder, name)]);
  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toMatch(/: cannot be written \((EEXIST|ENOTDIR)\)\n$/);
});

const built = existsSync(fileURLToPath(new URL("../../dist/atlas.html", import.meta.url)));

describe.skipIf(!built)("the page, once npm run build has made it,", () => {
  const carried = (page: string): unknown => {
    const [, text] = /<script type="application\/json" id="log">(.*?)<\/script>/s.exec(page) ?? [];
    return text === undefined ? undefined : JSON.parse(text);
  };
  const written = (name: string): string => readFileSync(join(folder, name, "index.html"), "utf8");

  test("is written into a folder, that is made, and carries no log", async () => {
    const into = join(folder, "some", "where");
    expect(await kycle(["atlas", "--output", into])).toEqual({ code: 0, stdout: `${into}/index.html\n`, stderr: "" });
    expect(carried(written("some/where"))).toBeUndefined();
    const page = readFileSync("dist/atlas.html", "utf8");
    expect(written("some/where")).toBe(page.replace("<!-- kycle:log -->", ""));
    expect((await kycle(["atlas", "--output", into])).code).toBe(0);
  });

  test("carries the observations of logs, whatever their chunks, and nothing else of them", async () => {
    const canary = "Zoë </script> 東京 canary";
    const [session = ""] = readFileSync("samples/fortid-polls.ndjson", "utf8").split("\n");
    const file = join(folder, "one.ndjson");
    writeFileSync(file, webhook("failed", { extra: { name: canary } }));
    const text = log("no JSON", poll("passed", { extra: { name: canary } }), session, "");
    const stdin = Array.from(Buffer.from(text.slice(0, -1)), (byte) => Uint8Array.of(byte));
    const { code } = await kycle(["atlas", file, "-", "--output", join(folder, "logs")], { stdin });
    expect(code).toBe(0);
    expect(carried(written("logs"))).toMatchObject({
      histories: { iinkedsign: [{ status: "failed" }, { status: "passed" }], fortid: [{ status: "IN_PROGRESS" }] },
      lines: 4,
    });
    expect(written("logs")).not.toMatch(/canary|東京/);
  });

  test.skipIf(noOpener)(
    "is opened at a terminal by xdg-open, as on Linux, unless the browser is to be left alone",
    async () => {
      await expectOpened(["atlas"]);
    },
  );

  test("is served until Ctrl-C", async () => {
    const { url, interrupt, ended } = await serving(["atlas", "-"], { stdin: webhook("passed") });
    expect(carried(await (await fetch(url)).text())).toMatchObject({ lines: 1 });
    await interrupt("SIGTERM");
    expect(await ended).toEqual({
      code: 0,
      stdout: `The atlas: open ${url}/\nEnds with Ctrl-C. To keep it as a file: --output FOLDER\n`,
      stderr: "",
    });
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });
});
