/** The window of a subject's row: the ring of its remembered reports, the filter of their deliveries, and its checkpoint. */
import { entry } from "../entry.js";
import { timestampWords } from "../words/timestamp.js";
import { uuidWords } from "../words/uuid.js";
import { compareTimes, copyWords, isNone } from "../words/words.js";
import { addId, deliveryFilter, idBits, mayHaveId } from "./id-filter.js";
import { createLetGo } from "./letting-go.js";
import { addReport, hasDelivery, nextReport, remembered, removeEarliest } from "./remembered.js";
import type { Room } from "./room.js";
import { subject } from "./subject-row.js";
import { mostAtOnce } from "./subjects.js";

export interface RowWindow {
  /** Has at hand what so many subjects' windows ask for beside their rows: the waits for memory overlap. */
  bring(rows: Uint32Array, count: number): void;
  /** Whether a delivery is among the remembered ones. It is that of the report that is remembered next, if it is. */
  isDelivered(own: Uint32Array, at: number, words: Uint32Array, place: number): boolean;
  /** Whether a report is later than all that are remembered. */
  isLatest(own: Uint32Array, at: number, words: Uint32Array, place: number): boolean;
  /** Remembers a report that is later than all others; `packed` is what it says and its run, by their numbers. */
  add(own: Uint32Array, at: number, words: Uint32Array, place: number, packed: number): void;
  /** Remembers a report behind another one of the ring, before the latest. */
  insert(own: Uint32Array, at: number, words: Uint32Array, place: number, packed: number, before: number): void;
}

export function createRowWindow(room: Room): RowWindow {
  const { subjects, memory, opened } = room;
  const { capacity } = opened;
  const { reports } = memory;
  const letGo = createLetGo(room);
  const lookedAt = new Uint32Array(1);
  /** The latest reports of the subjects that are brought, each plus 1. */
  const links = new Uint32Array(mostAtOnce);
  /** Of the delivery that was asked for last. */
  let bits = 0;

  /** Leaves only the ids of what is still remembered. */
  function renewFilter(own: Uint32Array, at: number, latest: number, count: number): void {
    own.fill(0, at + subject.deliveries, at + subject.runs);
    for (let left = count, report = latest; left > 0; left--, report = nextReport(memory, report)) {
      addId(
        own,
        at + subject.deliveries,
        deliveryFilter,
        idBits(reports.words(report), reports.at(report) + remembered.delivery),
      );
    }
  }

  /** Where the next report is remembered, which is the latest then: of a full window in place of the earliest. */
  function placeForLatest(own: Uint32Array, at: number): number {
    const count = own[at + subject.remembered] ?? 0;
    const latest = (own[at + subject.latest] ?? 0) - 1;
    if (count < capacity) {
      own[at + subject.remembered] = count + 1;
      return addReport(memory, count === 0 ? undefined : latest);
    }
    const earliest = nextReport(memory, latest);
    letGo(own, at, earliest);
    return earliest;
  }

  function write(
    own: Uint32Array,
    at: number,
    words: Uint32Array,
    place: number,
    packed: number,
    report: number,
  ): void {
    const row = reports.words(report);
    const begin = reports.at(report);
    copyWords(words, place + entry.delivery, row, begin + remembered.delivery, uuidWords);
    copyWords(words, place + entry.time, row, begin + remembered.time, timestampWords);
    row[begin + remembered.said] = packed;
    addId(own, at + subject.deliveries, deliveryFilter, bits);
  }

  return {
    bring(rows, count) {
      let seen = 0;
      for (let nth = 0; nth < count; nth++) {
        const row = rows[nth] ?? 0;
        links[nth] = subjects.words(row)[subjects.at(row) + subject.latest] ?? 0;
      }
      for (let nth = 0; nth < count; nth++) {
        const link = links[nth] ?? 0;
        if (link !== 0) seen ^= nextReport(memory, link - 1);
      }
      for (let nth = 0; nth < count; nth++) {
        const row = rows[nth] ?? 0;
        const own = subjects.words(row);
        const at = subjects.at(row);
        if ((own[at + subject.remembered] ?? 0) < capacity) continue;
        seen ^= nextReport(memory, nextReport(memory, (own[at + subject.latest] ?? 0) - 1));
        const before = (own[at + subject.checkpoint] ?? 0) - 1;
        if (before >= 0) seen ^= memory.checkpoints.words(before)[memory.checkpoints.at(before)] ?? 0;
      }
      lookedAt[0] = seen;
    },
    isDelivered(own, at, words, place) {
      bits = idBits(words, place);
      if (!mayHaveId(own, at + subject.deliveries, deliveryFilter, bits) || isNone(words, place)) return false;
      const latest = (own[at + subject.latest] ?? 0) - 1;
      const count = own[at + subject.remembered] ?? 0;
      if (hasDelivery(memory, latest, count, words, place)) return true;
      // What the filter took it for may have been let go.
      if (own[at + subject.checkpoint] !== 0) renewFilter(own, at, latest, count);
      return false;
    },
    isLatest(own, at, words, place) {
      const latest = (own[at + subject.latest] ?? 0) - 1;
      if (latest < 0) return true;
      const known = reports.at(latest) + remembered.time;
      return compareTimes(words, place + entry.time, reports.words(latest), known) > 0;
    },
    add(own, at, words, place, packed) {
      const report = placeForLatest(own, at);
      write(own, at, words, place, packed, report);
      own[at + subject.latest] = report + 1;
    },
    insert(own, at, words, place, packed, before) {
      write(own, at, words, place, packed, addReport(memory, before));
      const count = own[at + subject.remembered] ?? 0;
      if (count < capacity) {
        own[at + subject.remembered] = count + 1;
        return;
      }
      // The earliest may be the one that was just remembered.
      const latest = (own[at + subject.latest] ?? 0) - 1;
      letGo(own, at, nextReport(memory, latest));
      removeEarliest(memory, latest);
    },
  };
}
