/** UUIDs as four words of 32 bits. Only those in lower case that are not all zeros: others may mean something of their own. */
import { hexadecimalPairs, noDigits } from "./digits.js";

export const uuidLength = 36;
export const uuidWords = 4;

const hyphen = 0x2d;

/** Reads the UUID at a place into `words`; false when there is none. */
export function readUuid(bytes: DataView, at: number, words: Uint32Array, place: number): boolean {
  if (
    bytes.getUint8(at + 8) !== hyphen ||
    bytes.getUint8(at + 13) !== hyphen ||
    bytes.getUint8(at + 18) !== hyphen ||
    bytes.getUint8(at + 23) !== hyphen
  ) {
    return false;
  }
  const a = pair(bytes, at);
  const b = pair(bytes, at + 2);
  const c = pair(bytes, at + 4);
  const d = pair(bytes, at + 6);
  const e = pair(bytes, at + 9);
  const f = pair(bytes, at + 11);
  const g = pair(bytes, at + 14);
  const h = pair(bytes, at + 16);
  const i = pair(bytes, at + 19);
  const j = pair(bytes, at + 21);
  const k = pair(bytes, at + 24);
  const l = pair(bytes, at + 26);
  const m = pair(bytes, at + 28);
  const n = pair(bytes, at + 30);
  const o = pair(bytes, at + 32);
  const p = pair(bytes, at + 34);
  const all = a | b | c | d | e | f | g | h | i | j | k | l | m | n | o | p;
  if (all === 0 || (all & noDigits) !== 0) return false;
  words[place] = (a << 24) | (b << 16) | (c << 8) | d;
  words[place + 1] = (e << 24) | (f << 16) | (g << 8) | h;
  words[place + 2] = (i << 24) | (j << 16) | (k << 8) | l;
  words[place + 3] = (m << 24) | (n << 16) | (o << 8) | p;
  return true;
}

function pair(bytes: DataView, at: number): number {
  return hexadecimalPairs[bytes.getUint16(at, true)] ?? noDigits;
}

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
