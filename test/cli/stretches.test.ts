/** A log read in stretches, side by side, comes out as it does from its beginning to its end. */
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EventEmitter } from "node:events";
import { MessageChannel, type Worker } from "node:worker_threads";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { entry, observationOf } from "../../src/bulk/entry.js";
import { createPhrases, type Phrases } from "../../src/bulk/phrase.js";
import { asReading, blank, createSheet, phraseAt, type Sheet } from "../../src/bulk/sheet.js";
import { serveStretches } from "../../src/cli/reading/reading-thread.js";
import { createThreadedReader, readersFor } from "../../src/cli/reading/reading-threads.js";
import { createSheetReader, type SheetReader } from "../../src/cli/reading/sheet-reader.js";
import { sourcesOf } from "../../src/cli/reading/sources.js";
import { type ReadingTask, stretchesOf, type StretchRequest } from "../../src/cli/reading/stretch.js";
import { parseInstant } from "../../src/instant.js";
import type { Reading } from "../../src/observation.js";
import { hostileLog } from "../bulk/hostile-lines.js";
import { kycle } from "./kycle.js";

const runs = Number(process.env.KYCLE_RUNS || 60);
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kycle-stretches-"));
});
afterAll(async () => rm(folder, { recursive: true }));

/** With its time as the engine writes it: a line of a shape that is known yet says it so, another as it was sent. */
function withPlainTime(reading: Reading | undefined): Reading | undefined {
  if (reading?.kind !== "observation") return reading;
  const at = parseInstant(reading.observation.at ?? "");
  return at === undefined ? reading : { ...reading, observation: { ...reading.observation, at } };
}

/** What is said of each line of a file, in order. */
async function linesOf(reader: SheetReader, phrases: Phrases, path: string): Promise<readonly unknown[]> {
  const [source] = await sourcesOf([path], process);
  if (source === undefined) throw new Error("no source");
  const lines: unknown[] = [];
  const take = ([sheet, ...others]: readonly Sheet[]): void => {
    expect(others).toEqual([]);
    if (sheet === undefined) return;
    let readings = 0;
    for (let line = 0; line < sheet.lines; line++) {
      const phrase = phraseAt(sheet, line);
      if (phrase === blank) lines.push("blank");
      else if (phrase === asReading) lines.push(withPlainTime(sheet.readings[readings++]));
      else {
        const observation = observationOf(phrases.at(phrase), sheet.words, line * entry.length, phrases.ids);
        lines.push({ kind: "observation", observation });
      }
    }
  };
  let bytes = 0;
  for await (const read of reader.read(source, take)) bytes += read;
  expect(bytes).toBe((await stat(path)).size);
  return lines;
}

const task = { lifecycle: iinkedsign.id, channel: undefined };

/** A thread that is none: it answers from this one, through a channel all the same. */
function startThread(given: ReadingTask): Worker {
  const { port1: here, port2: there } = new MessageChannel();
  void serveStretches(there, given);
  const terminate = async (): Promise<number> => {
    here.close();
    return Promise.resolve(0);
  };
  return Object.assign(here, { terminate }) as unknown as Worker;
}

/** Two threads that read stretches of whatever length is asked for. */
function twoThreads(phrases: Phrases, lengthNow: () => number) {
  return createThreadedReader([startThread(task), startThread(task)], phrases, (name, size) =>
    stretchesOf(name, size, lengthNow()),
  );
}

test("threads read each line once, also where the log is cut at the end of one", async () => {
  const path = join(folder, "even.ndjson");
  const line = '{"state":1}\n';
  await writeFile(path, line.repeat(6));
  const own = createPhrases();
  const expected = await linesOf(createSheetReader([{ ...task, lifecycle: iinkedsign, phrases: own }]), own, path);
  expect(expected).toHaveLength(6);
  for (const length of [line.length - 1, line.length, line.length + 1, 2 * line.length]) {
    const phrases = createPhrases();
    const threaded = twoThreads(phrases, () => length);
    expect(await linesOf(threaded, phrases, path)).toEqual(expected);
    await threaded.close();
  }
});

