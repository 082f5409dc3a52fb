/** Deliveries as they come in life: in any order, some twice, some impossible. */
import * as fc from "fast-check";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import type { KycleRecord, Observation, Verdict } from "../../src/index.js";
import { report } from "../report.js";

const subjects = ["package/one", "package/two"] as const;

/** Observations of two signers; times and deliveries are few, so that late and repeated ones are common. */
export const deliveries: fc.Arbitrary<readonly Observation[]> = fc.array(
  fc
    .record({
      subject: fc.constantFrom(...subjects),
      status: fc.constantFrom("start", "failed", "failed_reset", "passed", "cancelled", "no_such_word"),
      run: fc.constantFrom("a", "b"),
      place: fc.nat({ max: 9 }),
    })
    .map(({ place, status, ...told }) =>
      report(place, { ...told, status: status === "no_such_word" ? undefined : status, reported: status }),
    ),
  { maxLength: 20 },
);

export interface Folded {
  readonly records: ReadonlyMap<string, KycleRecord>;
  readonly verdicts: readonly Verdict[];
}

/** The pure fold that every store must agree with. */
export function foldPurely(observations: readonly Observation[]): Folded {
  const records = new Map<string, KycleRecord>();
  const verdicts = observations.map((observation) => {
    const { subject } = observation;
    const known = records.get(subject) ?? iinkedsign.open({ subject, policy: { maxAttempts: 3 } });
    const step = iinkedsign.observe(known, observation);
    records.set(subject, step.record);
    return step.verdict;
  });
  return { records, verdicts };
}

export function refusalsOf(verdicts: readonly Verdict[]): readonly Verdict[] {
  return verdicts.filter(({ kind }) => kind === "illegal" || kind === "unknown");
}
