/** Slots: the places of a line where text stands that differs from line to line and is only passed on. */
import type { Opaque } from "../definition.js";
import { readTimestamp, timestampLength, timestampWords } from "./timestamp.js";
import { readUuid, uuidLength, uuidWords } from "./uuid.js";

/** What stands in a slot: a UUID, or an instant with a fixed number of fractional digits. */
export interface SlotKind {
  readonly opaque: Opaque;
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

export const slotKinds: readonly SlotKind[] = [uuid, ...instants];

/** Reads what a slot of a kind holds into `words`; false when something else stands there. */
export function readSlot(kind: SlotKind, bytes: DataView, at: number, words: Uint32Array, place: number): boolean {
  return kind.opaque === "uuid"
    ? readUuid(bytes, at, words, place)
    : readTimestamp(bytes, at, kind.digits, words, place);
}

/** A UUID or an instant between quotes; a UUID also beside a slash, as in `package/signer`. */
const pattern =
  /(?<=["/])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?=["/])|(?<=")\d{4}-\d\d-\d\dT[\d:]{8}(?:\.\d{1,9})?Z(?=")/g;

const scratch = new Uint32Array(uuidWords);

/** The slots of a line, in order; `text` has one character for each byte. */
export function slotsOf(text: string, bytes: DataView, opaque: readonly Opaque[]): readonly Slot[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: found, index: at }) => {
    const kind = slotKinds.find(({ length }) => length === found.length);
    if (kind === undefined || !opaque.includes(kind.opaque)) return [];
    return readSlot(kind, bytes, at, scratch, 0) ? [{ kind, at }] : [];
  });
}
