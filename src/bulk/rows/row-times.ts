/** The lifecycle's rules between times, asked about a subject's row: what they do not look at is not told. */
import { kindOf, type Step } from "../../compiled/step.js";
import type { KnownTimes } from "../../definition.js";
import type { Instant } from "../../instant.js";
import { entry } from "../entry.js";
import { instantAt } from "../words/timestamp.js";
import { checkpoint, nextReport, remembered, reportsTo, runBits } from "./remembered.js";
import type { Room } from "./room.js";
import { subject } from "./subject-row.js";

export interface RowTimes {
  /**
   * Whether a report of which the step is known breaks a rule between times, about the subject of a row, which is at a place
   * in `own`. A word that nobody knows and a run that was replaced are told before it.
   */
  areBroken(
    row: number,
    own: Uint32Array,
    at: number,
    words: Uint32Array,
    place: number,
    said: number,
    step: Step,
  ): boolean;
}

/** Undefined for a lifecycle without such rules. */
export function createRowTimes({ space, memory, beginnings, vocabulary, opened }: Room): RowTimes | undefined {
  const { definition } = space;
  if (definition.mistimed === undefined) return undefined;
  const { reports, checkpoints } = memory;
  let row = 0;
  let own: Uint32Array = new Uint32Array();
  let at = 0;
  let words: Uint32Array = new Uint32Array();
  let place = 0;
  let said = 0;

  const timeOf = (number: number): Instant => instantAt(reports.words(number), reports.at(number) + remembered.time);

  const report = {
    get status(): string | undefined {
      return vocabulary.said(said).status;
    },
    get at(): Instant {
      return instantAt(words, place + entry.time);
    },
  };

  const known: KnownTimes = {
    policy: opened.policy,
    get startedAt() {
      if (words[place + entry.startedAt] !== 0) return instantAt(words, place + entry.startedAt);
      return beginnings.of(row);
    },
    get firstAt() {
      const before = (own[at + subject.checkpoint] ?? 0) - 1;
      if (before >= 0) return instantAt(checkpoints.words(before), checkpoints.at(before) + checkpoint.firstTime);
      const latest = (own[at + subject.latest] ?? 0) - 1;
      return latest < 0 ? undefined : timeOf(nextReport(memory, latest));
    },
    get reports() {
      const latest = (own[at + subject.latest] ?? 0) - 1;
      return reportsTo(memory, latest, own[at + subject.remembered] ?? 0).map((number) => {
        const told = reports.words(number)[reports.at(number) + remembered.said] ?? 0;
        return { status: vocabulary.said(told >>> runBits).status, at: timeOf(number) };
      });
    },
  };

  return {
    areBroken(...asked) {
      const kind = kindOf(asked[6]);
      if (kind === "unknown" || kind === "superseded") return false;
      [row, own, at, words, place, said] = asked;
      return (definition.mistimed?.(report, known) ?? []).length > 0;
    },
  };
}