test("a byte order mark is one where a log begins, and not where threads begin to read", async () => {
  const path = join(folder, "marked.ndjson");
  const line = "\uFEFF\n";
  await writeFile(path, line.repeat(4));
  const own = createPhrases();
  const alone = await linesOf(createSheetReader([{ ...task, lifecycle: iinkedsign, phrases: own }]), own, path);
  expect(alone).toMatchObject(["blank", ...Array.from({ length: 3 }, () => ({ kind: "malformed" }))]);
  const phrases = createPhrases();
  const threaded = twoThreads(phrases, () => Buffer.byteLength(line));
  expect(await linesOf(threaded, phrases, path)).toEqual(alone);
  await threaded.close();
});

test("threads read what one thread reads, wherever the log is cut", async () => {
  const path = join(folder, "log.ndjson");
  const phrases = createPhrases();
  let length = 1;
  const threaded = twoThreads(phrases, () => length);
  await fc.assert(
    fc.asyncProperty(
      fc.array(hostileLog, { minLength: 1, maxLength: 3 }),
      fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 3000 })),
      async (logs, cut) => {
        length = cut;
        await writeFile(path, Buffer.concat(logs.map((log) => Buffer.from(log))));
        const own = createPhrases();
        const alone = createSheetReader([{ lifecycle: iinkedsign, channel: undefined, phrases: own }]);
        expect(await linesOf(threaded, phrases, path)).toEqual(await linesOf(alone, own, path));
      },
    ),
    { numRuns: runs },
  );
  await threaded.close();
}, 120_000);

test("the report of several logs is the one of a single thread", async () => {
  const paths = ["one", "two", "three"].map((name) => join(folder, `${name}.ndjson`));
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(hostileLog, hostileLog, hostileLog),
      fc.constantFrom("text", "json"),
      fc.constantFrom("delivered", "happened"),
      fc.constantFrom("illegal,malformed", "none", "gap,late", "no-information,duplicate"),
      async (logs, format, order, kinds) => {
        await Promise.all(paths.map(async (path, nth) => writeFile(path, logs[nth] ?? "")));
        const argv = ["check", ...paths, "--lifecycle", "iinkedsign", "--policy", "maxAttempts=3"];
        const flags = ["--format", format, "--order", order, "--fail-on", kinds];
        const threaded = await kycle([...argv, ...flags, "--threads", "3"], { startThread });
        expect(threaded).toEqual(await kycle([...argv, ...flags, "--threads", "1"], { startThread }));
      },
    ),
    { numRuns: Math.ceil(runs / 6) },
  );
}, 60_000);

describe("a check", () => {
  /** How many threads it begins, and how many of them it ends. */
  async function threadsOf(...argv: readonly string[]): Promise<readonly [number, number]> {
    const counts: [number, number] = [0, 0];
    const begin = (given: ReadingTask): Worker => {
      counts[0] += 1;
      const thread = startThread(given);
      const terminate = thread.terminate.bind(thread);
      return Object.assign(thread, {
        terminate: async () => {
          counts[1] += 1;
          return terminate();
        },
      });
    };
    const { stderr } = await kycle(["check", ...argv, "--fail-on", "none"], { startThread: begin });
    expect(stderr).toBe(argv[0] === "-" ? "kycle: standard input: empty\n" : "");
    return counts;
  }

  test.each([
    [
      "begins as many threads as it is told, but for its own, and ends them",
      "samples/iinkedsign.ndjson iinkedsign --threads 3",
      2,
    ],
    ["begins none where it reads alone", "samples/iinkedsign.ndjson iinkedsign --threads 1", 0],
    ["begins none for a short log", "samples/iinkedsign.ndjson iinkedsign", 0],
    ["begins none for a pipe", "- iinkedsign --threads 3 --format json", 0],
    ["begins none line by line", "samples/iinkedsign.ndjson iinkedsign --threads 3 --format ndjson", 0],
    ["begins none where names are numbered", "samples/persona-webhooks.ndjson persona/inquiry --threads 3", 0],
    ["begins them for polls as well", "samples/fortid-polls.ndjson fortid --threads 2 --order happened", 1],
  ])("%s", async (_, words, threads) => {
    const [file = "", lifecycle = "", ...flags] = words.split(" ");
    expect(await threadsOf(file, "--lifecycle", lifecycle, ...flags)).toEqual([threads, threads]);
  });
});

