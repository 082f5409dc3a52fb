/** What is at hand where reports are judged in bulk. */
import { type CompiledObserver, compiledObserver } from "../../compiled/compiled.js";
import { engineOf } from "../../engine.js";
import type { Lifecycle } from "../../lifecycle.js";
import type { Space } from "../../observer/estimate.js";
import type { OpenOptions } from "../../open-record.js";
import { parsePolicy } from "../../policy/family.js";
import type { KycleRecord } from "../../record/record.js";
import type { Ids } from "../ids.js";
import { createVocabulary, type Vocabulary } from "../vocabulary.js";
import { type Beginnings, createBeginnings } from "./beginnings.js";
import { createMemory, type Memory } from "./remembered.js";
import { createRunNumbers, type RunNumbers } from "./run-numbers.js";
import type { Subjects } from "./subjects.js";

export interface BulkOptions extends Omit<OpenOptions, "subject" | "startedAt"> {
  /** The fields of the policy that are known. */
  readonly policy?: Readonly<Record<string, unknown>> | undefined;
}

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

/** @throws {PolicyError} for settings that no policy can have. */
export function createRoom(lifecycle: Lifecycle, options: BulkOptions, subjects: Subjects, ids: Ids): Room {
  const { definition } = lifecycle;
  const { policy, ...opening } = options;
  const given = parsePolicy(definition, policy);
  const opened = lifecycle.under(given).open({ ...opening, subject: "anyone" });
  const space = engineOf(definition).spaceOf(given, options.subscribed);
  const observer = compiledObserver(space);
  const memory = createMemory();
  return {
    space,
    observer,
    subjects,
    ids,
    memory,
    runs: createRunNumbers(memory),
    beginnings: createBeginnings(),
    vocabulary: createVocabulary(observer),
    opened,
  };
}
