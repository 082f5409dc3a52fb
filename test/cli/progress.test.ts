/** The bar that is shown to people who wait: how far it goes, in what units, and when there is none. */
import { Writable } from "node:stream";
import { afterEach, describe, expect, test } from "vitest";
import { progressOf } from "../../src/cli/check/progress.js";
import type { Source } from "../../src/cli/reading/sources.js";
import type { Surroundings } from "../../src/cli/surroundings.js";

const realNow = performance.now.bind(performance);
afterEach(() => {
  performance.now = realNow;
});

const source = (size: number | undefined): Source => ({ name: "log", size, chunks: async function* () {} });

function barOf(
  sizes: readonly (number | undefined)[],
  settings: Partial<Parameters<typeof progressOf>[2]> = {},
  tty = {},
) {
  const parts: string[] = [];
  const stream = (isTTY: boolean): Surroundings["stderr"] => {
    const writable = new Writable({
      write(chunk, _encoding, done) {
        parts.push(String(chunk));
        done();
      },
    });
    return Object.assign(writable, { isTTY });
  };
  const { stdout, stderr } = { stdout: false, stderr: true, ...tty };
  const progress = progressOf(
    sizes.map(source),
    { stdin: process.stdin, stdout: stream(stdout), stderr: stream(stderr), env: {} },
    { format: "text", order: "delivered", ...settings },
  );
  return {
    progress,
    /** The bar as it was drawn last, and what was written once it was taken away. */
    shown: () => {
      const all = parts.join("");
      return /^\S+ (.*?), \S+ left/.exec(all.split("checking ").at(-1) ?? "")?.[1];
    },
    written: () => parts.join(""),
  };
}

const size = 5_000_000;

describe("a bar", () => {
  test("goes as far as the bytes that were read", () => {
    const { progress, shown } = barOf([size]);
    progress.read(size / 4);
    progress.stop();
    expect(shown()).toMatch(/^25%, 1.25 MB of 5 MB at /);
  });

  test("is about all files together, and ends where they do", () => {
    const { progress, shown } = barOf([size, size]);
    progress.read(3 * size);
    progress.stop();
    expect(shown()).toMatch(/^100%, 10 MB of 10 MB at /);
  });

  test("goes half as far by reading what is judged as it happened, and the rest by judging", () => {
    const read = barOf([size], { order: "happened" });
    read.progress.read(size);
    read.progress.stop();
    expect(read.shown()).toMatch(/^50%, 2.5 MB of 5 MB at /);
    const judged = barOf([size], { order: "happened" });
    judged.progress.read(size);
    for (let nth = 0; nth < 4; nth++) judged.progress.judged(8);
    judged.progress.stop();
    expect(judged.shown()).toMatch(/^75%, 3.75 MB of 5 MB at /);
  });

  test("tells how fast it goes", () => {
    performance.now = () => 1000;
    const { progress, shown } = barOf([size]);
    performance.now = () => 3000;
    progress.read(size);
    progress.stop();
    expect(shown()).toBe("100%, 5 MB of 5 MB at 2.5 MB/s");
  });

  test("counts no time at all as a thousandth of a second", () => {
    performance.now = () => 1000;
    const { progress, shown } = barOf([size]);
    progress.read(size);
    progress.stop();
    expect(shown()).toBe("100%, 5 MB of 5 MB at 5 GB/s");
  });

  test("is drawn anew for a thousandth of all and no less, however small the pieces", () => {
    const { progress, shown } = barOf([size]);
    progress.read(size / 2000);
    progress.stop();
    expect(shown()).toMatch(/^0%, 0 bytes of 5 MB at /);
    const further = barOf([size]);
    for (let nth = 0; nth < 2; nth++) further.progress.read(size / 2000);
    further.progress.stop();
    expect(further.shown()).toMatch(/^0%, 5 kB of 5 MB at /);
    const twice = barOf([size]);
    twice.progress.read(size / 1000);
    twice.progress.read(size / 2000);
    twice.progress.stop();
    expect(twice.shown()).toMatch(/^0%, 5 kB of 5 MB at /);
  });

  test.each([
    [4_194_305, "4.19 MB"],
    [999_999_999, "1000 MB"],
    [1_234_567_890, "1.23 GB"],
    [1.5e12, "1.5 TB"],
    [1.5e16, "15000 TB"],
  ])("of %i bytes is of %s", (bytes, words) => {
    const { progress, shown } = barOf([bytes]);
    progress.stop();
    expect(shown()).toMatch(new RegExp(`^0%, 0 bytes of ${words} at `));
  });

  test("is taken away once", () => {
    const { progress, written } = barOf([size]);
    progress.stop();
    const after = written();
    expect(after.slice(after.lastIndexOf("left"))).toContain("\u001B[2K");
    progress.stop();
    expect(written()).toBe(after);
  });
});

describe("no bar is shown", () => {
  test.each([
    ["for a log that is short", [4_194_304], {}, {}],
    ["for a log without a size", [size, undefined], {}, {}],
    ["where nobody looks", [size], {}, { stderr: false }],
    ["over objects on the same terminal", [size], { format: "ndjson" }, { stdout: true }],
  ] as const)("%s", (_, sizes, settings, tty) => {
    const { progress, written } = barOf(sizes, settings, tty);
    progress.read(size);
    progress.judged(1);
    progress.stop();
    expect(written()).toBe("");
  });

  test("but it is over text on the same terminal, and beside objects elsewhere", () => {
    for (const [format, stdout] of [
      ["text", true],
      ["json", false],
    ] as const) {
      const { progress, shown } = barOf([size], { format }, { stdout });
      progress.stop();
      expect(shown()).toBeDefined();
    }
  });
});
