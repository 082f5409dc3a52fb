/**
 * Learning the shape of a line from the line itself, by a trial: every slot is filled with a value of its own, and where
 * such a value comes out of `read` again shows which slot is what. That the rest does not depend on what stands in the
 * slots is what a lifecycle promises of the kinds of text that it calls opaque.
 */
import type { Opaque } from "../../definition.js";
import type { Observation, Reading } from "../../observation.js";
import { enter, entry } from "../entry.js";
import type { Ids } from "../ids.js";
import { phraseOf, type Phrases } from "../phrase.js";
import { timestampWords } from "../words/timestamp.js";
import { uuidWords } from "../words/uuid.js";
import { compareTimes, isNone, isSameId } from "../words/words.js";
import { entryIds, entryTimes, fillEntry, nothing, type Piece, type Shape, type Told } from "./shape.js";
import { comparedIn, type Source, sourcesOf, valuesOf, viewOf } from "./slot-values.js";
import { type Slot, slotsOf } from "./slots.js";
import { hasOrder, timeOrder } from "./time-order.js";
import { trialOf } from "./trial.js";
import { type Span, unreadIn } from "./unread.js";

/** In bytes, what is read of a line and stands around it. Longer lines are read in full, each: their length is seldom the envelope's. */
const longestShape = 4096;
/** In values. A list of which nothing is looked at but how long it is has as many as it is long. */
const mostUnread = 100;

/** What one lifecycle reads in lines. */
export interface Reader {
  readonly read: (message: unknown) => Reading;
  /** The kinds of text that `read` only passes on. */
  readonly opaque: readonly Opaque[];
  /** By how many seconds one instant is later than another when the reading changes; 0 is among them, if there are any. */
  readonly limits: readonly number[];
  readonly phrases: Phrases;
}

/** At which limits the order of instants changes what one of the readers reads. */
export function limitsOf(readers: readonly Reader[]): readonly number[] {
  return [...new Set(readers.flatMap(({ limits }) => limits))];
}

/**
 * The shape of a line in which the readers found this; undefined where none of it can be told from its slots: a message that
 * is malformed to all of them, or a reading that rests on what slots hold.
 */
export function learnShape(
  line: Uint8Array,
  readings: readonly Reading[],
  readers: readonly Reader[],
): Shape | undefined {
  if (readings.every(({ kind }) => kind === "malformed")) return undefined;
  const opaque = readers.flatMap((reader) => reader.opaque);
  const limits = limitsOf(readers);
  const reads = readers.map(({ read }) => read);
  const passedOver = unreadIn(line, reads, readings);
  const kept = passedOver.reduce((left, { at, end }) => left - (end - at), line.length);
  if (kept > longestShape || passedOver.length > mostUnread) return undefined;
  const slots = keptOf(line, passedOver).flatMap(({ at, end }) => {
    const bytes = line.subarray(at, end);
    const found = slotsOf(latin1.decode(bytes), viewOf(bytes), opaque);
    return found.map((slot) => ({ ...slot, at: at + slot.at }));
  });
  const compared = comparedIn(slots, limits);
  if (!hasOrder(compared.length, limits)) return undefined;
  if (limits.length > 0 && hasOtherInstants(line, slots, passedOver)) return undefined;
  const trial = trialOf(line, slots, limits);
  if (trial === undefined) return undefined;
  const told = readers.map((reader, nth) => toldBy(line, trial, readings[nth], slots, reader));
  if (told.every((each) => each === undefined)) return undefined;
  const order = timeOrder(valuesOf(line, slots), compared, limits);
  const length = slots.reduce((longest, slot) => longest + slot.kind.length - slot.length, kept);
  return { pieces: piecesOf(line, slots, passedOver), length, told, compared, order };
}

/** What is left of a line: the stretches around what is passed over. */
function keptOf(line: Uint8Array, passedOver: readonly Span[]): readonly Span[] {
  const starts = [0, ...passedOver.map(({ end }) => end)];
  return starts.map((at, nth) => ({ at, end: passedOver[nth]?.at ?? line.length }));
}

