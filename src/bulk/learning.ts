/**
 * Learning the shape of a line from the line itself, by a trial: every slot is filled with a value of its own, and where
 * such a value comes out of `read` again shows which slot is what. That the rest does not depend on what stands in the
 * slots is what a lifecycle promises of the kinds of text that it calls opaque.
 */
import type { Opaque } from "../definition.js";
import type { Observation, Reading } from "../observation.js";
import { enter, entry } from "./entry.js";
import type { Ids } from "./ids.js";
import { phraseOf, type Phrases } from "./phrase.js";
import { createSlotValues, entryIds, entryTimes, fillEntry, nothing, type Piece, type Shape } from "./shape.js";
import { readSlot, type Slot, type SlotKind, slotsOf } from "./slots.js";
import { timestampWords } from "./timestamp.js";
import { uuidWords } from "./uuid.js";
import { compareTimes, isNone, isSameId } from "./words.js";

/** Longer lines are read in full, each: their length is seldom the envelope's. */
const longestShape = 4096;
/** More could not be told apart in a trial. */
const mostSlots = 60;

export interface Reader {
  readonly read: (line: Uint8Array) => Reading;
  /** The kinds of text that `read` only passes on. */
  readonly opaque: readonly Opaque[];
  readonly phrases: Phrases;
}

/** The shape of a line in which `read` found an observation; undefined where not all of it can be told from its slots. */
export function learnShape(line: Uint8Array, observation: Observation, reader: Reader): Shape | undefined {
  if (line.length > longestShape) return undefined;
  const slots = slotsOf(latin1.decode(line), viewOf(line), reader.opaque);
  const trial = fillWithTrials(line, slots);
  const reading = trial === undefined ? undefined : reader.read(trial);
  if (trial === undefined || reading?.kind !== "observation") return undefined;
  const phrase = phraseOf(reading.observation);
  const found = new Uint32Array(entry.length);
  const { ids } = reader.phrases;
  if (phrase === undefined || !enter(reading.observation, found, ids)) return undefined;
  const own = phraseOf(observation);
  const number = reader.phrases.number(phrase);
  if (own === undefined || reader.phrases.number(own) !== number) return undefined;
  const fields = fieldsOf(found, valuesOf(trial, slots), sourcesOf(slots), ids);
  if (fields === undefined) return undefined;
  const shape = { pieces: piecesOf(line, slots), length: line.length, ...fields, phrase: number };
  return tells(shape, valuesOf(line, slots), observation, ids) ? shape : undefined;
}

/** One character for each byte. */
const latin1 = new TextDecoder("latin1");

const viewOf = (line: Uint8Array): DataView => new DataView(line.buffer, line.byteOffset, line.length);

/** What stands in the nth slot of a trial. */
function trialText({ opaque, digits, length }: SlotKind, nth: number): string {
  const number = String(nth).padStart(2, "0");
  switch (opaque) {
    case "uuid":
      return `7e57ab1e-0000-4000-8000-0000000000${number}`;
    case "instant":
      return `${`2001-02-03T04:05:${number}.123456789`.slice(0, length - 1)}Z`;
    case "name":
      return `${"t".repeat(digits)}_${number.padStart(length - digits - 1, "0")}`;
  }
}

/** The line with a value of its own in each slot; undefined when they are too many to be told apart, or none. */
function fillWithTrials(line: Uint8Array, slots: readonly Slot[]): Uint8Array | undefined {
  if (slots.length === 0 || slots.length > mostSlots) return undefined;
  const trial = Uint8Array.from(line);
  for (const [nth, { kind, at }] of slots.entries()) trial.set(new TextEncoder().encode(trialText(kind, nth)), at);
  return trial;
}

/** A slot's value: where it stands among the values of its line. */
interface Source {
  readonly from: number;
  readonly kind: SlotKind;
}

function sourcesOf(slots: readonly Slot[]): readonly Source[] {
  let from = 0;
  return slots.map(({ kind }) => {
    from += kind.words;
    return { from: from - kind.words, kind };
  });
}

/** The values of a line's slots, one after another. */
function valuesOf(line: Uint8Array, slots: readonly Slot[]): Uint32Array {
  const sources = sourcesOf(slots);
  const values = createSlotValues();
  for (const [nth, { kind, at }] of slots.entries()) readSlot(kind, viewOf(line), at, values, sources[nth]?.from ?? 0);
  return values;
}

/** Where among the values of a line's slots each field of its entry stands; undefined when one comes from elsewhere. */
function fieldsOf(
  found: Uint32Array,
  values: Uint32Array,
  slots: readonly Source[],
  ids: Ids,
): Pick<Shape, "sources" | "named"> | undefined {
  const told = [
    ...Array.from({ length: entryIds }, (_, nth) => idFrom(found, nth * uuidWords, values, slots, ids)),
    ...Array.from({ length: entryTimes }, (_, nth) =>
      timeFrom(found, entry.time + nth * timestampWords, values, slots),
    ),
  ];
  const sources = told.flatMap((source) => (source === undefined ? [] : [source.from]));
  if (sources.length < told.length) return undefined;
  const named = told.flatMap((source, field) => (source?.kind?.opaque === "name" ? [field] : []));
  return { sources: Uint16Array.from(sources), named: Uint8Array.from(named) };
}

/** Of what is not told there is no slot. */
const untold = { from: nothing, kind: undefined } as const;

function idFrom(
  found: Uint32Array,
  to: number,
  values: Uint32Array,
  slots: readonly Source[],
  ids: Ids,
): Source | typeof untold | undefined {
  if (isNone(found, to)) return untold;
  const own = new Uint32Array(uuidWords);
  return slots.find(({ from, kind: { opaque } }) => {
    if (opaque === "instant") return false;
    if (opaque === "name") ids.name(values, from, own, 0);
    return isSameId(found, to, opaque === "name" ? own : values, opaque === "name" ? 0 : from);
  });
}

function timeFrom(
  found: Uint32Array,
  to: number,
  values: Uint32Array,
  slots: readonly Source[],
): Source | typeof untold | undefined {
  if (found[to] === 0 && found[to + 1] === 0) return untold;
  return slots.find(
    ({ from, kind: { opaque } }) => opaque === "instant" && compareTimes(found, to, values, from) === 0,
  );
}

/** Whether the shape makes of the line's own slots what `read` found in it. */
function tells(shape: Shape, values: Uint32Array, observation: Observation, ids: Ids): boolean {
  const expected = new Uint32Array(entry.length);
  if (!enter(observation, expected, ids)) return false;
  expected[entry.phrase] = shape.phrase;
  const made = new Uint32Array(entry.length);
  fillEntry(shape, values, made, 0, ids);
  return made.every((word, at) => word === expected[at]);
}

/** The line's bytes and slots in turn. */
function piecesOf(line: Uint8Array, slots: readonly Slot[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const slot of slots) {
    if (slot.at > at) pieces.push(Uint8Array.from(line.subarray(at, slot.at)));
    pieces.push(slot.kind);
    at = slot.at + slot.kind.length;
  }
  return at < line.length ? [...pieces, Uint8Array.from(line.subarray(at))] : pieces;
}
