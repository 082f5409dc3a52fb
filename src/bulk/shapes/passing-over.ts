/**
 * Passing over JSON in bytes, by the grammar of RFC 8259, on one line: where a value ends of which nothing is wanted.
 *
 * A line break must stand somewhere behind each place that is asked about. It belongs to no value, so nothing looks further.
 */

/** No value that could be passed over. */
export const nowhere = -1;

/** Values that are nested deeper are left to `JSON.parse`. */
const deepest = 64;

const tab = 0x09;
const carriageReturn = 0x0d;
const space = 0x20;
const quote = 0x22;
const plus = 0x2b;
const comma = 0x2c;
const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const colon = 0x3a;
const capitalE = 0x45;
export const openBracket = 0x5b;
const backslash = 0x5c;
export const closeBracket = 0x5d;
const smallE = 0x65;
const smallF = 0x66;
const smallN = 0x6e;
const smallT = 0x74;
const smallU = 0x75;
export const openBrace = 0x7b;
export const closeBrace = 0x7d;

/** By byte, whether it is one of a kind. */
const bytesLike = (pattern: RegExp): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, code) => Number(pattern.test(String.fromCharCode(code))));

/** Stands for itself in a string: ASCII but for control characters, the quote and the backslash. */
const isPlain = bytesLike(/[ !#-[\]-\x7f]/);
const isDigit = bytesLike(/[\d]/);
const isHexDigit = bytesLike(/[\da-f]/i);
/** May stand behind a backslash, as may the `u`. */
const isEscaped = bytesLike(/["\\/bfnrt]/);

/** Where the value that begins at a place ends; `nowhere` when none stands there, or not all of it. */
export function endOfValue(bytes: Uint8Array, at: number, depth = 0): number {
  switch (bytes[at] ?? 0) {
    case quote:
      return endOfString(bytes, at);
    case openBrace:
      return endOfObject(bytes, at, depth);
    case openBracket:
      return endOfArray(bytes, at, depth);
    case smallT:
      return endOfWord(bytes, at, "true");
    case smallF:
      return endOfWord(bytes, at, "false");
    case smallN:
      return endOfWord(bytes, at, "null");
    default:
      return endOfNumber(bytes, at);
  }
}

/** Where the blanks end that stand at a place, if any. */
export function endOfBlanks(bytes: Uint8Array, at: number): number {
  let end = at;
  for (let byte = bytes[end]; byte === space || byte === tab || byte === carriageReturn; byte = bytes[end]) end += 1;
  return end;
}

function endOfObject(bytes: Uint8Array, at: number, depth: number): number {
  if (depth === deepest) return nowhere;
  let end = endOfBlanks(bytes, at + 1);
  if (bytes[end] === closeBrace) return end + 1;
  for (;;) {
    const value = endOfKey(bytes, end);
    end = value === nowhere ? nowhere : endOfValue(bytes, value, depth + 1);
    if (end === nowhere) return nowhere;
    end = endOfBlanks(bytes, end);
    if (bytes[end] !== comma) return bytes[end] === closeBrace ? end + 1 : nowhere;
    end = endOfBlanks(bytes, end + 1);
  }
}

/** Where a key ends, with its colon and the blanks around that: its value begins there. */
export function endOfKey(bytes: Uint8Array, at: number): number {
  const key = bytes[at] === quote ? endOfString(bytes, at) : nowhere;
  if (key === nowhere) return nowhere;
  const end = endOfBlanks(bytes, key);
  return bytes[end] === colon ? endOfBlanks(bytes, end + 1) : nowhere;
}

function endOfArray(bytes: Uint8Array, at: number, depth: number): number {
  if (depth === deepest) return nowhere;
  let end = endOfBlanks(bytes, at + 1);
  if (bytes[end] === closeBracket) return end + 1;
  for (;;) {
    end = endOfValue(bytes, end, depth + 1);
    if (end === nowhere) return nowhere;
    end = endOfBlanks(bytes, end);
    if (bytes[end] !== comma) return bytes[end] === closeBracket ? end + 1 : nowhere;
    end = endOfBlanks(bytes, end + 1);
  }
}

/** Where the string ends whose opening quote stands at a place. */
export function endOfString(bytes: Uint8Array, at: number): number {
  let end = at + 1;
  for (;;) {
    while (isPlain[bytes[end] ?? 0] === 1) end += 1;
    const byte = bytes[end] ?? 0;
    if (byte === quote) return end + 1;
    end = byte === backslash ? endOfEscape(bytes, end) : endOfSequence(bytes, end, byte);
    if (end === nowhere) return nowhere;
  }
}

function endOfEscape(bytes: Uint8Array, at: number): number {
  const kind = bytes[at + 1] ?? 0;
  if (kind !== smallU) return isEscaped[kind] === 1 ? at + 2 : nowhere;
  const end = at + 6;
  for (let nth = at + 2; nth < end; nth++) if (isHexDigit[bytes[nth] ?? 0] === 0) return nowhere;
  return end;
}

/** Where a character beyond ASCII ends: the Unicode Standard's table 3-7, of the well-formed sequences of UTF-8. */
function endOfSequence(bytes: Uint8Array, at: number, first: number): number {
  if (first < 0xc2 || first > 0xf4) return nowhere;
  const end = at + (first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4);
  const second = bytes[at + 1] ?? 0;
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < least || second > most) return nowhere;
  for (let nth = at + 2; nth < end; nth++) if (((bytes[nth] ?? 0) & 0xc0) !== 0x80) return nowhere;
  return end;
}

function endOfNumber(bytes: Uint8Array, at: number): number {
  const whole = bytes[at] === minus ? at + 1 : at;
  // A zero in front stands alone.
  let end = bytes[whole] === zero ? whole + 1 : endOfDigits(bytes, whole);
  if (end !== nowhere && bytes[end] === point) end = endOfDigits(bytes, end + 1);
  if (end !== nowhere && (bytes[end] === smallE || bytes[end] === capitalE)) {
    const isSigned = bytes[end + 1] === plus || bytes[end + 1] === minus;
    end = endOfDigits(bytes, isSigned ? end + 2 : end + 1);
  }
  return end;
}

/** Where one or more digits end. */
function endOfDigits(bytes: Uint8Array, at: number): number {
  let end = at;
  while (isDigit[bytes[end] ?? 0] === 1) end += 1;
  return end > at ? end : nowhere;
}

function endOfWord(bytes: Uint8Array, at: number, word: string): number {
  for (let nth = 0; nth < word.length; nth++) if (bytes[at + nth] !== word.charCodeAt(nth)) return nowhere;
  return at + word.length;
}
