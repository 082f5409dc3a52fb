/**
 * Engines that are not in this package: OpenFst and SCION. `npm run crosscheck` installs them and compares everything; here
 * the smallest machines are compared, and seeded bugs are found. Where an engine is missing, the titles say so.
 */
import { describe, expect, test } from "vitest";
import {
  compareWithEvidence,
  compareWithObserver,
  compareWithReference,
  subjectOf,
  type Subject,
} from "../../crosscheck/comparisons.js";
import { compareByOpenFst, differenceText, hasOpenFst } from "../../crosscheck/openfst.js";
import { loadScion, scionPlayers } from "../../crosscheck/scion-player.js";
import { walkTour } from "../../crosscheck/walk-tour.js";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaInquiry } from "../../machines/persona/lifecycle.js";
import { exportLifecycle, tourUnder } from "../../src/export/index.js";
import { policy, seeded } from "./seeded-machines.js";

const scion = await loadScion();
const skipped = (isThere: boolean): string => (isThere ? "" : ": SKIPPED, crosscheck/install.sh installs it");

const mutants = Object.entries(seeded).map(([bug, machine]): readonly [string, Subject] => [
  bug,
  subjectOf({ ...iinkedsign.definition, machine }, policy),
]);

describe.skipIf(!hasOpenFst)(`OpenFst${skipped(hasOpenFst)}`, () => {
  test("finds the machine, the observer's table, the reference model and the evidence to be the same", () => {
    const subject = subjectOf(iinkedsign.definition, policy);
    expect(compareWithObserver(subject)).toBeUndefined();
    expect(compareWithReference(subject)).toBeUndefined();
    expect(compareWithEvidence(subject)).toBeUndefined();
  });

  // OpenFst compares what can happen: a count that decides nothing changes no history, and is the tours' to find.
  test("finds a bug seeded into the machine, and shows the shortest history that tells", () => {
    const found = mutants.map(([bug, mutant]) => [bug, compareWithReference(mutant)]);
    expect(Object.fromEntries(found)).toMatchInlineSnapshot(`
      {
        "a count dropped that decides nothing": undefined,
        "a guard widened in one corner": "after begin → not_started, owner.reset → cancelled_reset, server.renewed → not_started, signer.opened → start, server.erred → error, signer.retried → start, signer.proceeded → document, signer.submitted → document_processing, server.accepted → end, server.failed → failed, signer.retried → start, signer.proceeded → document, signer.submitted → document_processing, server.accepted → end, server.failed → failed: the machine takes owner.reset → cancelled_reset, and the reference model does not",
        "a limit off by one": "after begin → not_started, signer.opened → start, signer.proceeded → document, signer.submitted → document_processing, server.accepted → end, server.failed → failed, signer.retried → start, signer.proceeded → document, signer.submitted → document_processing, server.accepted → end, server.failed → failed, signer.retried → start, signer.proceeded → document, signer.submitted → document_processing, server.accepted → end: the machine takes server.failed → failed, and the reference model does not",
        "a way out of a final state": "after begin → not_started, signer.opened → start, signer.proceeded → document, signer.submitted → document_processing, server.accepted → end, server.passed → passed: the machine takes owner.reset → invalid, and the reference model does not",
        "an edge retargeted": "after begin → not_started, signer.opened → start, signer.proceeded → document, signer.submitted → document_processing: the machine takes server.refused → document, and the reference model does not",
      }
    `);
  });

  test("finds a bug seeded into the observer's table", () => {
    const { explored } = subjectOf(fortid.definition, {});
    const lost = { ...explored, steps: explored.steps.filter((_, index) => index !== 1) };
    const difference = compareByOpenFst(explored, lost);
    expect(difference && differenceText(difference, { first: "the machine", second: "the table" })).toBe(
      "after begin → IN_PROGRESS: the machine takes verifier.succeeded → VERIFICATION_SUCCEEDED, and the table does not",
    );
  });

  test("holds no two lifecycles for the same", () => {
    const [a, b] = [fortid, personaInquiry].map(({ definition }) => subjectOf(definition, {}).explored);
    expect(a && b && compareByOpenFst(a, b)).toMatchObject({ history: ["begin/IN_PROGRESS"] });
  });
});

describe.skipIf(scion === undefined)(`SCION${skipped(scion !== undefined)}`, () => {
  const walked = async (subject: Subject, tour = subject.tour): Promise<ReturnType<typeof walkTour>> => {
    if (scion === undefined) throw new Error("SCION is missing");
    const scxml = exportLifecycle(subject, { format: "scxml", policy: tour.policy });
    return walkTour(tour, await scionPlayers(scion, scxml, tour));
  };

  test("walks the SCXML through the tour, timers by the clock", async () => {
    const subject = subjectOf(fortid.definition, { finishedSessionsExpire: true });
    expect(await walked(subject)).toEqual({ tried: 36, waited: 15 });
  });

  test("finds a bug seeded into the machine", { timeout: 120_000 }, async () => {
    const tour = tourUnder(iinkedsign, policy);
    const found = await Promise.all(
      mutants.map(async ([bug, mutant]) => [bug, (await walked(mutant, tour)).disagreement]),
    );
    expect(Object.fromEntries(found)).toMatchInlineSnapshot(`
      {
        "a count dropped that decides nothing": "after signer.opened, server.erred, signer.retried: server.erred leads to error_reset.errors-2.failures-0.resets-0, but it leads to error_reset.errors-1.failures-0.resets-0",
        "a guard widened in one corner": "after owner.reset, server.renewed, signer.opened, signer.proceeded, signer.submitted, server.accepted, server.failed, signer.retried, signer.proceeded, signer.submitted, server.accepted, server.failed, signer.retried, server.erred: owner.reset is refused, but it leads to cancelled_reset.errors-1.failures-2.resets-1",
        "a limit off by one": "after signer.opened, signer.proceeded, signer.submitted, server.accepted, server.failed, signer.retried, signer.proceeded, signer.submitted, server.accepted, server.failed, signer.retried, signer.proceeded, signer.submitted, server.accepted: server.failed leads to failed_reset.errors-0.failures-3.resets-0, but it leads to failed.errors-0.failures-3.resets-0",
        "a way out of a final state": "after signer.opened, signer.proceeded, signer.submitted, server.accepted, server.passed: owner.reset is refused, but it leads to invalid.errors-0.failures-0.resets-0",
        "an edge retargeted": "after signer.opened, signer.proceeded, signer.submitted: server.refused leads to end.errors-0.failures-0.resets-0, but it leads to document.errors-0.failures-0.resets-0",
      }
    `);
  });
});