describe("threads that read", () => {
  /** A thread that answers as a test has it; what it is asked, and whether it was ended. */
  function puppet() {
    const asked: StretchRequest[] = [];
    const worker = new EventEmitter();
    // Without anybody who hears of it, an emitter would throw it.
    worker.on("error", () => {});
    let ended = 0;
    Object.assign(worker, {
      postMessage: (request: StretchRequest) => asked.push(request),
      terminate: async () => Promise.resolve((ended += 1)),
    });
    return {
      worker: worker as unknown as Worker,
      asked,
      ended: () => ended,
      answer: (sheets: readonly Sheet[] = []) => worker.emit("message", { sheets, phrases: [] }),
      emit: (name: string, value: unknown) => worker.emit(name, value),
    };
  }

  const soon = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const log = { name: "log", size: 100, chunks: async function* () {} };
  const tenBytes = (name: string, size: number) => stretchesOf(name, size, 10);
  const iterated = (reader: SheetReader) => {
    const reading = reader.read(log, () => {});
    return reading[Symbol.asyncIterator]();
  };

  test("are asked for two stretches each ahead, and for the next when one is taken", async () => {
    const [one, two] = [puppet(), puppet()];
    const reader = createThreadedReader([one.worker, two.worker], createPhrases(), tenBytes);
    const reading = iterated(reader);
    const first = reading.next();
    await soon();
    expect([one.asked, two.asked].map((asked) => asked.map(({ start }) => start))).toEqual([
      [0, 20],
      [10, 30],
    ]);
    const sheet = createSheet();
    one.answer([sheet]);
    expect(await first).toEqual({ done: false, value: 10 });
    expect(one.asked.map(({ start, end }) => [start, end])).toEqual([
      [0, 10],
      [20, 30],
      [40, 50],
    ]);
    // What was taken is given back with the request after the next.
    const second = reading.next();
    two.answer();
    await second;
    const third = reading.next();
    one.answer();
    await third;
    expect(one.asked.map(({ spare }) => spare)).toEqual([[], [], [], [sheet.words]]);
    await reader.close();
    expect([one.ended(), two.ended()]).toEqual([1, 1]);
  });

  test("tell by name of a file that cannot be read, and of their own end", async () => {
    const reads = async (end: (thread: ReturnType<typeof puppet>) => void): Promise<unknown> => {
      const thread = puppet();
      const reading = iterated(createThreadedReader([thread.worker], createPhrases()));
      const first = reading.next();
      await soon();
      end(thread);
      return first;
    };
    await expect(reads(({ emit }) => emit("message", { code: "EIO" }))).rejects.toThrow("log: cannot be read (EIO)");
    await expect(reads(({ emit }) => emit("error", new RangeError("too much")))).rejects.toThrow("too much");
  });
});

describe("threads are begun", () => {
  const of = (...sizes: readonly (number | undefined)[]): Parameters<typeof readersFor>[0] =>
    sizes.map((size) => ({ name: "log", size, chunks: async function* () {} }));
  const long = 1e9;

  test.each([
    { what: "one for a long log on two processors", sources: of(long), threads: undefined, available: 2, readers: 1 },
    { what: "not many for any", sources: of(long), threads: undefined, available: 64, readers: 3 },
    { what: "none on one processor", sources: of(long), threads: undefined, available: 1, readers: 0 },
    { what: "one for a log of 64 MiB", sources: of(1 << 26), threads: undefined, available: 2, readers: 1 },
    { what: "none for a byte less", sources: of((1 << 26) - 1), threads: undefined, available: 2, readers: 0 },
    { what: "none for short logs", sources: of(1e6, 1e6), threads: undefined, available: 8, readers: 0 },
    { what: "as many as asked for", sources: of(10), threads: 5, available: 2, readers: 4 },
    { what: "none where one is asked for", sources: of(long), threads: 1, available: 8, readers: 0 },
    { what: "none for a pipe", sources: of(long, undefined), threads: 4, available: 8, readers: 0 },
  ])("$what", ({ sources, threads, available, readers }) => {
    expect(readersFor(sources, threads, available)).toBe(readers);
  });
});
