/**
 * Instants as two words: seconds since 1970 and the nanoseconds in that second. Nothing of an instant with up to nine
 * fractional digits is lost, and order by seconds, then nanoseconds, is order in time.
 */
import { type Instant, parseInstant, secondText, written } from "../../instant.js";
import { decimalPairs, noDigits } from "./digits.js";

export const timestampWords = 2;

/** 2031-08-09T07:06:05 */
const secondsLength = 19;
const mostDigits = 9;

/** Zeros stand for no instant. */
const firstYear = 1971;
/** The first year that does not lie wholly within 32 bits of seconds. */
const endYear = 2106;
const secondsOfDay = 86_400;

/** The day on which each month begins, from 1971-01 on, counted from 1970-01-01. */
const monthStarts = Int32Array.from(
  { length: (endYear - firstYear) * 12 + 1 },
  (_, month) => Date.UTC(firstYear, month, 1) / (secondsOfDay * 1000),
);

const [upperZ, zero] = [0x5a, 0x30] as const;

/** Four bytes as in `-08-`, of which the outer ones are fixed: what these are in a word whose first byte is lowest. */
const outer = { dates: outerBytes("--"), hours: outerBytes("T:"), fraction: outerBytes(":."), end: outerBytes(":Z") };
const outerMask = outerBytes("\u00ff\u00ff");

function outerBytes(text: string): number {
  return text.charCodeAt(0) | (text.charCodeAt(1) << 24);
}

/** In bytes, of an instant with all its digits. */
export const longestTimestamp = secondsLength + 2 + mostDigits;

/**
 * Reads the instant at a place, in UTC with up to nine fractional digits, into `words`: how many bytes it has, or 0 where
 * there is none.
 */
export function readTimestamp(bytes: DataView, at: number, words: Uint32Array, place: number): number {
  const months = bytes.getInt32(at + 4, true);
  const hours = bytes.getInt32(at + 10, true);
  const seconds = bytes.getInt32(at + 16, true);
  const behind = seconds & outerMask;
  if (
    (months & outerMask) !== outer.dates ||
    (hours & outerMask) !== outer.hours ||
    (behind !== outer.fraction && behind !== outer.end)
  ) {
    return 0;
  }
  const century = pair(bytes.getUint16(at, true));
  const yearOfCentury = pair(bytes.getUint16(at + 2, true));
  const month = innerPair(months);
  const day = pair(bytes.getUint16(at + 8, true));
  const hour = innerPair(hours);
  const minute = pair(bytes.getUint16(at + 14, true));
  const second = innerPair(seconds);
  if ((century | yearOfCentury | month | day | hour | minute | second) < 0) return 0;
  const year = century * 100 + yearOfCentury;
  if (year < firstYear || year >= endYear || month < 1 || month > 12 || day < 1) return 0;
  if (hour > 23 || minute > 59 || second > 59) return 0;
  const monthsBefore = (year - firstYear) * 12 + month - 1;
  const days = (monthStarts[monthsBefore] ?? 0) + day - 1;
  if (days >= (monthStarts[monthsBefore + 1] ?? 0)) return 0;
  words[place] = days * secondsOfDay + hour * 3600 + minute * 60 + second;
  words[place + 1] = 0;
  return behind === outer.end ? secondsLength + 1 : readFraction(bytes, at, words, place);
}

const pair = (digits: number): number => decimalPairs[digits] ?? noDigits;

/** The number that the two inner bytes of a word write. */
const innerPair = (word: number): number => decimalPairs[(word >>> 8) & 0xffff] ?? noDigits;

/** Reads the nanoseconds of the instant at a place: how many bytes it has with them, or 0 where there are none. */
function readFraction(bytes: DataView, at: number, words: Uint32Array, place: number): number {
  let fraction = 0;
  let digits = 0;
  const first = at + secondsLength + 1;
  for (; digits + 1 < mostDigits; digits += 2) {
    const two = pair(bytes.getUint16(first + digits, true));
    if (two < 0) break;
    fraction = fraction * 100 + two;
  }
  const one = bytes.getUint8(first + digits) - zero;
  if (one >= 0 && one <= 9) {
    fraction = fraction * 10 + one;
    digits += 1;
  }
  if (digits === 0 || bytes.getUint8(first + digits) !== upperZ) return 0;
  words[place + 1] = fraction * (powersOfTen[mostDigits - digits] ?? 1);
  return secondsLength + 2 + digits;
}

const powersOfTen = Array.from({ length: mostDigits }, (_, power) => 10 ** power);

/** The instant as the engine writes it. */
function instantOfTimestamp(seconds: number, nanoseconds: number): Instant {
  return written(secondText(seconds), nanoseconds === 0 ? "" : String(nanoseconds).padStart(mostDigits, "0"));
}

/** The instant that two words stand for. */
export function instantAt(words: Uint32Array, place: number): Instant {
  return instantOfTimestamp(words[place] ?? 0, words[place + 1] ?? 0);
}

const scratch = new DataView(new ArrayBuffer(longestTimestamp));

/** Reads an instant as the engine writes it into `words`; false for one that two words cannot hold. */
export function parseTimestamp(instant: Instant, words: Uint32Array, place: number): boolean {
  if (instant.length > longestTimestamp || parseInstant(instant) !== instant) return false;
  for (let at = 0; at < instant.length; at++) scratch.setUint8(at, instant.charCodeAt(at));
  return readTimestamp(scratch, 0, words, place) === instant.length;
}
