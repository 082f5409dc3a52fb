/** What a log's lines are told as, and about whom, with or without something to judge. */
import { expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { entry } from "../../src/bulk/entry.js";
import { createLogJudge, type LogHearing } from "../../src/bulk/log-judge.js";
import { createPhrases } from "../../src/bulk/phrase.js";
import { asReading, blank, createSheet, type Sheet } from "../../src/bulk/sheet.js";
import type { Observation, Reading } from "../../src/observation.js";
import { verdictKinds } from "../../src/rule.js";
import { report } from "../report.js";
import { entryOf, id } from "./entries.js";

function createDesk() {
  const phrases = createPhrases();
  const heard: (readonly [line: number, kind: string, about: number | undefined])[] = [];
  const hearing: LogHearing = {
    kinds: new Set(verdictKinds),
    wants: () => true,
    tell: ({ kind }, _, about) => heard.push([judge.line(), kind, about]),
    unjudged: ({ kind }, about) => heard.push([judge.line(), kind, about]),
  };
  const judge = createLogJudge(iinkedsign, {}, hearing, phrases);

  function put(sheet: Sheet, line: "blank" | Reading | Observation): void {
    const at = sheet.lines * entry.length;
    sheet.lines += 1;
    if (line === "blank") {
      sheet.words[at + entry.phrase] = blank;
    } else if ("kind" in line) {
      sheet.words[at + entry.phrase] = asReading;
      sheet.readings.push(line);
    } else {
      sheet.words.set(entryOf(line, phrases), at);
    }
  }

  return {
    heard,
    judge,
    take: (...lines: readonly ("blank" | Reading | Observation)[]): void => {
      const sheet = createSheet();
      for (const line of lines) put(sheet, line);
      judge.take(sheet);
    },
  };
}

const told = (subject: string, nth: number): Observation =>
  report(nth, { subject, status: "failed", delivery: id(100 + nth) });
const silent = (subject?: string): Reading => ({
  kind: "no-information",
  message: "nothing",
  warnings: [],
  ...(subject === undefined ? {} : { subject }),
});

test("lines about nothing are told with the subject that they name", () => {
  const { take, heard, judge } = createDesk();
  take(
    silent(id(1)),
    "blank",
    { kind: "malformed", path: "", message: "no" },
    told(id(1), 0),
    silent("a name"),
    { kind: "irrelevant", name: undefined, message: "other" },
    silent(),
    { kind: "observation", observation: told("a name", 1) },
    { kind: "observation", observation: told(id(2), 2) },
    silent(id(1)),
  );
  expect(heard).toEqual([
    [1, "no-information", 0],
    [3, "malformed", undefined],
    [4, "advance", 0],
    [5, "no-information", -1],
    [6, "irrelevant", undefined],
    [7, "no-information", undefined],
    [8, "advance", -1],
    [9, "advance", 1],
    [10, "no-information", 0],
  ]);
  expect([0, 1, -1].map((about) => judge.judge.lines(about))).toEqual([3, 1, 2]);
  expect(judge.judge.subjects()).toBe(3);
});

test("lines are counted anew in the next log, about the same subjects", () => {
  const { take, heard, judge } = createDesk();
  take(told(id(1), 0));
  judge.takeReading(silent(id(1)));
  judge.nextLog();
  judge.takeReading({ kind: "observation", observation: told(id(1), 0) });
  take(told(id(2), 1));
  expect(heard).toEqual([
    [1, "advance", 0],
    [2, "no-information", 0],
    [1, "duplicate", 0],
    [2, "advance", 1],
  ]);
});

test("of many lines each has its own subject", () => {
  const { take, heard } = createDesk();
  take(...Array.from({ length: 200 }, (_, nth) => (nth % 7 === 3 ? "blank" : told(id(nth % 66), nth))));
  const subjects: number[] = [];
  for (let nth = 0; nth < 200; nth++) if (nth % 7 !== 3 && !subjects.includes(nth % 66)) subjects.push(nth % 66);
  expect(heard.map(([line, , about]) => [line, about])).toEqual(
    Array.from({ length: 200 }, (_, nth) => nth).flatMap((nth) =>
      nth % 7 === 3 ? [] : [[nth + 1, subjects.indexOf(nth % 66)]],
    ),
  );
});
