// A person's whole attempt, transcribed by hand from the inquiry table of the provider page (providers/persona.md).
// Not the machine: nothing here is imported from src/ or machines/.
import { countFits, countTo, isBelow, type Limit } from "./counts.js";
import type { Configuration, Model, ReportedCounters, Step } from "./model.js";

export interface InquiryPolicy {
  readonly maxAttempts: Limit;
  readonly decisionsOverturn: boolean;
}

export type InquiryGiven = { readonly [Field in keyof InquiryPolicy]?: InquiryPolicy[Field] | undefined };

const statuses = [
  "created",
  "pending",
  "completed",
  "failed",
  "expired",
  "needs_review",
  "approved",
  "declined",
] as const;

const undecided = ["created", "pending", "completed", "failed", "expired", "needs_review"] as const;

const allAttempts: readonly Limit[] = [1, 2, 3, 4, 5, "unlimited"];

function stepsFrom({ maxAttempts, decisionsOverturn }: InquiryPolicy, from: Configuration): readonly Step[] {
  const { status: current } = from;
  const failures = Number(from.counters["failures"]);
  const redacted = from.counters["redacted"] === true;
  const attemptsLeft = isBelow(maxAttempts, failures);

  const steps: Step[] = [];
  const go = (
    status: (typeof statuses)[number],
    event: string,
    needs: Readonly<Record<string, boolean>> = {},
    after: Readonly<Record<string, number | boolean>> = {},
  ): void => {
    steps.push({
      to: { status, counters: { failures, redacted, ...after } },
      event,
      // Of the events that keep the status and of `owner.resumed`, none is a webhook about the inquiry.
      announced: status === current || event === "owner.resumed" ? "never" : "always",
      startsRun: false,
      guards: Object.keys(needs).filter((name) => needs[name] !== true),
    });
  };

  if (current === "created") go("pending", "inquiry.started");
  if (current === "pending") {
    const counted = countTo(maxAttempts, failures + 1);
    go("pending", "verification.created", { attemptsLeft });
    go("pending", "verification.failed", { attemptsLeft }, { failures: counted });
    go("completed", "inquiry.completed");
    go("failed", "inquiry.failed");
  }
  if (current === "created" || current === "pending") {
    go("expired", "inquiry.expired");
    go("expired", "after expiry");
  }
  if (current === "expired") go("pending", "owner.resumed", { notRedacted: !redacted });
  for (const status of undecided) {
    if (status !== current) continue;
    // What is redacted may be redacted again; after a decision a redaction has nothing left to decide.
    go(status, "inquiry.redacted", {}, { redacted: true });
    // Annotations move nothing, and happen.
    go(status, "inquiry.updated-tags", {});
    go("approved", "inquiry.approved");
    go("declined", "inquiry.declined");
    if (status !== "needs_review") go("needs_review", "inquiry.marked-for-review");
  }
  if (current === "approved") go("declined", "inquiry.declined", { overturnAllowed: decisionsOverturn });
  if (current === "declined") go("approved", "inquiry.approved", { overturnAllowed: decisionsOverturn });
  return steps;
}

function policiesOf({ maxAttempts, decisionsOverturn = true }: InquiryGiven): readonly InquiryPolicy[] {
  return (maxAttempts === undefined ? allAttempts : [maxAttempts]).map((limit) => ({
    maxAttempts: limit,
    decisionsOverturn,
  }));
}

function fits({ maxAttempts }: InquiryPolicy, { counters }: Configuration, reported: ReportedCounters): boolean {
  return countFits(maxAttempts, Number(counters["failures"]), reported["failures"]);
}

export const personaInquiryModel: Model<InquiryGiven, InquiryPolicy> = {
  id: "persona/inquiry",
  statuses,
  guards: ["attemptsLeft", "notRedacted", "overturnAllowed"],
  counterNames: {},
  reportedEvents: ["verification.created", "verification.failed"],
  originAnnounced: "always",
  policies: policiesOf,
  initial: () => ({ status: "created", counters: { failures: 0, redacted: false } }),
  steps: stepsFrom,
  fits,
  agrees: () => true,
};
