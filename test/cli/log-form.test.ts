/** Logs that hold no report as they stand: what they are, what helps, and that none of them is repeated. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lifecycles } from "../../machines/index.js";
import { keepBeginning } from "../../src/cli/reading/beginning.js";
import { holdsNoLines, logFormOf } from "../../src/cli/reading/log-form.js";
import { logFormText } from "../../src/cli/reading/log-form-text.js";
import { check, kycle } from "./kycle.js";
import { log, poll, webhook } from "./messages.js";

const messages = [webhook("failed", { minute: 1 }), webhook("passed", { minute: 2 })];
const values: readonly unknown[] = messages.map((message) => JSON.parse(message));
const wide = (text: string, mark: string): Buffer => Buffer.from(`${mark}${text}`, "utf16le");
const each = (around: (value: unknown, text: string) => unknown): string =>
  log(...messages.map((message, nth) => JSON.stringify(around(values[nth], message))));

/** What is said of each log, after its name. */
const forms: readonly (readonly [name: string, content: string | Uint8Array, told: string])[] = [
  ["nothing.json", "", "empty"],
  ["blank.json", "\uFEFF\r\n \n", "empty"],
  ["log.gz", gzipSync(log(...messages)), "gzip; gzip -dc log.gz | kycle check -"],
  [
    "marked.txt",
    wide(log(...messages), "\uFEFF"),
    "UTF-16 text; convert it to UTF-8 (iconv -f UTF-16 -t UTF-8 marked.txt)",
  ],
  ["low.txt", wide(log(...messages), ""), "UTF-16 text; convert it to UTF-8 (iconv -f UTF-16LE -t UTF-8 low.txt)"],
  [
    "high.txt",
    wide(log(...messages), "").swap16(),
    "UTF-16 text; convert it to UTF-8 (iconv -f UTF-16BE -t UTF-8 high.txt)",
  ],
  [
    "noise",
    new Uint8Array([200, 10, 7, 0, 255]),
    "not UTF-8 text; a log has one message a line, in the provider's JSON",
  ],
  ["array.json", JSON.stringify(values), "one JSON array; a log has one message a line (jq -c '.[]' array.json)"],
  [
    "spread.json",
    JSON.stringify(values, undefined, 2),
    "one JSON array; a log has one message a line (jq -c '.[]' spread.json)",
  ],
  [
    "elements.json",
    `[\n${messages.join(",\n")}\n]\n`,
    "a JSON array written one element a line; a log has the message alone, one a line, without brackets and commas (jq -c '.[]' elements.json)",
  ],
  [
    "elements-from-the-first-line.json",
    `[${messages.join(",\r\n")}]\r\n`,
    "a JSON array written one element a line; a log has the message alone, one a line, without brackets and commas (jq -c '.[]' elements-from-the-first-line.json)",
  ],
  [
    "pretty.json",
    values.map((value) => `${JSON.stringify(value, undefined, 2)}\n`).join(""),
    "pretty-printed JSON; a log has one message a line (jq -c . pretty.json)",
  ],
  [
    "prefix.log",
    log("started", ...messages.map((message) => `2026-03-02T10:00:00Z INFO ${message}`)),
    "line 2 has text before its JSON; a log has the message alone, one a line (sed 's/^[^{]*//' prefix.log)",
  ],
  [
    "body.ndjson",
    each((value) => ({ headers: { a: 1 }, body: value })),
    "line 1 holds a message of iinkedsign under body; a log has the message alone, one a line (jq -c .body body.ndjson)",
  ],
  [
    "request.ndjson",
    log(
      "",
      each((_, text) => ({ request: { body: text, data: null } })),
    ),
    "line 2 holds a message of iinkedsign under request.body; a log has the message alone, one a line (jq -c '.request.body | fromjson' request.ndjson)",
  ],
  [
    "queue.ndjson",
    each((value) => ({ body: JSON.stringify({ Message: JSON.stringify(value) }) })),
    "line 1 holds a message of iinkedsign under body.Message; a log has the message alone, one a line (jq -c '.body | fromjson | .Message | fromjson' queue.ndjson)",
  ],
  [
    "texts.ndjson",
    each((_, text) => text),
    "line 1 holds a message of iinkedsign inside a JSON string; a log has the message alone, one a line (jq -c fromjson texts.ndjson)",
  ],
  [
    "export.csv",
    "id,state\n1,passed\n2,failed\n",
    "a table (CSV); a log has one message a line, in the provider's JSON",
  ],
  [
    "prose.txt",
    "It was, as far as we know,\na dark night, and long.\n",
    "no line is JSON, as far as the first MiB; a log has one message a line, in the provider's JSON",
  ],
  [
    "broken.txt",
    log("{", ...messages.map((message) => message.slice(0, -1))),
    "no line is JSON, as far as the first MiB; a log has one message a line, in the provider's JSON",
  ],
];

