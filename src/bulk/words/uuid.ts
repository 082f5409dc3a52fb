/**
 * UUIDs as four words of 32 bits. Only those in lower case: others may mean something of their own. Nor such of which the last
 * three words are zeros: these are no id, or a name's number.
 */
import { hexadecimalPairs, noDigits } from "./digits.js";

export const uuidLength = 36;
export const uuidWords = 4;

const hyphen = 0x2d;

/** Reads the UUID at a place into `words`; false when there is none. */
export function readUuid(bytes: DataView, at: number, words: Uint32Array, place: number): boolean {
  const a = four(bytes.getInt32(at, true));
  const b = four(bytes.getInt32(at + 4, true));
  const c = four(bytes.getInt32(at + 9, true));
  const d = four(bytes.getInt32(at + 14, true));
  const e = four(bytes.getInt32(at + 19, true));
  const f = four(bytes.getInt32(at + 24, true));
  const g = four(bytes.getInt32(at + 28, true));
  const h = four(bytes.getInt32(at + 32, true));
  const behind = c | d | e | f | g | h;
  if (behind === 0 || (a | b | behind) < 0) return false;
  if (
    bytes.getUint8(at + 8) !== hyphen ||
    bytes.getUint8(at + 13) !== hyphen ||
    bytes.getUint8(at + 18) !== hyphen ||
    bytes.getUint8(at + 23) !== hyphen
  ) {
    return false;
  }
  words[place] = (a << 16) | b;
  words[place + 1] = (c << 16) | d;
  words[place + 2] = (e << 16) | f;
  words[place + 3] = (g << 16) | h;
  return true;
}

/** The number that four digits write, the first in the lowest byte; negative when they are none. */
const four = (digits: number): number => (pair(digits & 0xffff) << 8) | pair(digits >>> 16);

/** Apart from `four`, since V8 always builds in what is as small as this, and lines have dozens of pairs. */
const pair = (digits: number): number => hexadecimalPairs[digits] ?? noDigits;

/** The UUID's text. */
export function uuidText(words: Uint32Array, place: number): string {
  const [a = "", b = "", c = "", d = ""] = [0, 1, 2, 3].map((nth) =>
    (words[place + nth] ?? 0).toString(16).padStart(8, "0"),
  );
  return `${a}-${b.slice(0, 4)}-${b.slice(4)}-${c.slice(0, 4)}-${c.slice(4)}${d}`;
}

const scratch = new DataView(new ArrayBuffer(uuidLength));

/** Reads a UUID's text into `words`; false when it is none. */
export function parseUuid(text: string, words: Uint32Array, place: number): boolean {
  if (text.length !== uuidLength) return false;
  for (let at = 0; at < uuidLength; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return false;
    scratch.setUint8(at, code);
  }
  return readUuid(scratch, 0, words, place);
}
