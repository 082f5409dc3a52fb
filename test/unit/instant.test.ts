import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMilliseconds, compareInstants, isInstant, parseInstant, secondText } from "../../src/instant.js";

describe("parseInstant", () => {
  test.each([
    ["2031-03-10T22:49:01.2500632Z", "2031-03-10T22:49:01.2500632Z"],
    ["2031-03-10T22:49:01.123456789012345678Z", "2031-03-10T22:49:01.123456789012345678Z"],
    [`2031-03-10T22:49:01.${"1".repeat(40)}Z`, `2031-03-10T22:49:01.${"1".repeat(40)}Z`],
    ["2031-03-10T22:49:01.2500000Z", "2031-03-10T22:49:01.25Z"],
    ["2031-03-10T22:49:01.000Z", "2031-03-10T22:49:01Z"],
    ["2031-03-10T22:49:01,5Z", "2031-03-10T22:49:01.5Z"],
    ["2031-03-10T22:49Z", "2031-03-10T22:49:00Z"],
    ["9999-12-31T23:59:59+00:00", "9999-12-31T23:59:59Z"],
    ["0000-02-29T00:00:00Z", "0000-02-29T00:00:00Z"],
    ["1999-02-28T00:00:00Z", "1999-02-28T00:00:00Z"],
    ["2031-03-10t22:49:01z", "2031-03-10T22:49:01Z"],
    ["2031-03-10 22:49:01Z", "2031-03-10T22:49:01Z"],
  ])("keeps every digit that says something: %s", (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  test.each([
    ["2031-03-10T22:49:01.2500632+00:00", "2031-03-10T22:49:01.2500632Z"],
    ["2031-03-10T22:49:01-00:00", "2031-03-10T22:49:01Z"],
    ["2031-03-11T00:19:01.0000001+01:30", "2031-03-10T22:49:01.0000001Z"],
    ["2031-03-10T17:04:01-0545", "2031-03-10T22:49:01Z"],
    ["2031-12-31T23:30:00-01:00", "2032-01-01T00:30:00Z"],
    ["2032-03-01T00:30:00+01:00", "2032-02-29T23:30:00Z"],
    ["2031-01-01T00:00:00+23:59", "2030-12-31T00:01:00Z"],
  ])("carries an offset over to UTC: %s", (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  test.each([
    "",
    "2031-03-10",
    "2031-03-10T22:49:01",
    "2031-02-30T00:00:00Z",
    "2031-02-29T00:00:00Z",
    "2100-02-29T00:00:00Z",
    "2031-04-31T00:00:00Z",
    "2031-00-10T00:00:00Z",
    "2031-13-01T00:00:00Z",
    "2001-02-29T00:00:00Z",
    "2003-02-29T00:00:00Z",
    "2031-03-00T00:00:00Z",
    "2031-03-10T24:00:00Z",
    "2031-03-10T23:60:00Z",
    "2031-03-10T23:59:60Z",
    "2031-03-10T22:49:01.Z",
    "2031-03-10T22:49.5Z",
    "2031-03-10T22.5Z",
    `2031-03-10T22:49:01.${"1".repeat(41)}Z`,
    "2031-03-10T22:49:01+24:00",
    "2031-03-10T22:49:01+01:60",
    "2031-03-10T22:49:01+01",
    "2031-03-10T22:49:01 Z",
    " 2031-03-10T22:49:01Z",
    "2031-03-10T22:49:01Z\n",
    "12031-03-10T22:49:01Z",
    "+012031-03-10T22:49:01Z",
    "-000001-03-10T22:49:01Z",
    "31-03-10T22:49:01Z",
    "1931287741000",
    "Mon, 10 Mar 2031 22:49:01 GMT",
    "yesterday",
  ])("refuses what names no instant: %j", (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  test("takes every year of four digits, and no instant beyond them", () => {
    expect(parseInstant("0000-01-01T00:00:00Z")).toBe("0000-01-01T00:00:00Z");
    expect(parseInstant("9999-12-31T23:59:59.9999999Z")).toBe("9999-12-31T23:59:59.9999999Z");
    expect(parseInstant("0000-01-01T00:30:00+00:30")).toBe("0000-01-01T00:00:00Z");
    expect(parseInstant("0000-01-01T00:30:00+00:31")).toBeUndefined();
    expect(parseInstant("9999-12-31T23:30:00-00:29")).toBe("9999-12-31T23:59:00Z");
    expect(parseInstant("9999-12-31T23:30:00-00:30")).toBeUndefined();
  });
});

describe("isInstant", () => {
  const mostly = (usual: readonly string[], odd: readonly string[]): fc.Arbitrary<string> =>
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });

  /** Texts that are instants or nearly so: each part at its ends, and now and then beyond them. */
  const nearly = fc
    .record({
      year: mostly(["0000", "0001", "1900", "2000", "2031", "2032", "9999"], ["203x", "2o31"]),
      month: mostly(["01", "02", "04", "09", "10", "12"], ["00", "13", "1:"]),
      day: mostly(["01", "09", "10", "28", "29", "30", "31"], ["00", "32", "/1"]),
      hour: mostly(["00", "09", "19", "23"], ["24", "99"]),
      minute: mostly(["00", "59"], ["60", "5 "]),
      second: mostly(["00", "59"], ["60", "5a"]),
      fraction: mostly(["", ".5", ".05", ".9", `.${"9".repeat(40)}`], [".", ".50", ",5", ".0", ".9/", ".:9", ".1-1"]),
      zone: mostly(["Z"], ["z", "", "+00:00", "ZZ"]),
      marks: mostly(["--T::"], ["--t::", "-.T::", "//T::", "--T..", "-- ::"]),
    })
    .map(({ year, month, day, hour, minute, second, fraction, zone, marks: [a, b, t, c, d] }) =>
      [year, a, month, b, day, t, hour, c, minute, d, second, fraction, zone].join(""),
    );

  test("tells an instant as it is written from every other way to write one, and from none", () => {
    fc.assert(
      fc.property(nearly, (text) => {
        expect([text, isInstant(text)]).toEqual([text, isOnCalendar(text)]);
      }),
      { numRuns: 5000 },
    );
  });

  test("refuses in every place what stands beside the digits and the signs", () => {
    const instant = "2031-10-11T12:13:14.15Z";
    for (const [place, right] of Array.from(instant).entries()) {
      for (const other of ["/", ":", "-", ".", "T", "Z", "t", " ", "\u0660"]) {
        if (other !== right) expect(isInstant(instant.slice(0, place) + other + instant.slice(place + 1))).toBe(false);
      }
    }
  });

  test.each([
    "2031-12-31T23:59:59Z",
    "2031-01-01T00:00:00Z",
    "2031-10-28T09:19:09.9Z",
    "2032-02-29T00:00:00Z",
    `2031-03-10T22:49:01.${"1".repeat(40)}Z`,
  ])("knows the first and the last of everything: %s", (text) => {
    expect(isInstant(text)).toBe(true);
  });

  /** The same as JavaScript's own calendar has it: a day or an hour that is none comes back as another. */
  function isOnCalendar(text: string): boolean {
    const [, second = ""] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{0,39}[1-9])?Z$/.exec(text) ?? [];
    const date = new Date(`${second}Z`);
    return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(second);
  }
});

describe("compareInstants", () => {
  const instant = (text: string): string => parseInstant(text) ?? "";

  test.each([
    ["2031-03-10T22:49:01.2500632Z", "2031-03-10T22:49:01.2500633Z"],
    ["2031-03-10T22:49:01Z", "2031-03-10T22:49:01.0000000000000001Z"],
    ["2031-03-10T22:49:01.25Z", "2031-03-10T22:49:01.2500632Z"],
    ["2031-03-10T22:49:01.9999999Z", "2031-03-10T22:49:02Z"],
    ["2031-03-10T22:49:01.09Z", "2031-03-10T22:49:01.1Z"],
    ["0999-12-31T23:59:59Z", "1000-01-01T00:00:00Z"],
    ["2031-03-10T23:00:00+02:00", "2031-03-10T22:00:00Z"],
  ])("puts %s before %s", (earlier, later) => {
    expect(compareInstants(instant(earlier), instant(later))).toBeLessThan(0);
    expect(compareInstants(instant(later), instant(earlier))).toBeGreaterThan(0);
  });

  test("knows an instant however it is written", () => {
    const same = [
      "2031-03-10T22:49:00.25Z",
      "2031-03-10T22:49:00.2500000Z",
      "2031-03-10 22:49:00,250z",
      "2031-03-11T00:49:00.25+02:00",
      "2031-03-10T12:49:00.250000000-10:00",
    ];
    for (const text of same) {
      expect(instant(text)).toBe("2031-03-10T22:49:00.25Z");
      expect(compareInstants(instant(text), instant("2031-03-10T22:49:00.25Z"))).toBe(0);
    }
  });

  const minute = 60_000_000_000n;
  /** An instant as nanoseconds since 1970, within about 31 years, and one way to write it. */
  const written = fc
    .record({
      nanoseconds: fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
      offset: fc.integer({ min: -1439, max: 1439 }),
      trailingZeros: fc.nat({ max: 3 }),
    })
    .map(({ nanoseconds, offset, trailingZeros }) => {
      const local = nanoseconds + BigInt(offset) * minute;
      const fraction = ((local % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
      const second = new Date(Number((local - fraction) / 1_000_000n)).toISOString().slice(0, 19);
      const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) =>
        String(part).padStart(2, "0"),
      );
      const digits = String(fraction).padStart(9, "0") + "0".repeat(trailingZeros);
      return { nanoseconds, text: `${second}.${digits}${offset < 0 ? "-" : "+"}${hours}:${minutes}` };
    });

  test("orders as counted nanoseconds do, whatever the zones", () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        const sign = (number: bigint | number): number => (number < 0 ? -1 : number > 0 ? 1 : 0);
        expect(sign(compareInstants(instant(a.text), instant(b.text)))).toBe(sign(a.nanoseconds - b.nanoseconds));
      }),
    );
  });

  test("one nanosecond apart is told apart", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_998 }), (nanosecond) => {
        const at = (count: number): string => instant(`2031-03-10T22:49:01.${String(count).padStart(9, "0")}Z`);
        expect(compareInstants(at(nanosecond), at(nanosecond + 1))).toBeLessThan(0);
        expect(compareInstants(at(nanosecond + 1), at(nanosecond))).toBeGreaterThan(0);
      }),
    );
  });
});