/** As every form of an instant begins. */
const dateFirst = /^\s*[+-]?\d{4,}-\d\d/;

/**
 * Whether an instant stands in a line in another form than slots have, with an offset perhaps: the reading compares it with theirs,
 * and it would be taken for the same in every line.
 */
function hasOtherInstants(line: Uint8Array, slots: readonly Slot[], passedOver: readonly Span[]): boolean {
  const left = Uint8Array.from(line);
  for (const { at, length } of slots) left.fill(letter, at, at + length);
  for (const { at, end } of passedOver) left.fill(space, at, end)[at] = digit;
  let isFound = false;
  JSON.parse(new TextDecoder().decode(left), (key, value: unknown) => {
    isFound ||= dateFirst.test(key) || (typeof value === "string" && dateFirst.test(value));
    return value;
  });
  return isFound;
}

const [space, digit, letter] = [0x20, 0x30, 0x78];

/** What lines with these slots say to a reader; undefined where a slot may hold what that rests on. */
function toldBy(
  line: Uint8Array,
  trial: Uint8Array,
  reading: Reading | undefined,
  slots: readonly Slot[],
  reader: Reader,
): Told | undefined {
  if (reading === undefined || reading.kind === "malformed") return undefined;
  if (slots.some(({ kind: { opaque } }) => !reader.opaque.includes(opaque))) return undefined;
  const again = reader.read(trial);
  if (reading.kind !== "observation") {
    const isSame = JSON.stringify(again) === JSON.stringify(reading);
    return isSame ? { ...nothingTold, reading: Object.freeze(reading) } : undefined;
  }
  if (again.kind !== "observation") return undefined;
  const phrase = phraseOf(again.observation);
  const found = new Uint32Array(entry.length);
  const { ids } = reader.phrases;
  if (phrase === undefined || !enter(again.observation, found, ids)) return undefined;
  const own = phraseOf(reading.observation);
  const number = reader.phrases.number(phrase);
  if (own === undefined || reader.phrases.number(own) !== number) return undefined;
  const fields = fieldsOf(found, valuesOf(trial, slots), sourcesOf(slots), ids);
  const told = fields && { ...fields, phrase: number, reading: undefined };
  return told && tells(told, valuesOf(line, slots), reading.observation, ids) ? told : undefined;
}

const nothingTold: Told = { sources: new Uint16Array(), named: new Uint8Array(), phrase: 0, reading: undefined };

/** One character for each byte. */
const latin1 = new TextDecoder("latin1");

/** Where among the values of a line's slots each field of its entry stands; undefined when one comes from elsewhere. */
function fieldsOf(
  found: Uint32Array,
  values: Uint32Array,
  slots: readonly Source[],
  ids: Ids,
): Pick<Told, "sources" | "named"> | undefined {
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

/** Whether that makes of the line's own slots what `read` found in it. */
function tells(told: Told, values: Uint32Array, observation: Observation, ids: Ids): boolean {
  const expected = new Uint32Array(entry.length);
  if (!enter(observation, expected, ids)) return false;
  expected[entry.phrase] = told.phrase;
  const made = new Uint32Array(entry.length);
  fillEntry(told, values, made, 0, ids);
  return made.every((word, at) => word === expected[at]);
}

/** The line's bytes in turn with what stands between them. A quote or a slash stands on both sides of a slot. */
function piecesOf(line: Uint8Array, slots: readonly Slot[], passedOver: readonly Span[]): readonly Piece[] {
  const gaps = [
    ...slots.map(({ kind, at, length }) => ({ piece: kind, at, end: at + length })),
    ...passedOver.map(({ at, end }) => ({ piece: "unread" as const, at, end })),
  ].toSorted((one, other) => one.at - other.at);
  const pieces: Piece[] = [];
  let from = 0;
  for (const { piece, at, end } of gaps) {
    pieces.push(Uint8Array.from(line.subarray(from, at)), piece);
    from = end;
  }
  return [...pieces, Uint8Array.from(line.subarray(from))];
}
