/**
 * Names: ids that are no UUIDs. In a line they are known by a form of their own: a few small letters, an underscore, then
 * letters and digits, as in `evt_3XbKpQzRw8TnYc5LdV2mHs9G`. Packed, a name is its bytes, zeros, and its length in the last byte.
 */

export const nameWords = 8;

const bytesOfWord = 4;
/** The last byte is the length's. */
export const longestName = nameWords * bytesOfWord - 1;

const underscore = 0x5f;
const [smallLetter, otherLetterOrDigit] = [1, 2] as const;

/** By byte, what it may stand for in the form of a name; 0 for any other. */
const classes = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (/[a-z]/.test(character)) return smallLetter;
  return /[A-Z\d]/.test(character) ? otherLetterOrDigit : 0;
});

const packedBytes = new DataView(new ArrayBuffer(nameWords * bytesOfWord));

/** Reads the name at a place, of so many bytes and with so many letters in front, into `words`; false when there is none. */
export function readName(
  bytes: DataView,
  at: number,
  length: number,
  letters: number,
  words: Uint32Array,
  place: number,
): boolean {
  for (let nth = 0; nth < letters; nth++) if (classes[bytes.getUint8(at + nth)] !== smallLetter) return false;
  if (bytes.getUint8(at + letters) !== underscore) return false;
  for (let nth = letters + 1; nth < length; nth++) if (classes[bytes.getUint8(at + nth)] === 0) return false;
  const whole = length >> 2;
  for (let word = 0; word < nameWords; word++) {
    words[place + word] = word < whole ? bytes.getUint32(at + word * bytesOfWord, true) : 0;
  }
  for (let nth = whole * bytesOfWord; nth < length; nth++) {
    words[place + whole] = (words[place + whole] ?? 0) | (bytes.getUint8(at + nth) << (8 * (nth & 3)));
  }
  words[place + nameWords - 1] = (words[place + nameWords - 1] ?? 0) | (length << 24);
  return true;
}

/** Packs a text of any form; false for one that is too long, or has a slash or more than the printable characters of ASCII. */
export function packName(text: string, words: Uint32Array): boolean {
  if (!/^[!-.0-~]+$/.test(text) || text.length > longestName) return false;
  for (let nth = 0; nth <= longestName; nth++) {
    packedBytes.setUint8(nth, nth < text.length ? text.charCodeAt(nth) : 0);
  }
  packedBytes.setUint8(longestName, text.length);
  for (let word = 0; word < nameWords; word++) words[word] = packedBytes.getUint32(word * bytesOfWord, true);
  return true;
}

export function unpackName(words: Uint32Array, place: number): string {
  const length = (words[place + nameWords - 1] ?? 0) >>> 24;
  let text = "";
  for (let nth = 0; nth < length; nth++) {
    text += String.fromCharCode(((words[place + (nth >> 2)] ?? 0) >>> (8 * (nth & 3))) & 0xff);
  }
  return text;
}
