/** What is numbered and kept of reports in bulk: what they say, and when their subjects began. */
import { describe, expect, test } from "vitest";
import { type Said as SaidOfReport, unknownWord } from "../../src/compiled/alphabet.js";
import { createBeginnings } from "../../src/bulk/rows/beginnings.js";
import { createPhrases } from "../../src/bulk/phrase.js";
import { createSaidNumbers } from "../../src/bulk/said-numbers.js";
import { parseTimestamp } from "../../src/bulk/words/timestamp.js";
import { createVocabulary, saidIn, saidOf } from "../../src/bulk/vocabulary.js";
import { parseInstant } from "../../src/instant.js";

const webhook = { channel: "webhook", reported: "", breaches: [], warnings: [] } as const;

describe("when a subject began", () => {
  const words = (text: string): Uint32Array => {
    const place = new Uint32Array(2);
    const instant = parseInstant(text);
    if (instant === undefined || !parseTimestamp(instant, place, 0)) throw new Error(`${text} is no instant`);
    return place;
  };
  const [first, second, none] = [words("2024-03-01T00:00:00.5Z"), words("2024-03-01T00:00:00.6Z"), new Uint32Array(2)];

  test("is kept by row, told back, and let go of", () => {
    const beginnings = createBeginnings();
    expect([0, 1, 2].map((row) => beginnings.of(row))).toEqual([undefined, undefined, undefined]);
    beginnings.keep(1, first, 0);
    beginnings.keep(2, none, 0);
    beginnings.keep(1, none, 0);
    expect([0, 1, 2, 3].map((row) => beginnings.of(row))).toEqual([
      undefined,
      "2024-03-01T00:00:00.5Z",
      undefined,
      undefined,
    ]);
    beginnings.keep(1, second, 0);
    expect(beginnings.of(1)).toBe("2024-03-01T00:00:00.6Z");
    for (const row of [9, 2, 1]) beginnings.forget(row);
    expect([1, 2, 9].map((row) => beginnings.of(row))).toEqual([undefined, undefined, undefined]);
  });

  test("is another only where one is kept, one is told, and they differ", () => {
    const beginnings = createBeginnings();
    beginnings.keep(0, first, 0);
    beginnings.keep(1, first, 0);
    beginnings.forget(1);
    const isOther = (row: number, told: Uint32Array): boolean => beginnings.isOther(row, told, 0);
    expect([isOther(0, second), isOther(0, first), isOther(0, none)]).toEqual([true, false, false]);
    expect([isOther(1, second), isOther(2, second), isOther(7, second)]).toEqual([false, false, false]);
  });
});

describe("what reports say", () => {
  const asked: SaidOfReport[] = [];
  const vocabulary = createVocabulary({
    symbolOf(said, run) {
      asked.push(said);
      return asked.length * 10 + ["untold", "first", "same", "next"].indexOf(run);
    },
  });

  test("has a number for each different thing, with a symbol by each relation of runs", () => {
    const failed = saidIn({ ...webhook, status: "failed" }, false);
    const passed = saidIn({ ...webhook, status: "passed" }, false);
    expect([failed, passed, { ...failed }].map((said) => vocabulary.number(said))).toEqual([0, 1, 0]);
    expect([0, 1].map((number) => vocabulary.said(number).status)).toEqual(["failed", "passed"]);
    expect([0, 1, 2, 3].map((place) => vocabulary.symbol(1, place))).toEqual([50, 61, 72, 83]);
    expect(vocabulary.symbol(2, 0)).toBe(unknownWord);
    expect(() => vocabulary.said(2)).toThrow(new RangeError("nothing said has the number 2"));
  });

  test("is remembered without what they do not say, and of a status without its event", () => {
    expect(saidIn({ ...webhook, status: "failed", event: "f" }, false)).toStrictEqual({
      channel: "webhook",
      status: "failed",
    });
    expect(saidIn({ ...webhook, event: "f" }, true)).toStrictEqual({
      channel: "webhook",
      event: "f",
      tellsStart: true,
    });
    const full = { policy: { a: 1 }, counters: { b: 2 }, deniesExistence: true } as const;
    expect(saidIn({ ...webhook, ...full }, false)).toStrictEqual({ channel: "webhook", ...full });
    expect(
      saidOf({ channel: "poll", status: "passed", startedAt: parseInstant("2024-03-01T00:00:00Z") }),
    ).toStrictEqual({
      channel: "poll",
      status: "passed",
      tellsStart: true,
    });
  });

  test("is numbered by phrase, in any order of asking, and not where it contradicts itself", () => {
    const phrases = createPhrases();
    for (const [nth, status] of ["failed", "passed", "failed"].entries()) {
      const said = { ...webhook, status, breaches: status === "passed" ? ["two results"] : [] };
      phrases.number({ said, hasRun: nth === 2, hasDelivery: false, tellsStart: false });
    }
    const numbers = createSaidNumbers(createVocabulary({ symbolOf: () => unknownWord }), phrases);
    expect([2, 0, 1, 2].map((phrase) => numbers.ofPhrase(phrase))).toEqual([0, 0, undefined, 0]);
    expect(numbers.of({ ...webhook, status: "start" }, false)).toBe(1);
  });
});
