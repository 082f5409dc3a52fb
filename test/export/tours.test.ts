/**
 * The committed tours, for other implementations as well: they are what the machines answer today, XState itself answers
 * the same when it is walked through them, and `xstate/graph` reaches the same configurations by paths as short.
 *
 * `KYCLE_WRITE_TOURS=1 npx vitest run test/export/tours.test.ts` writes them anew.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compareGraphs, subjectOf, tourXState } from "../../crosscheck/comparisons.js";
import { telling } from "../../crosscheck/policies.js";
import { lifecycles } from "../../machines/index.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { exportLifecycle, tourUnder } from "../../src/export/index.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { policy, seeded } from "./seeded-machines.js";

const folder = new URL("../tours/", import.meta.url);
const isWriting = process.env["KYCLE_WRITE_TOURS"] === "1";
const tours = lifecycles.flatMap((lifecycle: Lifecycle) =>
  (telling[lifecycle.id] ?? []).map((given, index) => ({
    file: `${lifecycle.id.replace("/", "-")}-${index + 1}.json`,
    lifecycle,
    given,
  })),
);

describe.each(tours)("$file", ({ file, lifecycle, given }) => {
  test("is what the machine answers today", () => {
    const text = exportLifecycle(lifecycle, { format: "tour", policy: given });
    mkdirSync(folder, { recursive: true });
    if (isWriting) writeFileSync(new URL(file, folder), text);
    expect(readFileSync(new URL(file, folder), "utf8")).toBe(text);
  });

  const subject = subjectOf(lifecycle.definition, given);

  test("is walked by XState to its end", () => {
    const { configurations, events } = subject.tour;
    const { tried, disagreement } = tourXState(subject);
    expect({ tried, disagreement }).toEqual({ tried: configurations.length * events.length, disagreement: undefined });
  });

  test("is what xstate/graph explores", () => {
    expect(compareGraphs(subject)).toBeUndefined();
  });
});

test("every tour that is committed belongs to a lifecycle, and all of them stay small", () => {
  const files = readdirSync(folder);
  expect(files.toSorted()).toEqual(tours.map(({ file }) => file).toSorted());
  const bytes = files.reduce((sum, file) => sum + statSync(new URL(file, folder)).size, 0);
  expect(bytes).toBeLessThan(500_000);
});

test("a timer is waited for, unless a shorter one forestalls it", () => {
  const [, eager] = telling["fortid"] ?? [];
  const [{ definition: fortid } = iinkedsign] = lifecycles.filter(({ id }) => id === "fortid");
  const { waited, tried } = tourXState(subjectOf(fortid, eager));
  expect({ waited, tried }).toEqual({ waited: 15, tried: 36 });
});

describe("a bug seeded into the machine is found", () => {
  const tour = tourUnder(iinkedsign, policy);
  const found = (
    walk: (mutant: ReturnType<typeof subjectOf>) => string | undefined,
  ): Record<string, string | undefined> =>
    Object.fromEntries(
      Object.entries(seeded).map(([bug, machine]) => [
        bug,
        walk({ ...subjectOf(iinkedsign.definition, policy), tour, definition: { ...iinkedsign.definition, machine } }),
      ]),
    );

  test("by the tour on XState", () => {
    expect(found((mutant) => tourXState(mutant).disagreement)).toMatchInlineSnapshot(`
      {
        "a count dropped that decides nothing": "after signer.opened, server.erred, signer.retried: server.erred leads to error_reset.errors-2.failures-0.resets-0, but it leads to error_reset.errors-1.failures-0.resets-0",
        "a guard widened in one corner": "after owner.reset, server.renewed, signer.opened, signer.proceeded, signer.submitted, server.accepted, server.failed, signer.retried, signer.proceeded, signer.submitted, server.accepted, server.failed, signer.retried, server.erred: owner.reset is refused, but it leads to cancelled_reset.errors-1.failures-2.resets-1",
        "a limit off by one": "after signer.opened, signer.proceeded, signer.submitted, server.accepted, server.failed, signer.retried, signer.proceeded, signer.submitted, server.accepted, server.failed, signer.retried, signer.proceeded, signer.submitted, server.accepted: server.failed leads to failed_reset.errors-0.failures-3.resets-0, but it leads to failed.errors-0.failures-3.resets-0",
        "a way out of a final state": "after signer.opened, signer.proceeded, signer.submitted, server.accepted, server.passed: owner.reset is refused, but it leads to invalid.errors-0.failures-0.resets-0",
        "an edge retargeted": "after signer.opened, signer.proceeded, signer.submitted: server.refused leads to end.errors-0.failures-0.resets-0, but it leads to document.errors-0.failures-0.resets-0",
      }
    `);
  });

  test("by xstate/graph", () => {
    expect(found(compareGraphs)).toMatchInlineSnapshot(`
      {
        "a count dropped that decides nothing": "in start.errors-1.failures-0.resets-0, server.erred: xstate/graph leads to error_reset.errors-1.failures-0.resets-0, the tour to error_reset.errors-2.failures-0.resets-0",
        "a guard widened in one corner": "in error.errors-1.failures-2.resets-1, owner.reset: xstate/graph leads to cancelled_reset.errors-1.failures-2.resets-1, the tour to error.errors-1.failures-2.resets-1",
        "a limit off by one": "in end.errors-0.failures-2.resets-0, server.failed: xstate/graph leads to failed.errors-0.failures-3.resets-0, the tour to failed_reset.errors-0.failures-3.resets-0",
        "a way out of a final state": "in passed.errors-0.failures-0.resets-0, owner.reset: xstate/graph leads to invalid.errors-0.failures-0.resets-0, the tour to passed.errors-0.failures-0.resets-0",
        "an edge retargeted": "in document_processing.errors-0.failures-0.resets-0, server.refused: xstate/graph leads to document.errors-0.failures-0.resets-0, the tour to end.errors-0.failures-0.resets-0",
      }
    `);
  });
});
