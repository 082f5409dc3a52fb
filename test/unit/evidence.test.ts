import { expect, test } from "vitest";
import { evidenceAlone, evidenceOf, type EvidenceRow } from "../../src/evidence.js";

const source = "The porter's handbook";
const rows: readonly EvidenceRow[] = [
  { from: ["created", "submitted"], to: "declined", event: ["photo.refused"], level: "IMPLIED", source },
  {
    from: ["submitted"],
    to: "created",
    event: ["photo.refused"],
    level: "STATED",
    source,
    note: "while tries are left",
  },
];

test("the evidence of a step is that of the row with its two statuses and its event", () => {
  const submitted = { from: "submitted", event: "photo.refused" };
  expect(evidenceOf(rows, { ...submitted, to: "declined" })).toStrictEqual({ level: "IMPLIED", source });
  expect(evidenceOf(rows, { ...submitted, to: "created" })).toMatchObject({ level: "STATED" });
  expect(evidenceOf(rows, { ...submitted, from: "created", to: "created" })).toBeUndefined();
  expect(evidenceOf(rows, { ...submitted, event: "badge.touched", to: "created" })).toBeUndefined();
});

test("evidence alone says nothing of what it is evidence of", () => {
  expect(rows.map(evidenceAlone)).toStrictEqual([
    { level: "IMPLIED", source },
    { level: "STATED", source, note: "while tries are left" },
  ]);
});
