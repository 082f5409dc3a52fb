/**
 * Makes of a log one from which reports are lost and in which some have a word that nobody knows, and deals it out by subject:
 * whatever judges subject by subject says the same of the parts, and need not hold the whole.
 */
import { closeSync, createReadStream, openSync, writeSync } from "node:fs";
import { createRandom } from "../log/random.mjs";

const lineFeed = 0x0a;
const state = '"state":"';

/** The first eight digits of a UUID that stands behind a key. */
function numberOf(line, key) {
  const at = line.indexOf(key) + key.length;
  return Number.parseInt(line.toString("latin1", at, at + 8), 16);
}

/** Lines that are collected before they are written. */
function createWriter(path) {
  const file = openSync(path, "w");
  let waiting = [];
  let bytes = 0;
  const flush = () => {
    if (bytes > 0) writeSync(file, Buffer.concat(waiting, bytes));
    waiting = [];
    bytes = 0;
  };
  return {
    write(line) {
      waiting.push(line);
      bytes += line.length;
      if (bytes > 1 << 22) flush();
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}

/** `lost` and `unknown` are shares of the lines. Gives the parts, each with the numbers of its lines in the whole. */
export async function spoil(log, { lost, unknown, parts: count, seed = 1 }) {
  const random = createRandom(seed);
  const whole = { path: `${log}.spoilt`, lines: 0, unknown: 0 };
  const parts = Array.from({ length: count }, (_, number) => ({ path: `${log}.part-${number}`, lines: [] }));
  const writer = createWriter(whole.path);
  const partWriters = parts.map(({ path }) => createWriter(path));

  function take(line) {
    if (random.share() < lost) return;
    // A delivery that comes again says the same.
    const isUnknown = numberOf(line, '"eventId":"') / 2 ** 32 < unknown;
    const told = isUnknown ? Buffer.from(line.toString().replace(state, `${state}re`)) : line;
    whole.lines += 1;
    if (isUnknown) whole.unknown += 1;
    const part = numberOf(line, '"packageId":"') % count;
    writer.write(told);
    partWriters[part].write(told);
    parts[part].lines.push(whole.lines);
  }

  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(log, { highWaterMark: 1 << 20 })) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, at)) {
      take(bytes.subarray(at, end + 1));
      at = end + 1;
    }
    rest = bytes.subarray(at);
  }
  for (const each of [writer, ...partWriters]) each.close();
  return { whole, parts };
}
