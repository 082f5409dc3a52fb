/** Several lifecycles read a line together: each finds in it what it finds alone, and most lines are recognised once for all. */
import { describe, expect, test } from "vitest";
import { messages } from "../../machines/index.js";
import { readerOf } from "../../src/bulk/check-log.js";
import { entry } from "../../src/bulk/entry.js";
import { createPhrases } from "../../src/bulk/phrase.js";
import type { Reader } from "../../src/bulk/shapes/learning.js";
import { createLineReader } from "../../src/bulk/shapes/line-reader.js";
import { createSheetWalk, entered, observationAt } from "../../src/bulk/sheet-walk.js";
import { createSheet } from "../../src/bulk/sheet.js";
import { lifecycleNamed, lifecyclesNamed } from "../../src/cli/lifecycle-choice.js";
import { addMilliseconds, parseInstant } from "../../src/instant.js";
import type { Reading } from "../../src/observation.js";
import { plainLines } from "./simulated-logs.js";

const instant = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** With times as the engine writes them, which a line that was recognised does not tell otherwise. */
const plainly = (reading: unknown): unknown =>
  JSON.parse(JSON.stringify(reading).replaceAll(instant, (time) => parseInstant(time) ?? time));

/** A log of all a provider's messages, a line of each lifecycle in turn. */
function linesOf(provider: string): readonly string[] {
  const logs = messages
    .map((written) => ({ written, lifecycle: lifecycleNamed(written.lifecycle) }))
    .filter(({ lifecycle }) => lifecycle.provider === provider)
    .map(({ written, lifecycle }) => plainLines(lifecycle, written, 2));
  return Array.from({ length: 70 }, (_, nth) => logs.flatMap((lines) => lines[nth] ?? [])).flat();
}

interface Counted extends Reader {
  readonly reads: () => number;
}

function counted({ read, ...reader }: Reader): Counted {
  let reads = 0;
  return { ...reader, read: (message) => ((reads += 1), read(message)), reads: () => reads };
}

const readersOf = (provider: string): readonly Counted[] =>
  lifecyclesNamed(provider).map((lifecycle) => counted(readerOf(lifecycle, undefined, createPhrases())));

/** Of each reader, what it finds in each line. */
function readTogether(readers: readonly Reader[], lines: readonly string[]): readonly (readonly unknown[])[] {
  const sheets = readers.map(() => createSheet(new Uint32Array(lines.length * entry.length)));
  const reader = createLineReader(readers, () => sheets);
  reader.push(Buffer.from(lines.join("\n")));
  reader.end();
  return sheets.map((sheet, nth) => {
    const walk = createSheetWalk();
    walk.begin(sheet, 0);
    return Array.from({ length: sheet.lines }, () => {
      const read = walk.next();
      const phrases = readers[nth]?.phrases ?? createPhrases();
      return plainly(read === entered ? { kind: "observation", observation: observationAt(walk, phrases) } : read);
    });
  });
}

describe.each(["persona", "assetpay"])("the lifecycles of %s", (provider) => {
  const lines = linesOf(provider);

  test("each find what they find alone", () => {
    const together = readTogether(readersOf(provider), lines);
    expect(together).toEqual(readersOf(provider).map((reader) => readTogether([reader], lines)[0]));
    expect(together).toEqual(
      lifecyclesNamed(provider).map((lifecycle) => lines.map((line) => plainly(lifecycle.read(JSON.parse(line))))),
    );
  });
});

test.each([
  ["persona", linesOf("persona")],
  // A process's own lines are malformed to a client, which is read anew each time.
  ["assetpay", linesOf("assetpay").filter((line) => line.includes('"subject"'))],
])("most lines are read in full by none of the lifecycles of %s", (provider, lines) => {
  const readers = readersOf(provider);
  const repeated = Array.from({ length: 40 }, () => lines).flat();
  readTogether(readers, repeated);
  for (const { reads } of readers) expect(reads()).toBeLessThan(repeated.length / 10);
});

test("a lifecycle whose reading compares times does so beside one that compares none", () => {
  const [process, client] = readersOf("assetpay");
  if (process === undefined || client === undefined) throw new Error("two lifecycles are AssetPay's");
  const pending = linesOf("assetpay").find((line) => /"subject".*CAPTURE_PENDING/.test(line)) ?? "";
  const [, created = ""] = /"createdAt":"([^"]+)"/.exec(pending) ?? [];
  const lines = [1, 2, 3, 40, 2].map((minutes) =>
    pending
      .replace("CAPTURE_PENDING", "EXPIRED")
      .replace(/(?<="at":")[^"]+/, addMilliseconds(created, minutes * 60_000)),
  );
  const [, together] = readTogether([{ ...process, limits: [] }, client], lines);
  expect(together).toEqual(lines.map((line) => plainly(lifecycleNamed("assetpay/client").read(Buffer.from(line)))));
});

test("a lifecycle whose reading changes its message changes no other's", () => {
  const readerOfMode = (wanted: string, lowers: boolean): Reader => ({
    read(message) {
      const isLine = message instanceof Uint8Array;
      const seen: { mode: string; fraud: boolean } = Object(
        isLine ? JSON.parse(new TextDecoder().decode(message)) : message,
      );
      if (lowers) seen.mode = seen.mode.toLowerCase();
      const isFraud = seen.mode === wanted && seen.fraud;
      return { kind: "irrelevant", name: undefined, message: isFraud ? "fraud" : "none" };
    },
    opaque: [],
    limits: [],
    phrases: createPhrases(),
  });
  const lines = [false, false, false, false, true, true].map((fraud) => JSON.stringify({ mode: "LIVE", fraud }));
  const [, found] = readTogether([readerOfMode("never", true), readerOfMode("LIVE", false)], lines);
  expect(found?.filter((reading) => JSON.stringify(reading).includes("fraud"))).toHaveLength(2);
});

describe("a lifecycle whose reading rests on what a slot holds", () => {
  const line = linesOf("assetpay").find((text) => text.includes("CAPTURE_PENDING")) ?? "";
  const lines = Array.from({ length: 50 }, (_, nth) => line.replace(/[\da-f]{6}(?=")/, String(100_000 + nth)));

  test.each<[string, (reader: Reader) => Reader]>([
    [
      "and repeats it",
      (reader) => ({
        ...reader,
        read: (message): Reading => ({
          kind: "irrelevant",
          name: undefined,
          message: JSON.stringify(reader.read(message)),
        }),
      }),
    ],
    ["and promises nothing", (reader) => ({ ...reader, opaque: [] })],
    [
      "which is no message to it",
      (reader) => ({ ...reader, read: () => ({ kind: "malformed", path: "", message: "no" }) }),
    ],
  ])("%s reads each line in full, and another one does not", (_, changed) => {
    const [plain, other] = readersOf("assetpay");
    if (plain === undefined || other === undefined) throw new Error("two lifecycles are AssetPay's");
    const resting = counted(changed(other));
    const [found, foundByOther] = readTogether([plain, resting], lines);
    expect(found).toEqual(readTogether([readersOf("assetpay")[0] ?? plain], lines)[0]);
    expect(foundByOther).toHaveLength(lines.length);
    expect(foundByOther).toEqual(lines.map((text) => plainly(changed(other).read(Buffer.from(text)))));
    expect(plain.reads()).toBeLessThan(10);
    expect(resting.reads()).toBeGreaterThanOrEqual(lines.length);
  });
});
