/**
 * Learning the shape of a line from the line itself, by a trial: every slot is filled with a value of its own, and where
 * such a value comes out of `read` again shows which slot is what. That the rest does not depend on what stands in the
 * slots is what a lifecycle promises of the kinds of text that it calls opaque.
 */
import type { Opaque } from "../definition.js";
import type { Observation, Reading } from "../observation.js";
import { enter, entry } from "./entry.js";
import { phraseOf, type Phrases } from "./phrase.js";
import { allOnes, createSlotValues, fillEntry, nothing, type Piece, type Shape } from "./shape.js";
import { readSlot, type Slot, type SlotKind, slotsOf } from "./slots.js";
import { timestampWords } from "./timestamp.js";
import { uuidWords } from "./uuid.js";

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
  if (phrase === undefined || !enter(reading.observation, found)) return undefined;
  const own = phraseOf(observation);
  const number = reader.phrases.number(phrase);
  if (own === undefined || reader.phrases.number(own) !== number) return undefined;
  const sources = placesOf(found, valuesOf(trial, slots), sourcesOf(slots));
  if (sources === undefined) return undefined;
  const shape = { pieces: piecesOf(line, slots), length: line.length, sources, phrase: number };
  return tells(shape, valuesOf(line, slots), observation) ? shape : undefined;
}

/** One character for each byte. */
const latin1 = new TextDecoder("latin1");

const viewOf = (line: Uint8Array): DataView => new DataView(line.buffer, line.byteOffset, line.length);

/** What stands in the nth slot of a trial. */
function trialText({ opaque, length }: SlotKind, nth: number): string {
  const number = String(nth).padStart(2, "0");
  if (opaque === "uuid") return `7e57ab1e-0000-4000-8000-0000000000${number}`;
  return `${`2001-02-03T04:05:${number}.123456789`.slice(0, length - 1)}Z`;
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
  readonly words: number;
}

function sourcesOf(slots: readonly Slot[]): readonly Source[] {
  let from = 0;
  return slots.map(({ kind: { words } }) => {
    from += words;
    return { from: from - words, words };
  });
}

/** The values of a line's slots, one after another. */
function valuesOf(line: Uint8Array, slots: readonly Slot[]): Uint32Array {
  const sources = sourcesOf(slots);
  const values = createSlotValues();
  for (const [nth, { kind, at }] of slots.entries()) readSlot(kind, viewOf(line), at, values, sources[nth]?.from ?? 0);
  return values;
}

/** What an entry holds, in its order. */
const fields = [
  { to: entry.subject, words: uuidWords },
  { to: entry.subject + uuidWords, words: uuidWords },
  { to: entry.run, words: uuidWords },
  { to: entry.delivery, words: uuidWords },
  { to: entry.time, words: timestampWords },
] as const;

/** Where among the values of a line's slots each field of its entry stands; undefined when one comes from elsewhere. */
function placesOf(found: Uint32Array, values: Uint32Array, slots: readonly Source[]): Uint16Array | undefined {
  const places = fields.flatMap(({ to, words }) => {
    const isAt = (from: number): boolean =>
      found.subarray(to, to + words).every((word, nth) => word === values[from + nth]);
    const known = slots.filter((slot) => slot.words === words).map(({ from }) => from);
    return [...known, nothing, allOnes].find(isAt) ?? [];
  });
  return places.length === fields.length ? Uint16Array.from(places) : undefined;
}

/** Whether the shape makes of the line's own slots what `read` found in it. */
function tells(shape: Shape, values: Uint32Array, observation: Observation): boolean {
  const expected = new Uint32Array(entry.length);
  if (!enter(observation, expected)) return false;
  expected[entry.phrase] = shape.phrase;
  const made = new Uint32Array(entry.length);
  fillEntry(shape, values, made, 0);
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