const samples = new URL("../../samples/", import.meta.url).pathname;

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === "string" ? new TextEncoder().encode(content) : content;

function toldOf(content: string | Uint8Array, isWhole = true, file = "-"): string | undefined {
  return logFormText(logFormOf({ bytes: bytesOf(content), isWhole }, lifecycles), { file });
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kycle-forms-"));
  for (const [name, content] of forms) writeFileSync(join(folder, name), content);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the form of a log", () => {
  test.each(forms)("is told by its beginning: %s", (name, content, told) => {
    expect(toldOf(content, true, name)).toBe(`${name}: ${told}`);
  });

  test.each([
    ["JSON of nobody", log("{", '{"hello":1}', "7")],
    ["a field that nobody knows", each((value) => ({ secret: value }))],
    [
      "a message under more fields than are looked into",
      each((value) => ({ data: { data: { data: { data: value } } } })),
    ],
    ["a broken message under a field", each(() => ({ body: { action: "verification_status" } }))],
  ])("is none for %s", (_, content) => {
    expect(toldOf(content)).toBeUndefined();
  });

  test("is looked for in the first hundred lines that say anything", () => {
    const empty = (lines: number): string => '{"hello":1}\n\n'.repeat(lines);
    const enveloped = each((value) => ({ body: value }));
    expect(toldOf(empty(99) + enveloped)).toContain("line 199 holds a message");
    expect(toldOf(empty(100) + enveloped)).toBeUndefined();
  });

  test("is that of the part that is there, of a longer log", () => {
    expect(toldOf(JSON.stringify(values).slice(0, -9), false)).toContain("one JSON array");
    expect(toldOf(" \n".repeat(9), false)).toContain("no line is JSON");
    // In the middle of a letter.
    expect(toldOf(Buffer.from("noise\nnoise é").subarray(0, -1), false)).toContain("no line is JSON");
  });

  test("is told without repeating any of it", () => {
    const canary = JSON.stringify({ body: { Canary: "Canary Person" }, Canary: "Canary Person" });
    for (const content of [
      canary,
      `Canary ${canary}`,
      `[\n${canary},\n]`,
      "Canary,Person\n1,2\n",
      `{\n"Canary":${canary}}`,
    ]) {
      expect(toldOf(content, true, "log") ?? "").not.toContain("Canary");
    }
  });

  test("is told of any bytes", () => {
    const beginning = fc.oneof(fc.uint8Array(), fc.string().map(bytesOf), fc.json().map(bytesOf));
    fc.assert(
      fc.property(beginning, fc.boolean(), (bytes, isWhole) => {
        expect(() => toldOf(bytes, isWhole)).not.toThrow();
      }),
    );
  });
});

