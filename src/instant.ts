/**
 * Instants as ISO 8601 text in UTC, at whatever precision they were sent: a `Date` keeps three fractional digits, and
 * one provider sends seven.
 */

/** `2023-03-10T22:49:01.2500632Z`: upper case, UTC, no trailing zeros in the fraction. Two equal instants are equal text. */
export type Instant = string;

const pattern = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,40}))?([Zz]|[+-]\d{2}:?\d{2})$/;

const firstSecond = Date.parse("0000-01-01T00:00:00Z");
const lastSecond = Date.parse("9999-12-31T23:59:59Z");

/** Reads an ISO 8601 date and time with an offset; undefined when `text` is not one (no zone, 30 February, 25 o'clock). */
export function parseInstant(text: string): Instant | undefined {
  if (isInstant(text)) return text;
  const parts = pattern.exec(text);
  if (parts === null) return undefined;
  const [, date = "", time = "", digits = "", zone = ""] = parts;
  const isWithoutSeconds = time.length === 5;
  const second = `${date}T${time}${isWithoutSeconds ? ":00" : ""}`;
  const isFractionOfMinute = isWithoutSeconds && digits !== "";
  if (isFractionOfMinute || !isInstant(`${second}Z`)) return undefined;
  if (zone === "Z" || zone === "z") return written(second, digits);
  const offset = minutesOf(zone);
  if (offset === undefined) return undefined;
  const utc = Date.parse(`${second}Z`) - offset * 60_000;
  // An offset may carry the first or the last hours of a calendar of four-digit years outside it.
  return utc < firstSecond || utc > lastSecond ? undefined : written(new Date(utc).toISOString(), digits);
}

/** An instant as it is written here, but for the days that its month may lack. */
const canonicalPattern =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{0,39}[1-9])?Z$/;

/** Whether a text is an instant as it is written here, told without taking it apart: most that arrive are. */
export function isInstant(text: string): boolean {
  if (!canonicalPattern.test(text)) return false;
  const day = pair(text, 8);
  return day <= 28 || day <= daysIn(100 * pair(text, 0) + pair(text, 2), pair(text, 5));
}

const zero = 0x30;

/** The number that two digits are. */
const pair = (text: string, at: number): number => (text.charCodeAt(at) - zero) * 10 + (text.charCodeAt(at + 1) - zero);

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** How many days a month has. */
function daysIn(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeapYear ? 29 : (monthLengths[month - 1] ?? 0);
}

/** Negative when `a` is earlier than `b`, 0 when they are the same instant, else positive. */
export function compareInstants(a: Instant, b: Instant): number {
  if (a === b) return 0;
  if (a.length === b.length) return a < b ? -1 : 1;
  // Without the final Z, text order is time order: a fraction only ever extends the shorter text.
  return a.slice(0, -1) < b.slice(0, -1) ? -1 : 1;
}

/** The instant `milliseconds` later (or earlier, when negative); a part of a millisecond is dropped, and the calendar's ends are not passed. */
export function addMilliseconds(instant: Instant, milliseconds: number): Instant {
  const whole = Date.parse(`${instant.slice(0, 19)}Z`);
  const digits = fractionOf(instant).padEnd(3, "0");
  const shifted = whole + Number(digits.slice(0, 3)) + Math.trunc(milliseconds);
  if (shifted < firstSecond) return written(new Date(firstSecond).toISOString(), "");
  if (shifted >= lastSecond + 1000) return written(new Date(lastSecond).toISOString(), "");
  const second = Math.floor(shifted / 1000) * 1000;
  return written(new Date(second).toISOString(), `${String(shifted - second).padStart(3, "0")}${digits.slice(3)}`);
}

function fractionOf(instant: Instant): string {
  return instant.slice(20, -1);
}

/** The first 19 characters of `second` and a fraction without trailing zeros. */
function written(second: string, digits: string): Instant {
  const fraction = digits.replace(/0+$/, "");
  return `${second.slice(0, 19)}${fraction === "" ? "" : `.${fraction}`}Z`;
}

function minutesOf(zone: string): number | undefined {
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
