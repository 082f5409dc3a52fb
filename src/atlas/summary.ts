/** A subject's history in short: what a row of the log shows of it. */
import type { LifecycleDefinition } from "../definition.js";
import type { BoundLifecycle } from "../lifecycle.js";
import type { Observation } from "../observation.js";
import type { Phase } from "../phase.js";
import type { VerdictKind } from "../rule.js";

/** One report of a row. */
export interface Mark {
  /** What the subject was known to be after it. */
  readonly phase: Phase;
  readonly status: string | null;
  readonly verdict: VerdictKind;
  /** Milliseconds since 1970; undefined for a report without a time. */
  readonly at: number | undefined;
}

export interface Row {
  readonly subject: string;
  readonly marks: readonly Mark[];
  /** The latest status and phase. */
  readonly status: string | null;
  readonly phase: Phase;
  readonly verdicts: ReadonlySet<VerdictKind>;
}

export function summaryOf(
  lifecycle: Pick<BoundLifecycle, "open" | "observe" | "view">,
  phases: LifecycleDefinition["phases"],
  subject: string,
  observations: readonly Observation[],
): Row {
  let record = lifecycle.open({ subject });
  let { phase, status } = lifecycle.view(record);
  const marks = observations.map((observation): Mark => {
    const { verdict, record: next } = lifecycle.observe(record, observation);
    if (next !== record) {
      const told = verdict.kind === "late" ? undefined : phases[observation.status ?? ""];
      // Where the status alone decides, the record need not be asked: under unknown settings it has much to look at.
      if (typeof told === "string") [phase, status] = [told, observation.status ?? null];
      else ({ phase, status } = lifecycle.view(next));
    }
    record = next;
    const at = Date.parse(observation.at ?? "");
    return { phase, status, verdict: verdict.kind, at: Number.isNaN(at) ? undefined : at };
  });
  return { subject, marks, status, phase, verdicts: new Set(marks.map(({ verdict }) => verdict)) };
}
