/** `kycle check` without `--lifecycle`: the first report tells whose it is. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lifecycles, messages } from "../../machines/index.js";
import samples from "../../samples/samples.json" with { type: "json" };
import { recognise } from "../../src/cli/reading/log-provider.js";
import type { Source } from "../../src/cli/reading/sources.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { legalHistory } from "../../src/testing/index.js";
import { kycle } from "./kycle.js";
import { log, webhook } from "./messages.js";

let folder = "";
const path = (name: string): string => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kycle-"));
  writeFileSync(path("signers"), log(webhook("passed", { minute: 1 }), webhook("failed", { minute: 2 })));
  writeFileSync(path("sessions"), readFileSync("samples/fortid-polls.ndjson"));
  writeFileSync(path("noise"), log("{", "", '{"hello":1}'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const asSignersOf = "kycle: the first report is iinkedsign's: --lifecycle iinkedsign\n";

describe.each(samples)("$log", ({ log: name, lifecycle, policy }) => {
  const file = `samples/${name}`;
  const told = `kycle: the first report is ${lifecycle}'s: --lifecycle ${lifecycle}\n`;

  test.each([[["--format", "json"]], [["--order", "happened"]], [["--format", "ndjson"]]])(
    "is checked as with --lifecycle: %j",
    async (flags) => {
      const named = await kycle(["check", file, "--lifecycle", lifecycle, "--policy", policy, ...flags]);
      const unnamed = await kycle(["check", file, "--policy", policy, ...flags]);
      expect(unnamed).toEqual({ ...named, stderr: told });
    },
  );

  test("is known from a pipe, of which nothing is lost", async () => {
    const bytes = readFileSync(file);
    const stdin = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, nth) => bytes.subarray(nth * 7, nth * 7 + 7));
    for (const format of ["text", "ndjson"]) {
      const flags = ["--policy", policy, "--format", format];
      const named = await kycle(["check", "--lifecycle", lifecycle, ...flags], { stdin });
      expect(await kycle(["check", ...flags], { stdin })).toEqual({ ...named, stderr: told });
    }
  });
});

test("no provider reads another's reports, however they are told", () => {
  const all: readonly Lifecycle[] = lifecycles;
  for (const [nth, lifecycle] of all.entries()) {
    const others = all.filter(({ provider }) => provider !== lifecycle.provider);
    const channels =
      lifecycle.definition.readWebhook === undefined ? ["poll" as const] : ["webhook" as const, "poll" as const];
    const histories = fc
      .constantFrom(...channels)
      .chain((channel) => legalHistory(lifecycle, { messages: messages[nth], channel }));
    fc.assert(
      fc.property(histories, (history) => {
        for (const message of history.messages) {
          for (const other of others) expect(other.read(message).kind).not.toBe("observation");
        }
      }),
      { seed: 1, numRuns: 50 },
    );
  }
});

test("lines before the first report are judged as well", async () => {
  const stdin = `\uFEFF\n{\n${webhook("passed", { minute: 1 })}`;
  const ran = await kycle(["check", "--format", "json"], { stdin });
  expect(ran).toMatchObject({ code: 1, stderr: asSignersOf });
  expect(JSON.parse(ran.stdout)).toMatchObject({ verdicts: { advance: 1, malformed: 1 } });
});

test("the first report of all decides where a log holds reports of several providers", async () => {
  const stdin = `${webhook("passed")}\n${readFileSync("samples/fortid-polls.ndjson", "utf8")}`;
  expect((await kycle(["check"], { stdin })).stderr).toBe(asSignersOf);
});

describe("several logs", () => {
  test("are of the provider of those that hold reports", async () => {
    const ran = await kycle(["check", path("noise"), path("signers"), "--format", "json"]);
    expect(ran.stderr).toBe(asSignersOf);
    expect(JSON.parse(ran.stdout)).toMatchObject({ messages: 4 });
  });

  test("of two providers are refused by name", async () => {
    const stderr = `kycle: --lifecycle: which one? ${path("signers")} begins with iinkedsign, ${path("sessions")} begins with fortid\n`;
    const ran = await kycle(["check", path("noise"), path("signers"), path("sessions")]);
    expect(ran).toEqual({ code: 2, stdout: "", stderr });
  });
});

describe("nobody's", () => {
  const which = "; --lifecycle: which one? It is one of iinkedsign, ";

  test.each([
    ["an empty log", "", [], `empty${which}`],
    ["a log of blank lines", "\uFEFF\n \r\n", [], `empty${which}`],
    [
      "a log without a report",
      log("{", '{"hello":1}'),
      [],
      `no line is a report of any lifecycle, as far as the first MiB${which}`,
    ],
    [
      "a log of another channel",
      webhook("passed"),
      ["--channel", "poll"],
      "line 1 is a report of iinkedsign by webhook, which --channel poll does not read\n",
    ],
    [
      "a log that begins with a mebibyte of something else",
      `${" \n".repeat(1 << 19)}${webhook("passed")}`,
      [],
      "no line is JSON, as far as the first MiB; ",
    ],
  ])("is %s", async (_, stdin, flags, told) => {
    const chunks = [stdin.slice(0, 1 << 20), stdin.slice(1 << 20)].map((text) => Buffer.from(text));
    const ran = await kycle(["check", ...flags], { stdin: chunks });
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr.slice(0, `kycle: standard input: ${told}`.length)).toBe(`kycle: standard input: ${told}`);
    expect(ran.stderr.split("\n")).toHaveLength(2);
  });

  test("are several logs, of which the first three are told", async () => {
    const files = ["array", "spread", "noise", "more"].map(path);
    for (const [nth, content] of [`[${webhook("passed")}]`, "{\n}\n", "noise\n", "{}\n"].entries()) {
      writeFileSync(files[nth] ?? "", content);
    }
    const { stderr } = await kycle(["check", ...files]);
    expect(stderr.replaceAll(`${folder}/`, "")).toBe(
      "kycle: array: one JSON array; a log has one message a line (jq -c '.[]' array); " +
        "spread: pretty-printed JSON; a log has one message a line (jq -c . spread); " +
        "noise: no line is JSON, as far as the first MiB; a log has one message a line, in the provider's JSON\n",
    );
  });
});

test("flags are misuse by what the first report tells", async () => {
  const ran = await kycle(["check", path("signers"), "--policy", "sessionTimeoutSeconds=300"]);
  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toContain("--policy");
  expect(await kycle(["check", path("signers"), "--channel", "mail"])).toMatchObject({ code: 2, stdout: "" });
});

describe("a stream of which something was read", () => {
  /** Two chunks, and whether it was closed. */
  function stream(): { readonly source: Source; readonly isClosed: () => boolean } {
    let isClosed = false;
    async function* chunks(): AsyncGenerator<Uint8Array> {
      try {
        yield Buffer.from(`${webhook("passed")}\n`);
        yield Buffer.from("{\n");
      } finally {
        isClosed = true;
      }
    }
    return { source: { name: "-", size: undefined, chunks }, isClosed: () => isClosed };
  }

  test.each([1, 2])("is closed when nobody goes on after %i of its chunks", async (count) => {
    const { source, isClosed } = stream();
    const { sources } = await recognise([source], undefined);
    expect(isClosed()).toBe(false);
    let taken = 0;
    for await (const chunk of sources[0]?.chunks() ?? []) {
      expect(chunk.length).toBeGreaterThan(0);
      taken += 1;
      if (taken === count) break;
    }
    expect(isClosed()).toBe(true);
  });

  test("of a file is closed at once, and read again", async () => {
    const { source, isClosed } = stream();
    const file = { ...source, size: 1000 };
    expect(await recognise([file], undefined)).toEqual({ provider: "iinkedsign", sources: [file] });
    expect(isClosed()).toBe(true);
  });
});
