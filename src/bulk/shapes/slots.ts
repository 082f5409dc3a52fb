/** Slots: the places of a line where text stands that differs from line to line and is only passed on. */
import type { Opaque } from "../../definition.js";
import { longestName, nameWords, readName } from "../words/name.js";
import { longestTimestamp, readTimestamp, timestampWords } from "../words/timestamp.js";
import { readUuid, uuidLength, uuidWords } from "../words/uuid.js";

/** What stands in a slot: a UUID, an instant, or a name of a fixed length. */
export interface SlotKind {
  readonly opaque: Opaque;
  /** Of a name, the letters in front. */
  readonly letters: number;
  /** In bytes, at most: instants have as many fractional digits as they need. */
  readonly length: number;
  /** How many words of 32 bits its value takes. */
  readonly words: number;
}

export interface Slot {
  readonly kind: SlotKind;
  /** Where it begins in its line. */
  readonly at: number;
  /** In bytes, here. */
  readonly length: number;
}

const uuid: SlotKind = { opaque: "uuid", letters: 0, length: uuidLength, words: uuidWords };
const instant: SlotKind = { opaque: "instant", letters: 0, length: longestTimestamp, words: timestampWords };

/** Of a name, the letters in front are two or more, and those behind the underscore too many to be a word. */
const fewestLetters = 2;
const mostLetters = 6;
const fewestBehind = 16;

const names: readonly SlotKind[] = Array.from({ length: mostLetters - fewestLetters + 1 }, (_, more) => {
  const letters = fewestLetters + more;
  const shortest = letters + 1 + fewestBehind;
  return Array.from({ length: longestName - shortest + 1 }, (__, further) => ({
    opaque: "name" as const,
    letters,
    length: shortest + further,
    words: nameWords,
  }));
}).flat();

export const slotKinds: readonly SlotKind[] = [uuid, instant, ...names];

/** Reads what a slot of a kind holds into `words`: how many bytes that is, or 0 when something else stands there. */
export function readSlot(kind: SlotKind, bytes: DataView, at: number, words: Uint32Array, place: number): number {
  const { opaque, length, letters } = kind;
  switch (opaque) {
    case "uuid":
      return readUuid(bytes, at, words, place) ? length : 0;
    case "instant":
      return readTimestamp(bytes, at, words, place);
    case "name":
      return readName(bytes, at, length, letters, words, place) ? length : 0;
  }
}

/** A UUID, an instant or a name between quotes; a UUID also beside a slash, as in `package/signer`. */
const pattern =
  /(?<=["/])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?=["/])|(?<=")\d{4}-\d\d-\d\dT[\d:]{8}(?:\.\d{1,9})?Z(?=")|(?<=")[a-z]{2,6}_[A-Za-z\d]{16,28}(?=")/g;

function kindOf(found: string): SlotKind | undefined {
  const letters = found.indexOf("_");
  if (letters !== -1) return names.find((name) => name.letters === letters && name.length === found.length);
  return found.endsWith("Z") ? instant : uuid;
}

const scratch = new Uint32Array(nameWords);

/** The slots of a line, in order; `text` has one character for each byte. */
export function slotsOf(text: string, bytes: DataView, opaque: readonly Opaque[]): readonly Slot[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: found, index: at }) => {
    const kind = kindOf(found);
    if (kind === undefined || !opaque.includes(kind.opaque)) return [];
    const length = readSlot(kind, bytes, at, scratch, 0);
    return length > 0 ? [{ kind, at, length }] : [];
  });
}
