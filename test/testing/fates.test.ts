/** What becomes of reports on their way: what is drawn of it, and what is not. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { personaInquiry } from "../../machines/persona/lifecycle.js";
import { fatesFor } from "../../src/testing/choices.js";
import { deliver } from "../../src/testing/deliver.js";
import { outline } from "../../src/testing/history.js";
import { delivery } from "../../src/testing/index.js";
import { type Trouble, uneventful } from "../../src/testing/trouble.js";

test("for what never happens nothing is drawn", () => {
  const drawn = (rates: Trouble) => fc.sample(fatesFor(1, rates), { numRuns: 20, seed: 1 }).flat();
  const never = { loss: 0, duplicates: 0, unknown: undefined };
  expect(new Set(drawn(never).map((fate) => JSON.stringify(fate)))).toEqual(new Set([JSON.stringify(uneventful)]));
  for (const some of [{ loss: 0.1 }, { unknown: 0.1 }]) {
    expect(new Set(drawn({ ...never, ...some }).map((fate) => JSON.stringify(fate))).size).toBeGreaterThan(1);
  }
});

test("where nothing is lost, the smallest choice loses nothing", () => {
  const steps = [{ move: 0, manner: 0 }];
  const planned = outline(personaInquiry, { policy: 0, steps }, {});
  const lostBy = (loss: number) => deliver(personaInquiry, planned, [{ lost: 0, manner: 0 }], { loss }, {}).lost;
  expect([lostBy(0), lostBy(0.1)]).toEqual([[], [0]]);
});

test("what is delivered once more brings nothing that is put in", () => {
  const trouble = { duplicates: 1, loss: 0, shuffle: 0, delays: 0, illegal: 0, superseded: 0, unknown: 1 };
  for (const { arrivals, history } of fc.sample(delivery(personaInquiry, trouble), { numRuns: 10, seed: 1 })) {
    for (const cause of ["told", "duplicate", "unknown"]) {
      const places = arrivals.filter((arrival) => arrival.cause === cause).map(({ of }) => of);
      expect([cause, places.toSorted((a, b) => a - b)]).toEqual([cause, [...history.reports.keys()]]);
    }
  }
});
