/** Slots: the places of a line where text stands that differs from line to line and is only passed on. */
import type { Opaque } from "../definition.js";
import { longestName, nameWords, readName } from "./name.js";
import { readTimestamp, timestampLength, timestampWords } from "./timestamp.js";
import { readUuid, uuidLength, uuidWords } from "./uuid.js";

/** What stands in a slot: a UUID, a name of a fixed length, or an instant with a fixed number of fractional digits. */
export interface SlotKind {
  readonly opaque: Opaque;
  /** Of an instant the fractional digits, of a name the letters in front. */
  readonly digits: number;
  /** In bytes. */
  readonly length: number;
  /** How many words of 32 bits its value takes. */
  readonly words: number;
}

export interface Slot {
  readonly kind: SlotKind;
  /** Where it begins in its line. */
  readonly at: number;
}

const uuid: SlotKind = { opaque: "uuid", digits: 0, length: uuidLength, words: uuidWords };
const instants: readonly SlotKind[] = Array.from({ length: 10 }, (_, digits) => ({
  opaque: "instant",
  digits,
  length: timestampLength(digits),
  words: timestampWords,
}));

/** Of a name, the letters in front are two or more, and those behind the underscore too many to be a word. */
const fewestLetters = 2;
const mostLetters = 6;
const fewestBehind = 16;

const names: readonly SlotKind[] = Array.from({ length: mostLetters - fewestLetters + 1 }, (_, more) => {
  const digits = fewestLetters + more;
  const shortest = digits + 1 + fewestBehind;
  return Array.from({ length: longestName - shortest + 1 }, (__, further) => ({
    opaque: "name" as const,
    digits,
    length: shortest + further,
    words: nameWords,
  }));
}).flat();

export const slotKinds: readonly SlotKind[] = [uuid, ...instants, ...names];

/** Reads what a slot of a kind holds into `words`; false when something else stands there. */
export function readSlot(kind: SlotKind, bytes: DataView, at: number, words: Uint32Array, place: number): boolean {
  switch (kind.opaque) {
    case "uuid":
      return readUuid(bytes, at, words, place);
    case "instant":
      return readTimestamp(bytes, at, kind.digits, words, place);
    case "name":
      return readName(bytes, at, kind.length, kind.digits, words, place);
  }
}

/** A UUID, an instant or a name between quotes; a UUID also beside a slash, as in `package/signer`. */
const pattern =
  /(?<=["/])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?=["/])|(?<=")\d{4}-\d\d-\d\dT[\d:]{8}(?:\.\d{1,9})?Z(?=")|(?<=")[a-z]{2,6}_[A-Za-z\d]{16,28}(?=")/g;

function kindOf(found: string): SlotKind | undefined {
  const letters = found.indexOf("_");
  if (letters !== -1) return names.find(({ digits, length }) => digits === letters && length === found.length);
  return [uuid, ...instants].find(({ length }) => length === found.length);
}

const scratch = new Uint32Array(nameWords);

/** The slots of a line, in order; `text` has one character for each byte. */
export function slotsOf(text: string, bytes: DataView, opaque: readonly Opaque[]): readonly Slot[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: found, index: at }) => {
    const kind = kindOf(found);
    if (kind === undefined || !opaque.includes(kind.opaque)) return [];
    return readSlot(kind, bytes, at, scratch, 0) ? [{ kind, at }] : [];
  });
}
