/**
 * Instants as two words: seconds since 1970 and the nanoseconds in that second. Nothing of an instant with up to nine
 * fractional digits is lost, and order by seconds, then nanoseconds, is order in time.
 */
import type { Instant } from "../instant.js";
import { parseInstant } from "../instant.js";
import { decimalPairs, noDigits } from "./digits.js";

export const timestampWords = 2;

/** 2031-08-09T07:06:05 */
const secondsLength = 19;
const mostDigits = 9;

const firstYear = 1970;
/** The first year that does not lie wholly within 32 bits of seconds. */
const endYear = 2106;
const secondsOfDay = 86_400;

/** The day on which each month begins, from 1970-01 on, counted from 1970-01-01. */
const monthStarts = Int32Array.from(
  { length: (endYear - firstYear) * 12 + 1 },
  (_, month) => Date.UTC(firstYear, month, 1) / (secondsOfDay * 1000),
);

const [hyphen, colon, point, upperT, upperZ, zero] = [0x2d, 0x3a, 0x2e, 0x54, 0x5a, 0x30] as const;

/** How many bytes an instant in UTC with so many fractional digits has. */
export function timestampLength(digits: number): number {
  return secondsLength + (digits === 0 ? 1 : digits + 2);
}

/** Reads the instant at a place, in UTC and with exactly so many fractional digits, into `words`; false when there is none. */
export function readTimestamp(bytes: DataView, at: number, digits: number, words: Uint32Array, place: number): boolean {
  if (
    bytes.getUint8(at + 4) !== hyphen ||
    bytes.getUint8(at + 7) !== hyphen ||
    bytes.getUint8(at + 10) !== upperT ||
    bytes.getUint8(at + 13) !== colon ||
    bytes.getUint8(at + 16) !== colon ||
    bytes.getUint8(at + timestampLength(digits) - 1) !== upperZ
  ) {
    return false;
  }
  const century = pair(bytes, at);
  const yearOfCentury = pair(bytes, at + 2);
  const month = pair(bytes, at + 5);
  const day = pair(bytes, at + 8);
  const hour = pair(bytes, at + 11);
  const minute = pair(bytes, at + 14);
  const second = pair(bytes, at + 17);
  if (((century | yearOfCentury | month | day | hour | minute | second) & noDigits) !== 0) return false;
  const year = century * 100 + yearOfCentury;
  if (year < firstYear || year >= endYear || month < 1 || month > 12 || day < 1) return false;
  if (hour > 23 || minute > 59 || second > 59) return false;
  const months = (year - firstYear) * 12 + month - 1;
  const days = (monthStarts[months] ?? 0) + day - 1;
  if (days >= (monthStarts[months + 1] ?? 0)) return false;
  const nanoseconds = digits === 0 ? 0 : readFraction(bytes, at + secondsLength, digits);
  if (nanoseconds < 0) return false;
  words[place] = days * secondsOfDay + hour * 3600 + minute * 60 + second;
  words[place + 1] = nanoseconds;
  return true;
}

function pair(bytes: DataView, at: number): number {
  return decimalPairs[bytes.getUint16(at, true)] ?? noDigits;
}

/** The nanoseconds that a point and so many digits write; negative when they do not. */
function readFraction(bytes: DataView, at: number, digits: number): number {
  if (bytes.getUint8(at) !== point) return -1;
  let fraction = 0;
  let left = digits;
  let next = at + 1;
  for (; left > 1; left -= 2, next += 2) {
    const two = pair(bytes, next);
    if (two === noDigits) return -1;
    fraction = fraction * 100 + two;
  }
  if (left === 1) {
    const one = bytes.getUint8(next) - zero;
    if (one < 0 || one > 9) return -1;
    fraction = fraction * 10 + one;
  }
  return fraction * (powersOfTen[mostDigits - digits] ?? 1);
}

const powersOfTen = Array.from({ length: mostDigits + 1 }, (_, power) => 10 ** power);

/** The instant as the engine writes it. */
export function instantOfTimestamp(seconds: number, nanoseconds: number): Instant {
  const whole = new Date(seconds * 1000).toISOString().slice(0, secondsLength);
  const fraction = String(nanoseconds).padStart(mostDigits, "0").replace(/0+$/, "");
  return `${whole}${fraction === "" ? "" : `.${fraction}`}Z`;
}

const scratch = new DataView(new ArrayBuffer(timestampLength(mostDigits)));

/** Reads an instant as the engine writes it into `words`; false for one that two words cannot hold. */
export function parseTimestamp(instant: Instant, words: Uint32Array, place: number): boolean {
  const digits = Math.max(0, instant.length - secondsLength - 2);
  if (digits > mostDigits || instant.length !== timestampLength(digits) || parseInstant(instant) !== instant)
    return false;
  for (let at = 0; at < instant.length; at++) scratch.setUint8(at, instant.charCodeAt(at));
  return readTimestamp(scratch, 0, digits, words, place);
}
