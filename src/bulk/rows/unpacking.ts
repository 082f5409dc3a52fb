/** From a subject's row to its record. */
import { stepFrom } from "../../compiled/step.js";
import type { Instant } from "../../instant.js";
import type { Estimate } from "../../observer/estimate.js";
import type { Report } from "../../observer/folded.js";
import { type Checkpoint, packEstimate } from "../../record/checkpoint.js";
import { foldWindow } from "../../record/equal-times.js";
import { startFold } from "../../record/fold.js";
import type { KycleRecord } from "../../record/record.js";
import type { Known } from "../../record/window.js";
import { subjectText } from "../entry.js";
import { instantAt } from "../words/timestamp.js";
import { isNone } from "../words/words.js";
import { checkpoint, mostRuns, remembered, reportsTo, runBits } from "./remembered.js";
import type { Room } from "./room.js";
import { subject } from "./subject-row.js";

export function createUnpacking({
  space,
  observer,
  subjects,
  ids,
  memory,
  vocabulary,
  runs,
  beginnings,
  opened,
}: Room): (row: number) => Known {
  const { reports, checkpoints } = memory;

  /** The runs of the subject whose row is at a place, in the order in which they began. */
  function runNames(own: Uint32Array, at: number): readonly string[] {
    if (isNone(own, at + subject.run)) return [];
    const names = [ids.text(own, at + subject.run)];
    runs.visitEarlier(own, at, (words, place) => names.push(ids.text(words, place)));
    return names.toReversed();
  }

  function reportAt(number: number, names: readonly string[], startedAt: Instant | undefined): Report {
    const words = reports.words(number);
    const at = reports.at(number);
    const packed = words[at + remembered.said] ?? 0;
    const { channel, status, event, policy, counters, tellsStart } = vocabulary.said(packed >>> runBits);
    const run = names[(packed & mostRuns) - 1];
    return {
      channel,
      ...(status === undefined ? {} : { status }),
      ...(event === undefined ? {} : { event }),
      ...(run === undefined ? {} : { run }),
      at: instantAt(words, at + remembered.time),
      ...(tellsStart === true ? { startedAt } : {}),
      ...(isNone(words, at) ? {} : { delivery: ids.text(words, at) }),
      ...(policy === undefined ? {} : { policy }),
      ...(counters === undefined ? {} : { counters }),
    };
  }

  function checkpointAt(
    number: number,
    names: readonly string[],
    startedAt: Instant | undefined,
  ): { readonly before: Checkpoint; readonly estimate: Estimate; readonly gone: number } {
    const words = checkpoints.words(number);
    const at = checkpoints.at(number);
    const { estimate, latest } = observer.standing(stepFrom(words[at + checkpoint.state] ?? 0));
    if (latest === undefined) throw new Error("a checkpoint that took in no report");
    const told = names.slice(0, words[at + checkpoint.run] ?? 0);
    const run = words[at + checkpoint.hasRun] === 0 ? undefined : told.at(-1);
    return {
      estimate,
      gone: words[at + checkpoint.gone] ?? 0,
      before: {
        at: instantAt(words, at + checkpoint.time),
        firstAt: instantAt(words, at + checkpoint.firstTime),
        ...(words[at + checkpoint.tellsStart] === 0 ? {} : { startedAt }),
        latest: {
          ...(latest.status === undefined ? {} : { status: latest.status }),
          ...(run === undefined ? {} : { run }),
          channel: latest.channel,
        },
        runs: told,
        configurations: packEstimate(space, estimate),
      },
    };
  }

  return (row) => {
    const own = subjects.words(row);
    const at = subjects.at(row);
    const names = runNames(own, at);
    const startedAt = beginnings.of(row);
    const link = own[at + subject.checkpoint] ?? 0;
    const { before, estimate, gone } =
      link === 0 ? { before: undefined, estimate: space.origin, gone: 0 } : checkpointAt(link - 1, names, startedAt);
    const count = own[at + subject.remembered] ?? 0;
    const window = reportsTo(memory, (own[at + subject.latest] ?? 0) - 1, count).map((report) =>
      reportAt(report, names, startedAt),
    );
    const folded = foldWindow(space, startFold(estimate, before?.latest, before?.runs ?? []), window);
    if (folded === undefined) throw new Error("a remembered window that does not fit");
    const record: KycleRecord = {
      ...opened,
      subject: subjectText(own, at + subject.name, ids),
      sequence: gone + count,
      window,
      ...(before === undefined ? {} : { checkpoint: before }),
    };
    return { record, folded };
  };
}
