/** From a record whose window is plain to its subject's row. */
import { stateAfter } from "../../compiled/step.js";
import type { Known } from "../../record/window.js";
import { parseTimestamp } from "../words/timestamp.js";
import { uuidWords } from "../words/uuid.js";
import { addId, deliveryFilter, idBits } from "./id-filter.js";
import type { PlainCheckpoint, PlainReport, PlainWindow } from "./plain-window.js";
import { addReport, checkpoint, remembered, runBits } from "./remembered.js";
import type { Room } from "./room.js";
import { stateWord, subject } from "./subject-row.js";

/** Writes a record into a row that holds nothing elsewhere. */
export type Pack = (row: number, known: Known, plain: PlainWindow) => void;

export function createPacking({ observer, subjects, ids, memory, runs, beginnings }: Room): Pack {
  const { reports, checkpoints } = memory;
  const scratch = new Uint32Array(uuidWords);

  function packRuns(row: number, own: Uint32Array, at: number, names: readonly string[]): void {
    for (const [before, name] of names.entries()) {
      ids.parse(name, scratch, 0);
      runs.begin(row, own, at, before, scratch, 0);
    }
  }

  function packReport(own: Uint32Array, at: number, report: PlainReport, names: readonly string[]): void {
    const latest = own[at + subject.latest] ?? 0;
    const number = addReport(memory, latest === 0 ? undefined : latest - 1);
    const words = reports.words(number);
    const place = reports.at(number);
    if (report.delivery !== undefined) ids.parse(report.delivery, words, place + remembered.delivery);
    parseTimestamp(report.at, words, place + remembered.time);
    const run = report.run === undefined ? 0 : names.indexOf(report.run) + 1;
    words[place + remembered.said] = (report.said << runBits) | run;
    own[at + subject.latest] = number + 1;
    addId(own, at + subject.deliveries, deliveryFilter, idBits(words, place + remembered.delivery));
  }

  function packCheckpoint(before: PlainCheckpoint, known: Known, gone: number): number {
    const number = checkpoints.add();
    const words = checkpoints.words(number);
    const at = checkpoints.at(number);
    words[at + checkpoint.state] = stateAfter(observer.into(known.folded.start, before.latest));
    parseTimestamp(before.at, words, at + checkpoint.time);
    parseTimestamp(before.firstAt, words, at + checkpoint.firstTime);
    words[at + checkpoint.run] = before.runs.length;
    words[at + checkpoint.hasRun] = before.latest.run === undefined ? 0 : 1;
    words[at + checkpoint.gone] = gone;
    words[at + checkpoint.tellsStart] = before.startedAt === undefined ? 0 : 1;
    return number;
  }

  return (row, known, plain) => {
    const own = subjects.words(row);
    const at = subjects.at(row);
    own.fill(0, at + subject.deliveries, at + subject.length);
    if (plain.startedAt !== undefined && parseTimestamp(plain.startedAt, scratch, 0)) beginnings.keep(row, scratch, 0);
    own.fill(0, at + subject.run, at + subject.run + uuidWords);
    packRuns(row, own, at, plain.runs);
    if (plain.checkpoint !== undefined) {
      own[at + subject.checkpoint] = packCheckpoint(plain.checkpoint, known, plain.gone) + 1;
    }
    for (const report of plain.reports) packReport(own, at, report, plain.runs);
    own[at + subject.remembered] = plain.reports.length;
    const { estimate, latest } = known.folded;
    const state = stateAfter(observer.into(estimate, latest));
    own[at + subject.state] = stateWord(
      state,
      plain.runs.length,
      latest?.run !== undefined,
      own[at + subject.state] ?? 0,
    );
  };
}
