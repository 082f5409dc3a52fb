/** How names, times and phases read, how lines are broken, and what is written for what markup cannot hold. */
import { describe, expect, test } from "vitest";
import { escapeMarkup } from "../../src/draw/markup.js";
import { durationWords, nameWords } from "../../src/draw/names.js";
import { whoseTurn } from "../../src/draw/phase-words.js";
import { textWidth, wrapText } from "../../src/draw/text-width.js";

test.each([
  ["countFailure", "count failure"],
  ["in_progress", "in progress"],
  ["_failed__for good ", "failed for good"],
  ["readURL2Page", "read url2 page"],
])("the name %s reads: %s", (name, words) => {
  expect(nameWords(name)).toBe(words);
});

test.each([
  [0, "no time"],
  [1, "1 millisecond"],
  [1_800_000, "30 minutes"],
  [108_000_000, "1 day 6 hours"],
  [90_061_001, "1 day 1 hour"],
])("%i milliseconds read: %s", (milliseconds, words) => {
  expect(durationWords(milliseconds)).toBe(words);
});

describe("whose turn it is", () => {
  test("reads as one phase, or as some of which it may be any", () => {
    expect(whoseTurn({ phases: [] })).toBe("");
    expect(whoseTurn({ phases: ["awaiting_person"] })).toBe("person’s turn");
    expect(whoseTurn({ phases: ["awaiting_person", "declined"] })).toBe("person’s turn or declined");
    expect(whoseTurn({ phases: ["awaiting_person", "declined", "no_result"] })).toBe(
      "person’s turn, declined or no result",
    );
  });
});

test("a line may be as wide as it is allowed to be, and no wider", () => {
  const text = "two words";
  const width = textWidth(text, 11);
  expect(wrapText(text, width, 11)).toEqual([text]);
  expect(wrapText(text, width - 0.1, 11)).toEqual(["two", "words"]);
});

test("an apostrophe is narrow, and wider in bold", () => {
  expect([textWidth("’", 1000), textWidth("’", 1000, "bold")]).toEqual([222, 278]);
});

test("markup is written as text, and what it cannot hold as a sign for that", () => {
  expect(escapeMarkup('a <b> & "c"\u0000\ud800\t😀')).toBe("a &lt;b&gt; &amp; &quot;c&quot;\ufffd\ufffd\t😀");
});
