/** What a log is read from. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sourcesOf } from "../../src/cli/reading/sources.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kycle-sources-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("a file comes in one buffer, whole and in order, and others have their turn between its chunks", async () => {
  const file = join(folder, "log.ndjson");
  const written = Buffer.from(Array.from({ length: 700_001 }, (_, at) => (at * 31) % 251));
  writeFileSync(file, written);
  const [source] = await sourcesOf([file], process);
  expect(source?.size).toBe(written.length);
  const chunks: Buffer[] = [];
  const memory = new Set<ArrayBufferLike>();
  let turns = 0;
  for await (const chunk of source?.passing?.() ?? []) {
    expect(turns).toBe(chunks.length);
    setImmediate(() => (turns += 1));
    memory.add(chunk.buffer);
    chunks.push(Buffer.from(chunk));
  }
  expect(chunks.length).toBeGreaterThan(1);
  expect(memory.size).toBe(1);
  expect(Buffer.concat(chunks).equals(written)).toBe(true);
});
