/**
 * Writes a log of iinkedSign webhooks about many signers, interleaved, and beside it the truth, LOG.truth.json: which lines are
 * illegal and why, which are delivered a second time, which were overtaken by later ones of their signer, and how many reports
 * windows of 16 remember.
 *
 *   node bench/log/generate.mjs LOG [--lines 500000] [--subjects 47000] [--illegal 0.01] [--duplicate 0] [--late 0] [--trim] [--seed 1]
 */
import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import { parseArgs } from "node:util";
import { createRandom } from "./random.mjs";
import { createWalk } from "./walk.mjs";
import { createWebhookWriter, longestWebhook, ticksOfSecond } from "./webhook.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    lines: { type: "string", default: "500000" },
    subjects: { type: "string" },
    illegal: { type: "string", default: "0.01" },
    duplicate: { type: "string", default: "0" },
    late: { type: "string", default: "0" },
    trim: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
  },
});
const [path] = positionals;
if (path === undefined) throw new Error("name the LOG to write");
const lines = Number(values.lines);
const subjects = Math.max(1, Number(values.subjects ?? Math.round(lines * 0.094)));
const share = { illegal: Number(values.illegal), duplicate: Number(values.duplicate), late: Number(values.late) };
for (const number of [lines, subjects, ...Object.values(share)]) {
  if (!(number >= 0)) throw new Error("--lines, --subjects, --illegal, --duplicate and --late take numbers");
}

const random = createRandom(Number(values.seed));
const reports = lines * Math.max(0.01, 1 - share.illegal - share.duplicate);
const walk = createWalk({ subjects, reports, random });
const write = createWebhookWriter(values.trim);
const truth = { lines, subjects, illegal: [], duplicates: [], heldBack: [], reasons: {} };

const log = openSync(path, "w");
const bytes = Buffer.alloc(4 * 1024 * 1024);
let end = 0;

/** Where the latest legal lines begin: so few that a window of 16 has not let go of any. */
const recent = [];
const mostRecent = 12;

const report = { number: 0, word: 0, run: 0, event: 0, seconds: 0, ticks: 0 };
/** By signer, the report that waits until a few later ones have overtaken it. */
const heldBack = new Map();
let toRelease;

/** No instant twice. */
function stamp() {
  report.event = random.word();
  report.ticks += 1 + random.below(4 * ticksOfSecond);
  report.seconds += Math.floor(report.ticks / ticksOfSecond);
  report.ticks %= ticksOfSecond;
}

function put(written) {
  end = write(bytes, end, written);
}

/** By signer, how many legal reports there are. */
const told = new Uint32Array(subjects);

function putRemembered(written) {
  told[written.number] += 1;
  recent.push(end);
  if (recent.length > mostRecent) recent.shift();
  put(written);
}

function putLegal() {
  walk.step(report);
  stamp();
  while (random.share() < share.late && !walk.hasEnded(report.number) && !heldBack.has(report.number)) {
    heldBack.set(report.number, { report: { ...report }, overtakers: 1 + random.below(3) });
    walk.step(report);
    stamp();
  }
  putRemembered(report);
  const waiting = heldBack.get(report.number);
  if (waiting === undefined) return;
  waiting.overtakers -= 1;
  if (waiting.overtakers > 0 && !walk.hasEnded(report.number)) return;
  heldBack.delete(report.number);
  toRelease = waiting.report;
}

/** Whether an illegal line was put. */
function putIllegal(line) {
  const reason = walk.misstep(report, (number) => heldBack.has(number));
  if (reason === undefined) return false;
  stamp();
  put(report);
  truth.illegal.push(line);
  (truth.reasons[reason] ??= []).push(line);
  return true;
}

function putAgain() {
  const from = recent[random.below(recent.length)];
  const next = bytes.indexOf("\n", from) + 1;
  bytes.copy(bytes, end, from, next);
  end += next - from;
}

for (let line = 1; line <= lines; line++) {
  if (end + longestWebhook > bytes.length) {
    writeSync(log, bytes, 0, end);
    end = 0;
    recent.length = 0;
  }
  if (toRelease !== undefined) {
    putRemembered(toRelease);
    toRelease = undefined;
    truth.heldBack.push(line);
  } else if (share.illegal > 0 && random.share() < share.illegal && putIllegal(line)) {
    // It is put.
  } else if (recent.length > 0 && share.duplicate > 0 && random.share() < share.duplicate) {
    putAgain();
    truth.duplicates.push(line);
  } else {
    putLegal();
  }
}
writeSync(log, bytes, 0, end);
closeSync(log);
truth.subjects = told.reduce((sum, count) => sum + Math.min(count, 1), 0);
truth.remembered = told.reduce((sum, count) => sum + Math.min(count, 16), 0);
writeFileSync(`${path}.truth.json`, JSON.stringify(truth));
