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
import { entryIds, entryTimes, fillEntry, nothing, type Piece, type Shape } from "./shape.js";
import { comparedIn, type Source, sourcesOf, valuesOf, viewOf } from "./slot-values.js";
import { type Slot, slotsOf } from "./slots.js";
import { mostCompared, timeOrder } from "./time-order.js";
import { timestampWords } from "./timestamp.js";
import { trialOf } from "./trial.js";
import { uuidWords } from "./uuid.js";
import { compareTimes, isNone, isSameId } from "./words.js";

/** Longer lines are read in full, each: their length is seldom the envelope's. */
const longestShape = 4096;

export interface Reader {
  readonly read: (line: Uint8Array) => Reading;
  /** The kinds of text that `read` only passes on. */
  readonly opaque: readonly Opaque[];
  /** By how many seconds one instant is later than another when the reading changes; 0 is among them, if there are any. */
  readonly limits: readonly number[];
  readonly phrases: Phrases;
}

/** The shape of a line in which `read` found an observation; undefined where not all of it can be told from its slots. */
export function learnShape(line: Uint8Array, observation: Observation, reader: Reader): Shape | undefined {
  if (line.length > longestShape) return undefined;
  const slots = slotsOf(latin1.decode(line), viewOf(line), reader.opaque);
  const compared = comparedIn(slots, reader.limits);
  const trial = compared.length > mostCompared ? undefined : trialOf(line, slots, reader.limits);
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
  const values = valuesOf(line, slots);
  const order = timeOrder(values, compared, reader.limits);
  const shape = { pieces: piecesOf(line, slots), length: line.length, ...fields, phrase: number, compared, order };
  return tells(shape, values, observation, ids) ? shape : undefined;
}

/** One character for each byte. */
const latin1 = new TextDecoder("latin1");

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

/** The line's bytes and slots in turn: a quote or a slash stands on both sides of a slot. */
function piecesOf(line: Uint8Array, slots: readonly Slot[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const slot of slots) {
    pieces.push(Uint8Array.from(line.subarray(at, slot.at)), slot.kind);
    at = slot.at + slot.kind.length;
  }
  return [...pieces, Uint8Array.from(line.subarray(at))];
}
