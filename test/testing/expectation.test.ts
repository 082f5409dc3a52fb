/** What a state may show after a report, where that is more than what the lifecycle shows. */
import { expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { expecting, type Shown } from "../../src/testing/expectation.js";
import { report, type Told } from "../report.js";
import { badge } from "../unit/badge.js";

/** What may be shown after each report, when this was shown before it. */
function allowedAfter(
  lifecycle: Parameters<typeof expecting>[0],
  before: readonly Shown[],
  reports: readonly Told[],
): readonly (readonly Shown[])[] {
  const expected = expecting(lifecycle, { subject: "subject", subscribed: undefined, by: "status" });
  return reports.map((told, index) => expected.next(report(index, told), before[index] ?? null).allowed);
}

const at = (minute: number): string => `2024-03-01T09:0${minute}:00Z`;

test("a report that names no status may be left aside", () => {
  const reports = [{ event: "badge.created", status: "created" }, { event: "badge.touched" }];
  expect(allowedAfter(badge.under({}), [null, "mine"], reports)).toEqual([["created"], ["created", "mine"]]);
});

test("reports of equal time may be taken in either order, and a late one need not settle which", () => {
  const limits = { maxAttempts: 3, maxErrors: 3, maxResets: 0 };
  const reports = [
    { status: "error", at: at(1) },
    { status: "failed", at: at(1) },
    { status: "failed", at: at(0) },
    { status: "passed", at: at(3) },
  ];
  expect(allowedAfter(iinkedsign.under(limits), [null, "mine", "mine", "mine"], reports)).toEqual([
    ["error"],
    ["failed", "error"],
    ["failed", "error", "mine"],
    ["passed"],
  ]);
});

test("nor need a late one that opens which", () => {
  const reports = [
    { status: "submitted", at: at(1) },
    { status: "created", at: at(1) },
  ];
  expect(allowedAfter(badge.under({}), [null, "mine"], reports)).toEqual([
    ["submitted"],
    ["submitted", "created", "mine"],
  ]);
});

test("the one latest report leaves nothing open, though its time is as far ahead as is believed", () => {
  const limits = { maxAttempts: 3, maxErrors: 3, maxResets: 0 };
  const reports = [
    { status: "failed", at: at(5), receivedAt: at(0) },
    { status: "error", at: at(1), receivedAt: at(1) },
  ];
  expect(allowedAfter(iinkedsign.under(limits), [null, "mine"], reports)).toEqual([["failed"], ["failed"]]);
});

test("reports of equal time may be taken in either order, though it is as far ahead as is believed", () => {
  const limits = { maxAttempts: 3, maxErrors: 3, maxResets: 0 };
  const reports = [
    { status: "error", at: at(5), receivedAt: at(0) },
    { status: "failed", at: at(5), receivedAt: at(0) },
  ];
  expect(allowedAfter(iinkedsign.under(limits), [null, "mine"], reports)).toEqual([["error"], ["failed", "error"]]);
});

test("nor does one leave anything open whose time is too far ahead, though another's is the same", () => {
  const limits = { maxAttempts: 3, maxErrors: 3, maxResets: 0 };
  const reports = [
    { status: "error", at: at(6), receivedAt: at(6) },
    { status: "failed", at: at(6), receivedAt: at(0) },
  ];
  expect(allowedAfter(iinkedsign.under(limits), [null, "mine"], reports)).toEqual([["error"], ["failed"]]);
});

test("a report without a time leaves open what those of equal time left open", () => {
  const reports = [
    { status: "created", at: at(1), channel: "poll" },
    { status: "submitted", at: at(1), channel: "poll" },
    { event: "photo.refused", at: undefined },
  ] as const;
  expect(allowedAfter(badge.under({ days: 2, tries: 2 }), [null, "created", "created"], reports)).toEqual([
    ["created"],
    ["submitted", "created"],
    [null, "declined", "created"],
  ]);
});

test("reports that all have no time happened as they arrived", () => {
  const reports = [
    { status: "created", at: undefined },
    { status: "approved", at: undefined },
  ];
  expect(allowedAfter(badge.under({}), [null, "created"], reports)).toEqual([["created"], ["approved"]]);
});

test("a late report changes nothing where nothing is open", () => {
  const reports = [
    { event: "badge.created", status: "created", at: at(0) },
    { event: "badge.approved", status: "approved", at: at(3) },
    { event: "badge.submitted", status: "submitted", at: at(1) },
  ];
  expect(allowedAfter(badge.under({}), [null, "created", "mine"], reports)).toEqual([
    ["created"],
    ["approved"],
    ["approved"],
  ]);
});
