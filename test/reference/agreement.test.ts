import { expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import type { Report } from "../../src/fold.js";
import { compareAll, sidesOf } from "./agreement.js";
import { iinkedsignModel } from "./iinkedsign.js";

const { definition, statuses } = iinkedsign;
const announced = [...definition.announced.always, ...definition.announced.maybe];

const webhooks = (words: readonly string[], runs: readonly (string | undefined)[] = [undefined]): Report[] =>
  words.flatMap((status) => runs.map((run) => ({ channel: "webhook", status, ...(run === undefined ? {} : { run }) })));
const polls = (words: readonly string[], runs: readonly (string | undefined)[] = [undefined]): Report[] =>
  words.flatMap((status) => runs.map((run) => ({ channel: "poll", status, ...(run === undefined ? {} : { run }) })));

const small = [
  { maxAttempts: 1, maxErrors: 1, maxResets: 0 },
  { maxAttempts: 3, maxErrors: 1, maxResets: 0 },
  { maxAttempts: 2, maxErrors: 2, maxResets: 1 },
  { maxAttempts: 3, maxErrors: "unlimited", maxResets: "unlimited" },
  { maxAttempts: "unlimited", maxErrors: 2, maxResets: 0 },
  { maxAttempts: 2, maxErrors: 1, maxResets: 1, steps: ["identity"], resetKeepsVerificationId: true },
] as const;

for (const given of small) {
  const name = JSON.stringify(given);

  test(`engine and reference agree on every history of both channels, of any length, under ${name}`, () => {
    const sides = sidesOf(definition, iinkedsignModel, given);
    const walk = compareAll(sides, [...webhooks(statuses), ...polls(statuses)], 1000);
    expect(walk.disagreements).toEqual([]);
    expect(walk.isWhole).toBe(true);
  });

  test(`they agree on every history of runs up to length 4 under ${name}`, () => {
    const sides = sidesOf(definition, iinkedsignModel, given);
    const reports = [...webhooks(announced, ["A", "B", undefined]), ...polls(["start", "failed"], ["A", "B"])];
    expect(compareAll(sides, reports, 4).disagreements).toEqual([]);
  });
}

test(
  "they agree on every history of announced statuses up to length 6 under an unknown policy",
  { timeout: 120_000 },
  () => {
    const sides = sidesOf(definition, iinkedsignModel, {});
    expect(compareAll(sides, webhooks(announced), 6).disagreements).toEqual([]);
  },
);

test("they agree on every history of all statuses and both channels up to length 4 under a policy half known", () => {
  const sides = sidesOf(definition, iinkedsignModel, { maxAttempts: 3, maxResets: 0 });
  expect(compareAll(sides, [...webhooks(statuses), ...polls(statuses)], 4).disagreements).toEqual([]);
});

test("they agree on polls that state their counts", () => {
  const counted = ["start", "failed", "error", "failed_reset"].flatMap((status) =>
    [0, 1, 2, 3].flatMap((failures): Report[] => [
      { channel: "poll", status, counters: { failures } },
      { channel: "poll", status, counters: { failures, errors: 1 } },
    ]),
  );
  const sides = sidesOf(definition, iinkedsignModel, { maxAttempts: 3, maxErrors: 2, maxResets: 1 });
  expect(compareAll(sides, [...counted, ...webhooks(announced)], 4).disagreements).toEqual([]);
});

test("they agree when a consumer subscribed to fewer statuses", () => {
  const sides = sidesOf(definition, iinkedsignModel, { maxAttempts: 3, maxErrors: 1, maxResets: 0 }, ["passed"]);
  const walk = compareAll(sides, [...webhooks(statuses), ...polls(statuses)], 1000);
  expect(walk.disagreements).toEqual([]);
  expect(walk.isWhole).toBe(true);
});
