/** Makes of a log one from which reports are lost and in which some have a word that nobody knows. */
import { closeSync, createReadStream, openSync, writeSync } from "node:fs";
import { createRandom } from "../log/random.mjs";

const lineFeed = 0x0a;
const state = '"state":"';
const delivery = '"eventId":"';

/** Of a line: whether its word is to be an unknown one. A delivery that comes again says the same. */
function isChosen(line, share) {
  const at = line.indexOf(delivery) + delivery.length;
  return Number.parseInt(line.toString("latin1", at, at + 8), 16) / 2 ** 32 < share;
}

/** `lost` and `unknown` are shares of the lines. */
export async function spoil(log, { lost, unknown, seed = 1 }) {
  const random = createRandom(seed);
  const path = `${log}.spoilt`;
  const file = openSync(path, "w");
  let lines = 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(log, { highWaterMark: 1 << 20 })) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const kept = [];
    let at = 0;
    for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, at)) {
      const line = bytes.subarray(at, end + 1);
      at = end + 1;
      if (random.share() < lost) continue;
      lines += 1;
      kept.push(isChosen(line, unknown) ? Buffer.from(line.toString().replace(state, `${state}re`)) : line);
    }
    if (kept.length > 0) writeSync(file, Buffer.concat(kept));
    rest = bytes.subarray(at);
  }
  closeSync(file);
  return { path, lines };
}
