/** Which reports of a subject are told around its findings, and how many subjects. */
import { describe, expect, test } from "vitest";
import { createHistories, type Histories, type Weight } from "../../src/cli/report/histories.js";
import type { Outcome } from "../../src/cli/report/outcome.js";

const outcome = (line: number, subject = "a", more: Partial<Outcome> = {}): Outcome => ({
  line,
  lifecycle: "book",
  subject,
  verdict: "advance",
  message: "",
  ...more,
});

/** Reports of one subject, one letter each: o is ordinary, n notable, f fails, c closes a gap and is ordinary. */
function take(histories: Histories, letters: string, subject = "a", from = 1): void {
  const weights: Readonly<Record<string, Weight>> = { n: "notable", f: "fails" };
  for (const [index, letter] of letters.split("").entries()) {
    const fills = letter === "c" ? { fills: ["lost"] } : {};
    histories.add(outcome(from + index, subject, fills), weights[letter] ?? "ordinary");
  }
}

/** The rows of each subject, as `2 3 ▸4 5 +6`: lines, findings marked, and how many are left out. */
const told = (histories: Histories): readonly string[] =>
  histories.told().map(({ subject, rows, fails }) => {
    const shown = rows.map((row) =>
      "leftOut" in row
        ? `+${row.leftOut}${row.findings > 0 ? `(${row.findings})` : ""}`
        : `${row.isFinding ? "▸" : ""}${row.outcome.line}`,
    );
    return `${subject}${fails ? "!" : ""}: ${shown.join(" ")}`;
  });

function toldOf(letters: string): readonly string[] {
  const histories = createHistories();
  take(histories, letters);
  return told(histories);
}

describe("a history tells", () => {
  test.each([
    ["nothing of a subject without a finding", "oooc", []],
    ["three reports before a finding, and one after", "oooofooo", ["a!: +1 2 3 4 ▸5 6 +2"]],
    ["all before it where there are few", "oofo", ["a!: 1 2 ▸3 4"]],
    ["what stands between two findings", "fooof", ["a!: ▸1 2 3 4 ▸5"]],
    ["how many are left out between them", "foooooof", ["a!: ▸1 2 +2 5 6 7 ▸8"]],
    ["of a notable one as much", "oonooo", ["a: 1 2 ▸3 4 +2"]],
    ["that it fails where one of several does", "nfn", ["a!: ▸1 ▸2 ▸3"]],
    ["a report that closes a gap, however late", "noooooc", ["a: ▸1 2 +1 4 5 6 7"]],
    ["and none more after that", "nooooocoo", ["a: ▸1 2 +1 4 5 6 7 +2"]],
    ["none that closes a gap before there is a finding", "coooof", ["a!: +2 3 4 5 ▸6"]],
  ])("%s: %s", (_, letters, expected) => {
    expect(toldOf(letters)).toEqual(expected);
  });

  test("as many rows as there is room for, and of the findings that follow how many", () => {
    const rows = Array.from({ length: 24 }, (_, index) => `▸${index + 1}`).join(" ");
    expect(toldOf("f".repeat(24))).toEqual([`a!: ${rows}`]);
    expect(toldOf("f".repeat(30))).toEqual([`a!: ${rows} +6(6)`]);
    expect(toldOf(`${"f".repeat(30)}ooooo`)).toEqual([`a!: ${rows} +11(6)`]);
  });

  test("what fails the check, however much that is notable stands before it", () => {
    const rows = Array.from({ length: 24 }, (_, index) => `▸${index + 1}`).join(" ");
    expect(toldOf(`${"n".repeat(30)}fnnnnn`)).toEqual([`a!: ${rows} +3(3) ▸28 ▸29 ▸30 ▸31 +5(5)`]);
    const failing = `${"n".repeat(24)}${"onnnf".repeat(9)}`;
    expect(toldOf(failing)[0]?.match(/\+\S+/g)).toEqual([...Array.from({ length: 8 }, () => "+1"), "+5(4)"]);
  });

  test("of each subject its own, in each lifecycle apart", () => {
    const histories = createHistories();
    take(histories, "of");
    take(histories, "on", "b");
    histories.add(outcome(9, "a", { lifecycle: "other" }), "notable");
    expect(told(histories)).toEqual(["a!: 1 ▸2", "b: 1 ▸2", "a: ▸9"]);
    expect(histories.told().map(({ lifecycle }) => lifecycle)).toEqual(["book", "book", "other"]);
  });
});

describe("of the subjects", () => {
  const many = (weights: string): Histories => {
    const histories = createHistories();
    for (const [index, weight] of weights.split("").entries()) take(histories, weight, `s${index}`);
    return histories;
  };
  const names = (histories: Histories): readonly string[] => histories.told().map(({ subject }) => subject);

  test("those that fail the check are told first, each kind in its order", () => {
    expect(names(many("nfnf"))).toEqual(["s1", "s3", "s0", "s2"]);
  });

  test("twenty of either weight are told", () => {
    const histories = many("n".repeat(20));
    expect([histories.hasRoom("notable"), histories.hasRoom("fails"), histories.untold()]).toEqual([false, true, 0]);
    take(histories, "nn", "one more");
    take(histories, "f", "one that fails");
    expect([names(histories).length, histories.untold()]).toEqual([21, 1]);
    histories.leaveOut();
    expect(histories.untold()).toBe(2);
  });

  test("one that comes to fail makes room for a notable one", () => {
    const histories = many("n".repeat(20));
    take(histories, "f", "s7", 2);
    take(histories, "n", "s7", 3);
    expect([names(histories)[0], histories.hasRoom("notable"), histories.hasRoom("fails")]).toEqual(["s7", true, true]);
  });
});

describe("reports that are given later", () => {
  const a = { lifecycle: "book", subject: "a" };
  const earlier = (...lines: readonly number[]): readonly Outcome[] => lines.map((line) => outcome(line));

  test("stand before the finding that they lead to, behind how many are left out", () => {
    const histories = createHistories();
    histories.begin(a, 7);
    take(histories, "fo", "a", 8);
    histories.complete(a, earlier(5, 6, 7));
    expect(told(histories)).toEqual(["a!: +4 5 6 7 ▸8 9"]);
  });

  test("stand first where none is left out", () => {
    const histories = createHistories();
    histories.begin(a, 2);
    take(histories, "f", "a", 3);
    histories.complete(a, earlier(1, 2));
    expect(told(histories)).toEqual(["a!: 1 2 ▸3"]);
  });

  test("are awaited once", () => {
    const histories = createHistories();
    histories.begin(a, 2);
    take(histories, "f", "a", 3);
    histories.begin(a, 9);
    histories.begin({ ...a, subject: "b" }, 1);
    take(histories, "f", "b", 2);
    expect(told(histories)).toEqual(["a!: ▸3", "b!: ▸2"]);
  });

  test("take of the room that there is for rows", () => {
    const histories = createHistories();
    histories.begin(a, 3);
    take(histories, "f".repeat(30), "a", 4);
    histories.complete(a, earlier(1, 2, 3));
    expect(told(histories)[0]?.split(" ").length).toBe(1 + 24 + 1);
    expect(told(histories)[0]).toMatch(/^a!: 1 2 3 ▸4 .* ▸24 \+9\(9\)$/);
  });

  test("of a subject that is not told are of no use", () => {
    const histories = createHistories();
    histories.complete({ ...a, subject: "nobody" }, earlier(1));
    expect(histories.told()).toEqual([]);
  });
});
