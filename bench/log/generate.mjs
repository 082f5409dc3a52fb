/**
 * Writes a log of iinkedSign webhooks about many signers, interleaved, and beside it the truth: which lines are illegal and
 * which are redelivered. The histories are told by hand here, from the vendor's page; nothing of Kycle is asked.
 *
 *   node bench/log/generate.mjs LOG [--lines 500000] [--subjects 47000] [--illegal 0.01] [--duplicate 0] [--late 0] [--seed 1]
 */
import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import { parseArgs } from "node:util";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    lines: { type: "string", default: "500000" },
    subjects: { type: "string" },
    illegal: { type: "string", default: "0.01" },
    duplicate: { type: "string", default: "0" },
    late: { type: "string", default: "0" },
    seed: { type: "string", default: "1" },
  },
});
const [path] = positionals;
if (path === undefined) throw new Error("name the LOG to write");
const lines = Number(values.lines);
const subjects = Number(values.subjects ?? Math.round(lines * 0.094));
const share = { illegal: Number(values.illegal), duplicate: Number(values.duplicate), late: Number(values.late) };

/** xorshift128, so that a seed gives the same log everywhere. */
const state = Uint32Array.of(Number(values.seed), 0x9e3779b9, 0x243f6a88, 0xb7e15162);
function random32() {
  let t = state[3];
  const s = state[0];
  state[3] = state[2];
  state[2] = state[1];
  state[1] = s;
  t ^= t << 11;
  t ^= t >>> 8;
  state[0] = t ^ s ^ (s >>> 19);
  return state[0];
}
for (let round = 0; round < 64; round++) random32();
const random = () => random32() / 2 ** 32;
const below = (limit) => Math.floor(random() * limit);

const hex = Array.from({ length: 65536 }, (_, word) => word.toString(16).padStart(4, "0"));
/** A version 4 UUID of four random words. */
function uuid(a, b, c, d) {
  const version = hex[0x4000 | (b & 0xfff)];
  const variant = hex[0x8000 | ((c >>> 16) & 0x3fff)];
  return `${hex[a >>> 16]}${hex[a & 0xffff]}-${hex[b >>> 16]}-${version}-${variant}-${hex[c & 0xffff]}${hex[d >>> 16]}${hex[d & 0xffff]}`;
}
const freshUuid = () => uuid(random32(), random32(), random32(), random32());

/** A signer's words: the packageId and signerId are made from its number, so that nothing about it need be held. */
const mixed = (number, salt) => Math.imul(number ^ salt, 0x9e3779b1) ^ Math.imul(number + salt, 0x85ebca6b);
const named = (number, salt) => uuid(mixed(number, salt), mixed(number, salt + 1), mixed(number, salt + 2), number);

const signer = {
  run: new Uint32Array(subjects),
  failures: new Uint8Array(subjects),
  last: Array.from({ length: subjects }, () => undefined),
};
const attempts = 3;
const lastWords = ["passed", "cancelled", "invalid"];

/** What a signer with attempts, errors and resets left may be told of next; the last words end a history. */
function nextState(number) {
  if (endsNow()) return lastWords[below(10) < 7 ? 0 : 1 + below(2)];
  if (below(10) === 0) return "error";
  return signer.failures[number] + 1 < attempts ? "failed" : "failed_reset";
}
const endsNow = () =>
  (opened < subjects || atWork.length > 1) && random() < subjects / (lines * (1 - share.illegal - share.duplicate));

// Signers are at work side by side; one whose history ended makes room for the next. The ended wait for illegal reports.
let opened = 0;
const atWork = Array.from({ length: Math.min(subjects, Math.max(1, Math.floor(subjects / 5))) }, () => opened++);
const ended = [];

let ticks = 0n;
const start = BigInt(Date.UTC(2031, 0, 1)) * 10_000n;
/** Seven digits, and never the same instant twice. */
function nextTime() {
  ticks += BigInt(1 + below(40_000_000));
  const at = start + ticks;
  return `${new Date(Number(at / 10_000n)).toISOString().slice(0, 19)}.${String(at % 10_000_000n).padStart(7, "0")}Z`;
}

function webhook(number, word, at) {
  const run = uuid(mixed(number, 77), mixed(signer.run[number], 78), mixed(number, 79), signer.run[number]);
  return `{"verificationId":"${run}","packageId":"${named(number, 5)}","signerId":"${named(number, 55)}","continue":${word === "passed"},"state":"${word}","action":"verification_status","eventId":"${freshUuid()}","eventTime":"${at}"}\n`;
}

function legalLine() {
  const place = below(atWork.length);
  const number = atWork[place];
  const word = nextState(number);
  if (signer.last[number] === "failed_reset") {
    signer.run[number] += 1;
    signer.failures[number] = 0;
  }
  const isLast = lastWords.includes(word);
  const renewed = signer.last[number] === "failed_reset" && word === "failed_reset" ? "failed" : word;
  if (renewed.startsWith("failed")) signer.failures[number] += 1;
  signer.last[number] = renewed;
  if (isLast) {
    ended.push(number);
    if (opened < subjects) atWork[place] = opened++;
    else if (atWork.length > 1) atWork.splice(place, 1);
  }
  return webhook(number, renewed, nextTime());
}

/** A failure after a history's last word, or a second word of another kind: no policy allows either. */
const illegalLine = () => webhook(ended[below(ended.length)], "failed", nextTime());

const log = openSync(path, "w");
const truth = { lines, subjects, illegal: [], duplicates: [], heldBack: [] };
const heldBack = new Map();
let recent = "";
let gathered = [];
for (let line = 1; line <= lines; line++) {
  let text = heldBack.get(line);
  if (text !== undefined) heldBack.delete(line);
  else if (ended.length > 100 && random() < share.illegal) {
    text = illegalLine();
    truth.illegal.push(line);
  } else if (recent !== "" && random() < share.duplicate) {
    text = recent;
    truth.duplicates.push(line);
  } else {
    text = legalLine();
    const later = line + 1 + below(subjects * 2);
    if (random() < share.late && later <= lines && !heldBack.has(later)) {
      heldBack.set(later, text);
      truth.heldBack.push(later);
      text = legalLine();
    }
    recent = text;
  }
  gathered.push(text);
  if (gathered.length === 20_000) {
    writeSync(log, gathered.join(""));
    gathered = [];
  }
}
writeSync(log, gathered.join(""));
closeSync(log);
truth.subjects = opened;
writeFileSync(`${path}.truth.json`, JSON.stringify(truth));
