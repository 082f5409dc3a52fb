/** What the reports of a history say, to the letter. */
import { expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { iinkedsignMessages } from "../../machines/iinkedsign/messages.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import type { Observation } from "../../src/observation.js";
import { outline, type TellingOptions } from "../../src/testing/history.js";
import { choices } from "../../src/testing/walk.js";
import { badge } from "../unit/badge.js";

const policy = { maxAttempts: 2, maxErrors: 2, maxResets: 1 };

/** What is told of a walk: each `nth` is another one. */
function told(lifecycle: Lifecycle, options: TellingOptions, nth = 0): readonly Observation[] {
  const steps = Array.from({ length: 40 }, (_, step) => ({
    move: (7919 * (step + 41 * nth)) % choices,
    manner: (104_729 * (step + 43 * nth)) % choices,
  }));
  return outline(lifecycle, { policy: 0, steps }, options).told.map(({ observation }) => observation);
}

/** Of many walks. */
const toldOfMany = (options: TellingOptions): readonly (readonly Observation[])[] =>
  Array.from({ length: 60 }, (_, nth) => told(iinkedsign, { policy, ...options }, nth));

test("a webhook names its delivery and its run, and no event beside a status", () => {
  const [first] = told(iinkedsign, { policy });
  expect(first).toStrictEqual({
    subject: "subject-1",
    run: "run-1.1",
    status: first?.status,
    reported: first?.status,
    at: first?.at,
    delivery: "delivery-1.1",
    channel: "webhook",
    breaches: [],
    warnings: [],
  });
  expect(first?.at).toMatch(/^2024-03-01T09:\d\d:\d\d(?:\.\d*[1-9])?Z$/);
});

test("no run is named where the lifecycle has none", () => {
  expect(told(badge, { name: "Ada" })[0]).toStrictEqual({
    subject: "subject-Ada",
    status: "created",
    reported: "created",
    at: "2024-03-01T09:00:00Z",
    delivery: "delivery-Ada.1",
    channel: "webhook",
    breaches: [],
    warnings: [],
  });
});

test("a provider's clock that runs ahead tells later times, and they are received a second after they happened", () => {
  const even = told(badge, { startedAt: "2024-05-06T07:08:09Z" });
  const ahead = told(badge, { startedAt: "2024-05-06T07:08:09Z", skew: 90_000 });
  expect(ahead[0]).toMatchObject({ at: "2024-05-06T07:09:39Z", receivedAt: "2024-05-06T07:08:10Z" });
  expect(even[0]).toMatchObject({ at: "2024-05-06T07:08:09Z" });
  expect(even.every((report) => !("receivedAt" in report))).toBe(true);
  const written = told(iinkedsign, { policy, skew: 90_000, messages: iinkedsignMessages });
  expect(written.length).toBeGreaterThan(0);
  for (const { at = "", receivedAt = "" } of written) expect(Date.parse(at) - Date.parse(receivedAt)).toBe(89_000);
});

test("no two things happen in one instant unless they may", () => {
  const tied = (options: TellingOptions): number =>
    toldOfMany(options).filter((reports) => new Set(reports.map(({ at }) => at)).size < reports.length).length;
  expect([tied({}), tied({ ties: false })]).toEqual([0, 0]);
  expect(tied({ ties: true })).toBeGreaterThan(0);
});

test("there are as many reports as are asked for, and no more", () => {
  const most = (options: TellingOptions): number =>
    Math.max(...toldOfMany({ channel: "poll", ...options }).map(({ length }) => length));
  expect([most({}), most({ maxReports: 3 }), most({ maxReports: 17 })]).toEqual([16, 3, 17]);
});

test("polls look after most steps where there are only polls, after some where there are webhooks, too", () => {
  const polls = (channel: "webhook" | "poll" | "both" | undefined): number =>
    toldOfMany({ channel, maxReports: 1000 })
      .flat()
      .filter((report) => report.channel === "poll").length;
  expect([polls("webhook"), polls(undefined)]).toEqual([0, 0]);
  const [all, some] = [polls("poll"), polls("both")];
  expect(some).toBeGreaterThan(all * 0.3);
  expect(some).toBeLessThan(all * 0.55);
});

test("a report that no message of the provider's says is an error", () => {
  const silent = { ...iinkedsignMessages, write: () => ({}) };
  expect(() => told(iinkedsign, { policy, messages: silent })).toThrow(
    /^iinkedsign: no message of it says \w+ by webhook$/,
  );
});
