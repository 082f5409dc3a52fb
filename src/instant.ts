/**
 * Instants as ISO 8601 text in UTC, at whatever precision they were sent: a `Date` keeps three fractional digits, and
 * one provider sends seven.
 */

/** `2023-03-10T22:49:01.2500632Z`: upper case, UTC, no trailing zeros in the fraction. Two equal instants are equal text. */
export type Instant = string;

const pattern = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,40}))?([Zz]|[+-]\d{2}:?\d{2})$/;

/** In seconds from 1970. */
const firstSecond = Date.parse("0000-01-01T00:00:00Z") / 1000;
const lastSecond = Date.parse("9999-12-31T23:59:59Z") / 1000;

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
  const utc = Date.parse(`${second}Z`) / 1000 - offset * 60;
  // An offset may carry the first or the last hours of a calendar of four-digit years outside it.
  return utc < firstSecond || utc > lastSecond ? undefined : written(secondText(utc), digits);
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

/**
 * The instant `milliseconds` later (or earlier, when negative); a part of a millisecond is dropped, and the calendar's ends
 * are not passed.
 *
 * @throws {RangeError} for what is no instant or no number.
 */
export function addMilliseconds(instant: Instant, milliseconds: number): Instant {
  const digits = fractionOf(instant).padEnd(3, "0");
  const whole = Date.parse(`${instant.slice(0, 19)}Z`);
  const shifted = whole + Number(digits.slice(0, 3)) + Math.trunc(milliseconds);
  if (Number.isNaN(shifted)) throw new RangeError("milliseconds are added to an instant as parseInstant gives it");
  const second = Math.floor(shifted / 1000);
  if (second < firstSecond) return written(secondText(firstSecond), "");
  if (second > lastSecond) return written(secondText(lastSecond), "");
  return written(secondText(second), `${String(shifted - second * 1000).padStart(3, "0")}${digits.slice(3)}`);
}

function fractionOf(instant: Instant): string {
  return instant.slice(20, -1);
}

const secondsOfDay = 86_400;

/** The date and time of a second, counted from 1970, of a year of four digits: `2023-03-10T22:49:01`. */
export function secondText(second: number): string {
  const days = Math.floor(second / secondsOfDay);
  const ofDay = second - days * secondsOfDay;
  const hour = twoDigits(Math.floor(ofDay / 3600));
  const minute = twoDigits(Math.floor(ofDay / 60) % 60);
  return `${dateText(days)}T${hour}:${minute}:${twoDigits(ofDay % 60)}`;
}

/** From 1 March 0000 to 1970. */
const daysToEpoch = 719_468;
const daysOf400Years = 146_097;

/**
 * The date of a day, counted from 1970. Years are taken to begin in March: a leap day is then the last of its year, and what
 * goes before it has the same length in each. A `Date` takes three times as long to tell it.
 */
function dateText(days: number): string {
  const since = days + daysToEpoch;
  const cycle = Math.floor(since / daysOf400Years);
  const day = since - cycle * daysOf400Years;
  const leapDays = Math.floor(day / 1460) - Math.floor(day / 36_524) + Math.floor(day / (daysOf400Years - 1));
  const yearOfCycle = Math.floor((day - leapDays) / 365);
  const dayOfYear = day - 365 * yearOfCycle - Math.floor(yearOfCycle / 4) + Math.floor(yearOfCycle / 100);
  // Of five months from March or August on, 153 days.
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = 400 * cycle + yearOfCycle + (month <= 2 ? 1 : 0);
  return `${twoDigits(Math.floor(year / 100))}${twoDigits(year % 100)}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
}

const numerals = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, "0"));

const twoDigits = (number: number): string => numerals[number] ?? "";

/** An instant of a second's text and a fraction, of which the trailing zeros are left out. */
export function written(second: string, digits: string): Instant {
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === zero) end -= 1;
  return end === 0 ? `${second}Z` : `${second}.${digits.slice(0, end)}Z`;
}

function minutesOf(zone: string): number | undefined {
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
