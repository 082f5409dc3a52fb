// One verification session, transcribed by hand from the table of the provider page (providers/fortid.md).
// Not the machine: nothing here is imported from src/ or machines/.
import type { Configuration, Model, Step } from "./model.js";

export interface SessionPolicy {
  readonly finishedSessionsExpire: boolean;
}

export type SessionGiven = Partial<SessionPolicy>;

const statuses = ["IN_PROGRESS", "VERIFICATION_SUCCEEDED", "VERIFICATION_FAILED", "EXPIRED", "REMOVED"] as const;

/** The outcome is sticky: what a session came to is kept when it expires and when it is removed. */
type Outcome = "open" | "none" | "succeeded" | "failed";

function stepsFrom({ finishedSessionsExpire }: SessionPolicy, from: Configuration): readonly Step[] {
  const { status: current } = from;
  const steps: Step[] = [];
  /** It is polled: nothing is ever announced. */
  const go = (
    status: (typeof statuses)[number],
    event: string,
    outcome?: Outcome,
    guards: readonly string[] = [],
  ): void => {
    const counters = outcome === undefined ? from.counters : { outcome };
    steps.push({ to: { status, counters }, event, announced: "never", startsRun: false, guards });
  };

  if (current === "IN_PROGRESS") {
    go("VERIFICATION_SUCCEEDED", "credential verified", "succeeded");
    go("VERIFICATION_FAILED", "could not verify", "failed");
    go("EXPIRED", "timeout", "none");
  }
  if (current === "VERIFICATION_SUCCEEDED" || current === "VERIFICATION_FAILED") {
    go("EXPIRED", "timeout", undefined, finishedSessionsExpire ? [] : ["finishedSessionsExpire"]);
    go("REMOVED", "timeout and grace period");
  }
  if (current === "EXPIRED") go("REMOVED", "grace period");
  return steps;
}

export const fortidModel: Model<SessionGiven, SessionPolicy> = {
  id: "fortid",
  statuses,
  guards: ["finishedSessionsExpire"],
  counterNames: {},
  reportedEvents: [],
  originAnnounced: "never",
  policies: ({ finishedSessionsExpire = false }) => [{ finishedSessionsExpire }],
  initial: () => ({ status: "IN_PROGRESS", counters: { outcome: "open" satisfies Outcome } }),
  steps: stepsFrom,
  fits: () => true,
  agrees: () => true,
};