describe("addMilliseconds", () => {
  test.each([
    ["2031-03-10T22:49:01.2500632Z", 1, "2031-03-10T22:49:01.2510632Z"],
    ["2031-03-10T22:49:01.9990001Z", 1, "2031-03-10T22:49:02.0000001Z"],
    ["2031-03-10T22:49:01.0000001Z", -1, "2031-03-10T22:49:00.9990001Z"],
    ["2031-03-10T22:49:01Z", 300_000, "2031-03-10T22:54:01Z"],
    ["2031-03-10T22:49:01.5Z", 500, "2031-03-10T22:49:02Z"],
    ["2031-12-31T23:59:59.9999999Z", 86_400_000, "2032-01-01T23:59:59.9999999Z"],
    ["1969-12-31T23:59:59.9995Z", 1, "1970-01-01T00:00:00.0005Z"],
    ["1970-01-01T00:00:00.0005Z", -1, "1969-12-31T23:59:59.9995Z"],
    ["2031-03-10T22:49:01.2500632Z", 0, "2031-03-10T22:49:01.2500632Z"],
    ["2031-03-10T22:49:01.2500632Z", 0.9, "2031-03-10T22:49:01.2500632Z"],
  ])("keeps the digits below a millisecond: %s and %d", (from, milliseconds, to) => {
    expect(addMilliseconds(from, milliseconds)).toBe(to);
  });

  test("stops at the calendar's ends, and is an instant there", () => {
    expect(addMilliseconds("9999-12-31T23:59:59.999Z", 1)).toBe("9999-12-31T23:59:59Z");
    expect(addMilliseconds("9999-12-31T23:59:59.5Z", 499)).toBe("9999-12-31T23:59:59.999Z");
    expect(addMilliseconds("0000-01-01T00:00:00Z", -1)).toBe("0000-01-01T00:00:00Z");
    expect(addMilliseconds("0000-01-01T00:00:00.001Z", -1)).toBe("0000-01-01T00:00:00Z");
    expect(addMilliseconds("0000-01-01T00:00:00.0015Z", -1)).toBe("0000-01-01T00:00:00.0005Z");
  });

  test.each([
    ["yesterday", 1],
    ["2031-03-10T22:49:01Z", Number.NaN],
  ])("refuses what is none: %s and %d", (from, milliseconds) => {
    expect(() => addMilliseconds(from, milliseconds)).toThrow(
      new RangeError("milliseconds are added to an instant as parseInstant gives it"),
    );
  });

  test("there and back is where it began", () => {
    const instants = fc.tuple(
      fc.date({ min: new Date("1900-01-01T00:00:00Z"), max: new Date("2200-01-01T00:00:00Z"), noInvalidDate: true }),
      fc.integer({ min: 0, max: 9999 }),
    );
    fc.assert(
      fc.property(instants, fc.integer({ min: -1e12, max: 1e12 }), ([date, below], milliseconds) => {
        const start = parseInstant(date.toISOString().replace("Z", `${String(below).padStart(4, "0")}Z`)) ?? "";
        const moved = addMilliseconds(start, milliseconds);
        expect(parseInstant(moved)).toBe(moved);
        expect(Date.parse(moved) - Date.parse(start)).toBe(milliseconds);
        expect(addMilliseconds(moved, -milliseconds)).toBe(start);
      }),
    );
  });
});

describe("secondText", () => {
  const daysOfFourCenturies = 146_097;
  const seconds = (text: string): number => Date.parse(text) / 1000;
  const byDate = (second: number): string => new Date(second * 1000).toISOString().slice(0, 19);

  test("tells each day of four centuries as a Date does", () => {
    const first = seconds("1800-01-01T12:34:56Z");
    for (let day = 0; day <= daysOfFourCenturies; day++) {
      const second = first + day * 86_400;
      if (secondText(second) !== byDate(second)) expect(secondText(second)).toBe(byDate(second));
    }
  });

  test("tells any second of years with four digits as a Date does", () => {
    const ends = { min: seconds("0000-01-01T00:00:00Z"), max: seconds("9999-12-31T23:59:59Z") };
    expect([secondText(ends.min), secondText(ends.max)]).toEqual([byDate(ends.min), byDate(ends.max)]);
    fc.assert(fc.property(fc.integer(ends), (second) => secondText(second) === byDate(second)));
  });
});
