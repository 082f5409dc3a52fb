import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { check, kycle, objectsOf } from "./kycle.js";
import { log, poll, webhook } from "./messages.js";

const passed = webhook("passed", { minute: 9 });

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** What ndjson says of each line, as `line verdict`. */
async function verdictsOf(stdin: Parameters<typeof check>[0]): Promise<readonly string[]> {
  const ran = await check(stdin, "--format", "ndjson");
  // What a log is in which no line could be read is told there, too.
  expect(ran.stderr).toMatch(/^(kycle: standard input: .+\n)?$/);
  return objectsOf(ran).map(({ line, verdict, message }) =>
    verdict === "malformed" ? `${String(line)} malformed: ${String(message)}` : `${String(line)} ${String(verdict)}`,
  );
}

describe("a log that is", () => {
  test("empty is clean, in every format", async () => {
    const stderr = "kycle: standard input: empty\n";
    expect(await check("", "--format", "ndjson")).toEqual({ code: 0, stdout: "", stderr });
    const text = await check("", "--format", "text");
    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(/0 subjects, 0 reports: no findings\n$/);
    const json = await check("", "--format", "json");
    expect(JSON.parse(json.stdout)).toEqual({
      lifecycle: "iinkedsign",
      policy: {},
      messages: 0,
      subjects: 0,
      verdicts: {},
      findings: [],
    });
  });

  test("written with CRLF, a byte order mark and empty lines is read as without, and its lines are counted", async () => {
    const failed = webhook("failed", { minute: 1 });
    expect(await verdictsOf(`\uFEFF${failed}\r\n\r\n \t\r\n${passed}\r\n`)).toEqual(["1 advance", "4 advance"]);
    expect(await verdictsOf(`\uFEFF\n${passed}`)).toEqual(["2 advance"]);
  });

  test("without a last line break is read to its end", async () => {
    expect(await verdictsOf(passed)).toEqual(["1 advance"]);
  });

  test("cut off in its last line says so of that line", async () => {
    expect(await verdictsOf(`${passed}\n${passed.slice(0, 40)}`)).toEqual(["1 advance", "2 malformed: not JSON"]);
  });

  test("not UTF-8 in one line is malformed in that line alone", async () => {
    const bytes = Buffer.concat([Buffer.from([0x22, 0xc3, 0x28, 0x22, 0x0a]), Buffer.from(passed)]);
    expect(await verdictsOf(bytes)).toEqual(["1 malformed: not UTF-8 text", "2 advance"]);
  });

  test("UTF-16 is malformed", async () => {
    const [first] = await verdictsOf(Buffer.from(`\uFEFF${passed}`, "utf16le"));
    expect(first).toBe("1 malformed: not UTF-8 text");
  });

  test("one line of 100 MB, which is not held in memory", async () => {
    const chunk = Buffer.alloc(1 << 20, "x");
    /** Once what nobody holds has gone, which takes a moment. */
    const held = async (): Promise<number> => {
      collectGarbage();
      await setTimeout(50);
      collectGarbage();
      return process.memoryUsage().arrayBuffers;
    };
    const before = await held();
    let atTheEnd = Infinity;
    const stdin = (async function* () {
      for (let megabytes = 0; megabytes < 100; megabytes++) yield chunk;
      atTheEnd = await held();
      yield Buffer.from(`\n${passed}`);
    })();
    expect(await verdictsOf(stdin)).toEqual(["1 malformed: longer than 64 MiB", "2 advance"]);
    expect(atTheEnd - before).toBeLessThan(32 << 20);
  });

  test("200,000 brackets deep gets an answer", async () => {
    const deep = "[".repeat(200_000) + "]".repeat(200_000);
    const nested = webhook("failed", { extra: { more: 1 } }).replace('"more":1', `"more":${deep}`);
    const [first, second, third] = await verdictsOf(log("[".repeat(200_000), deep, nested, passed));
    expect(first).toBe("1 malformed: not JSON");
    expect(second).toMatch("2 malformed");
    expect(third).toBe("3 advance");
  });

  test("full of __proto__ reads what is its own and nothing else", async () => {
    const inherited = `{"__proto__":${passed}}`;
    const beside = passed.replace("{", '{"__proto__":{"state":"failed"},"constructor":{"prototype":{"action":"x"}},');
    const [first, second] = await verdictsOf(log(inherited, beside));
    expect(first).toMatch("1 malformed");
    expect(second).toBe("2 advance");
    expect(Object.hasOwn(Object.prototype, "state")).toBe(false);
  });

  test.each(["null", "0", '""', "[]", "{}", "true", '{"action":1}', '{"httpStatus":200}', "\u0000"])(
    "only %j is malformed and named as that",
    async (line) => {
      const [only] = await verdictsOf(line);
      expect(only).toMatch("1 malformed");
    },
  );

  test("in chunks that cut characters and lines apart is read the same", async () => {
    const bytes = Buffer.from(log(webhook("failed", { extra: { note: "Zoë – 東京" } }), passed));
    const stdin = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(await verdictsOf(stdin)).toEqual(["1 advance", "2 advance"]);
  });
});

describe("a reader that goes away", () => {
  const clean = log(webhook("failed"), passed);
  const illegal = log(passed, webhook("failed", { minute: 30 }));
  test.each(["text", "json", "ndjson"])("ends a clean check quietly, as %s", async (format) => {
    const argv = ["check", "-", "--lifecycle", "iinkedsign", "--format", format];
    expect(await kycle(argv, { stdin: clean, stdoutError: "EPIPE" })).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("does not hide the findings that were known by then", async () => {
    const argv = ["check", "-", "--lifecycle", "iinkedsign", "--format", "ndjson"];
    expect(await kycle(argv, { stdin: illegal, stdoutError: "EPIPE" })).toEqual({ code: 1, stdout: "", stderr: "" });
  });

  const built = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
  test.skipIf(!existsSync(built))("leaves no process behind that waits for more input", async () => {
    const child = spawn(process.execPath, [built, "check", "-", "--lifecycle", "iinkedsign", "--format", "ndjson"]);
    const complaints: string[] = [];
    child.stderr.on("data", (chunk) => complaints.push(String(chunk)));
    child.stdin.on("error", () => {});
    child.stdout.once("data", () => {
      child.stdout.destroy();
      child.stdin.write(clean);
    });
    child.stdin.write(clean);
    const code = await new Promise((resolve) => child.on("exit", resolve));
    expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
  });
});

test("a subject with control characters cannot write on the terminal", async () => {
  const ran = await check(poll("passed").replace('"passed"', '"\\u001b[31m"'), "--format", "text");
  expect(ran.stdout).not.toMatch("\u001B");
});