describe("what would help", () => {
  test.each(["log with spaces.json", "log;rm.json", "-log.json", "$(log).json"])(
    "names no file %s in a command",
    (name) => {
      expect(toldOf("{\n}\n", true, name)).toBe(
        `${name}: pretty-printed JSON; a log has one message a line (jq -c . FILE)`,
      );
    },
  );

  test("names no file for standard input", () => {
    expect(toldOf(gzipSync(""), true)).toBe("standard input: gzip; gzip -dc | kycle check -");
  });

  test.each(forms.filter(([, , told]) => /\((?:iconv|sed) |gzip -dc/.test(told)).map(([name, , told]) => [name, told]))(
    "helps with %s",
    async (name, told) => {
      const command = /\((.+)\)$/.exec(told)?.[1] ?? told.replace(/^gzip; (.+) \| kycle check -$/, "$1");
      const stdin = execFileSync("sh", ["-c", command], { cwd: folder });
      const ran = await kycle(["check", "--fail-on", "illegal", "--format", "json"], { stdin });
      expect([ran.code, ran.stdout.includes('"advance":2')]).toEqual([0, true]);
    },
  );
});

/** The last element of an array has no comma behind it, and can be read. */
const unread = forms.filter(([, , told]) => !told.includes("one element a line"));

test("no line is looked for where the beginning shows that there is none", () => {
  const message = messages[0] ?? "";
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const none = [
    gzipSync(message),
    wide(message, "\uFEFF"),
    bytes(`[${message},${message}`),
    bytes('{\n  "a": 1\n}\n{\n'),
  ];
  const some = [
    bytes(message),
    bytes(`[\n${message},\n${message}\n]`),
    bytes(`INFO ${message}`),
    bytes("noise\n"),
    bytes(""),
    bytes(`[]\n${message}\n`),
    bytes(`{\n  "a": 1\n}\n${message}\n`),
  ];
  expect(none.map(holdsNoLines)).toEqual(none.map(() => true));
  expect(some.map(holdsNoLines)).toEqual(some.map(() => false));
});

describe("a log in which nothing could be read", () => {
  test.each(unread)("is told of beneath what was asked for: %s", async (name, _, told) => {
    for (const format of ["text", "json", "ndjson"]) {
      for (const order of ["delivered", "happened"]) {
        const flags = ["--lifecycle", "iinkedsign", "--format", format, "--order", order];
        const { code, stderr } = await kycle(["check", join(folder, name), ...flags]);
        expect([code, stderr.replaceAll(`${folder}/`, "")]).toEqual([
          told === "empty" ? 0 : 1,
          `kycle: ${name}: ${told}\n`,
        ]);
      }
    }
  });

  test.each(unread)("is told of from a pipe as well: %s", async (_, content, told) => {
    const bytes = bytesOf(content);
    const starts = Array.from({ length: Math.ceil(bytes.length / 7) }, (_none, nth) => nth * 7);
    const stdin = starts.map((start) => bytes.slice(start, start + 7));
    const { stderr } = await check(stdin);
    expect(stderr.split(/[;(]/)[0]?.trim()).toBe(`kycle: standard input: ${told.split(/[;(]/)[0]}`.trim());
  });

  test("but the last element of an array is told of all the same, and by its lines", async () => {
    const { stdout, stderr } = await kycle(["check", join(folder, "elements.json"), "--lifecycle", "iinkedsign"]);
    expect(stderr).toContain("elements.json: a JSON array written one element a line; ");
    expect(stdout).toContain(
      "2  malformed  not JSON: it ends with a comma, as in a JSON array written one element a line\n",
    );
  });

  test("is not told of where another form stands before the messages", async () => {
    for (const before of ["[]", JSON.stringify(values[0], null, 2), "id,at"]) {
      const ran = await kycle(["check", "--format", "json"], { stdin: `${before}\n${log(...messages)}` });
      expect([ran.stderr, ran.stdout.includes('"advance":2')]).toEqual([
        "kycle: the first report is iinkedsign's: --lifecycle iinkedsign\n",
        true,
      ]);
    }
  });

  test("is told by a first line that does not end, and not to be no JSON", async () => {
    const long = `{"x":"${"a".repeat(2 ** 20)}"}`;
    const told =
      "kycle: standard input: its first line is longer than a MiB; a log has one message a line, in the provider's JSON\n";
    expect((await kycle(["check"], { stdin: long })).stderr).toBe(told);
    expect((await check(long)).stderr).toBe(told);
  });

  test("is not told to hold a report where a line only looks like one", async () => {
    const { stderr } = await check(log(`${webhook("passed")}\u00A0`));
    expect(stderr).toBe(
      "kycle: standard input: no line is JSON, as far as the first MiB; a log has one message a line, in the provider's JSON\n",
    );
  });

  test("is not told of where one line was read, or is JSON of nobody", async () => {
    expect((await check(log("noise", webhook("passed")))).stderr).toBe("");
    expect((await check(log("noise", '{"action":"package_status"}'))).stderr).toBe("");
    expect((await check(log('{"hello":1}'))).stderr).toBe("");
  });

  test("is told of by the flag that does not fit it", async () => {
    expect((await check(log(webhook("passed")), "--channel", "poll")).stderr).toBe(
      "kycle: standard input: line 1 is a report of iinkedsign by webhook, which --channel poll does not read\n",
    );
    expect((await check(log("", poll("passed")), "--channel", "webhook")).stderr).toBe(
      "kycle: standard input: line 2 is a report of iinkedsign by poll, which --channel webhook does not read\n",
    );
    const ran = await kycle(["check", "--lifecycle", "fortid"], { stdin: log(webhook("passed")) });
    expect(ran.stderr).toBe("kycle: standard input: line 1 is a report of iinkedsign: --lifecycle iinkedsign\n");
  });

  test("is told of where some lines say nothing of the status, or nothing that matters", async () => {
    const told: string[] = [];
    for (const [name, provider] of [
      ["fortid-polls", "iinkedsign"],
      ["iinkedsign", "assetpay"],
      ["persona-webhooks", "assetpay"],
      ["assetpay-polls", "persona"],
    ]) {
      const file = `${samples}${name}.ndjson`;
      for (const order of ["delivered", "happened"]) {
        const ran = await kycle(["check", file, "--lifecycle", `${provider}`, "--order", order]);
        expect([ran.code, ran.stdout.includes("0 subjects")]).toEqual([1, true]);
        told.push(ran.stderr.replace(samples, ""));
      }
    }
    expect([...new Set(told)]).toEqual([
      "kycle: fortid-polls.ndjson: line 1 is a report of fortid: --lifecycle fortid\n",
      "kycle: iinkedsign.ndjson: line 1 is a report of iinkedsign: --lifecycle iinkedsign\n",
      "kycle: persona-webhooks.ndjson: line 1 is a report of persona: --lifecycle persona\n",
      "kycle: assetpay-polls.ndjson: line 1 is a report of assetpay: --lifecycle assetpay\n",
    ]);
    const carried = each((value) => ({ body: value }));
    expect((await check(log(poll(undefined, { httpStatus: 500 }), carried))).stderr).toContain(
      "line 2 holds a message of iinkedsign under body",
    );
  });

  test("is told to be of the provider's other lifecycle", async () => {
    const inquiries = log(...readFileSync(`${samples}persona-webhooks.ndjson`, "utf8").split("\n").slice(0, 2));
    const ran = await kycle(["check", "--lifecycle", "persona/verification"], { stdin: inquiries });
    expect([ran.code, ran.stderr]).toEqual([
      0,
      "kycle: standard input: line 1 is a report of persona/inquiry: --lifecycle persona/inquiry\n",
    ]);
  });

  test("is not told to be another's where its provider was asked and had no answer", async () => {
    const asked = { at: "2026-03-02T10:00:00Z", subject: "6f1b2a44-95d3-4c0e-8b6a-2f7c9d1e5a08", httpStatus: 404 };
    const silent = log(JSON.stringify({ ...asked, body: {} }));
    for (const stdin of [silent, log("noise", silent)]) {
      expect((await kycle(["check"], { stdin })).stderr).toContain("the first report is fortid's");
      expect((await kycle(["check", "--lifecycle", "assetpay"], { stdin })).stderr).toBe("");
    }
  });

  test("is told of for three logs at most", async () => {
    const files = ["array.json", "pretty.json", "noise", "prose.txt"].map((name) => join(folder, name));
    const { stderr } = await kycle(["check", ...files, "--lifecycle", "iinkedsign"]);
    expect(stderr.match(/^kycle: \S+(?=: )/gm)).toEqual(files.slice(0, 3).map((file) => `kycle: ${file}`));
  });
});

describe("the beginning of a log", () => {
  const chunk = new Uint8Array(3 << 18).fill(65);
  const source = (size: number | undefined, count: number) => ({
    name: "log",
    size,
    chunks: async function* () {
      for (let nth = 0; nth < count; nth++) yield chunk;
    },
  });

  test.each([
    ["a file", 1],
    ["a pipe", undefined],
  ])("is a mebibyte at most of %s", async (_, size) => {
    for (const [count, length, isWhole] of [
      [1, 3 << 18, true],
      [2, 1 << 20, false],
      [3, 1 << 20, false],
    ] as const) {
      const begun = keepBeginning(source(size, count));
      let read = 0;
      for await (const { length: bytes } of begun.source.chunks()) read += bytes;
      expect(read).toBe(count * chunk.length);
      const beginning = await begun.beginning();
      expect([beginning.bytes.length, beginning.isWhole]).toEqual([length, isWhole]);
    }
  });
});
