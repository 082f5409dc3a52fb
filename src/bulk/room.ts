/** What is at hand where reports are judged in bulk. */
import type { CompiledObserver } from "../compiled.js";
import type { Space } from "../estimate.js";
import type { KycleRecord } from "../record.js";
import type { Beginnings } from "./beginnings.js";
import type { Ids } from "./ids.js";
import type { Memory } from "./remembered.js";
import type { RunNumbers } from "./run-numbers.js";
import type { Subjects } from "./subjects.js";
import type { Vocabulary } from "./vocabulary.js";

export interface Room {
  readonly space: Space;
  readonly observer: CompiledObserver;
  readonly subjects: Subjects;
  readonly ids: Ids;
  readonly memory: Memory;
  readonly runs: RunNumbers;
  readonly beginnings: Beginnings;
  readonly vocabulary: Vocabulary;
  /** A record before any report, of which all others differ in their subject. */
  readonly opened: KycleRecord;
}
