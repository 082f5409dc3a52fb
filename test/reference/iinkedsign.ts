// One signer of one package, transcribed by hand from the transition table of the provider page (providers/iinkedsign.md).
// Not the machine: nothing here is imported from src/ or machines/.
import { countFits, countTo, isBelow, type Limit } from "./counts.js";
import type { Announced, Configuration, Model, ReportedCounters, Step } from "./model.js";

type PolicyStep = "consent" | "identity" | "kba" | "document";

export interface IinkedsignPolicy {
  readonly steps: readonly PolicyStep[];
  readonly maxAttempts: Limit;
  readonly maxResets: Limit;
  readonly maxErrors: Limit;
  readonly resetKeepsVerificationId: boolean;
}

/** A field that is not given is unknown, and stands for its whole family. */
export type IinkedsignGiven = { readonly [Field in keyof IinkedsignPolicy]?: IinkedsignPolicy[Field] | undefined };

interface Counters {
  readonly failures: number;
  readonly errors: number;
  readonly resets: number;
}

const policySteps = ["consent", "identity", "kba", "document"] as const;

const statuses = [
  "not_started",
  "start",
  "consent",
  "consent_processing",
  "identity",
  "identity_processing",
  "kba",
  "kba_processing",
  "document",
  "document_processing",
  "end",
  "passed",
  "failed",
  "failed_reset",
  "failed_locked",
  "error",
  "error_reset",
  "error_locked",
  "cancelled",
  "cancelled_reset",
  "invalid",
] as const;
type Status = (typeof statuses)[number];

const final: readonly string[] = ["passed", "failed_locked", "error_locked", "cancelled", "invalid"];
const open: readonly string[] = [
  "start",
  "consent",
  "consent_processing",
  "identity",
  "identity_processing",
  "kba",
  "kba_processing",
  "document",
  "document_processing",
  "end",
];
const resettableEarly: readonly string[] = ["not_started", ...open, "failed", "error"];

const always: readonly string[] = ["passed", "failed", "failed_reset", "failed_locked"];
const maybe: readonly string[] = ["error", "error_reset", "error_locked", "cancelled", "cancelled_reset", "invalid"];
const announcedAt = (status: string): Announced =>
  always.includes(status) ? "always" : maybe.includes(status) ? "maybe" : "never";

const allAttempts: readonly Limit[] = [1, 2, 3, 4, 5, "unlimited"];
const allResets: readonly Limit[] = [0, 1, 2, 3, "unlimited"];
const allErrors: readonly Limit[] = [1, 2, 3, "unlimited"];

function countersOf(configuration: Configuration): Counters {
  const { failures, errors, resets } = configuration.counters;
  return { failures: Number(failures), errors: Number(errors), resets: Number(resets) };
}

function stepsFrom(policy: IinkedsignPolicy, from: Configuration): readonly Step[] {
  const counters = countersOf(from);
  const { maxAttempts, maxResets, maxErrors } = policy;
  const attemptsLeft = isBelow(maxAttempts, counters.failures + 1);
  const errorsLeft = isBelow(maxErrors, counters.errors + 1);
  const resetsLeft = isBelow(maxResets, counters.resets);
  const failed: Counters = { ...counters, failures: countTo(maxAttempts, counters.failures + 1) };
  const erred: Counters = { ...counters, errors: countTo(maxErrors, counters.errors + 1) };
  const begunAgain: Counters = { failures: 0, errors: 0, resets: countTo(maxResets, counters.resets + 1) };

  const steps: Step[] = [];
  /** `needs`: guard name → whether the row's condition holds here. */
  const go = (status: Status, event: string, needs: Readonly<Record<string, boolean>> = {}, after = counters): void => {
    steps.push({
      to: { status, counters: { ...after } },
      event,
      announced: announcedAt(status),
      startsRun: from.status === "cancelled_reset" && status === "not_started" && !policy.resetKeepsVerificationId,
      guards: Object.keys(needs).filter((name) => needs[name] !== true),
    });
  };

  /** The first required step of those after `done`, else end; a step that comes too early or is not required is refused. */
  const proceed = (done: number, event: string): void => {
    const earlier: Record<string, boolean> = {};
    for (const step of policySteps.slice(done)) {
      const required = policy.steps.includes(step);
      go(step, event, { ...earlier, [`${step}Required`]: required });
      earlier[`${step}Required`] = !required;
    }
    go("end", event, earlier);
  };

  if (from.status === "not_started") go("start", "signer.opened");
  if (from.status === "start") proceed(0, "signer.proceeded");
  policySteps.forEach((step, index) => {
    if (from.status === step) go(`${step}_processing`, "signer.submitted");
    if (from.status === `${step}_processing`) {
      proceed(index + 1, "step.accepted");
      go("end", "step.refused");
    }
  });
  if (from.status === "end") {
    go("passed", "result.pass");
    go("failed", "result.fail", { attemptsLeft }, failed);
    go("failed_reset", "result.fail", { attemptsLeft: !attemptsLeft, resetsLeft }, failed);
    go("failed_locked", "result.fail", { attemptsLeft: !attemptsLeft, resetsLeft: !resetsLeft }, failed);
    go("failed_reset", "result.failForGood", { resetsLeft }, failed);
    go("failed_locked", "result.failForGood", { resetsLeft: !resetsLeft }, failed);
  }
  if (open.includes(from.status)) {
    go("error", "server.error", { errorsLeft }, erred);
    go("error_reset", "server.error", { errorsLeft: !errorsLeft, resetsLeft }, erred);
    go("error_locked", "server.error", { errorsLeft: !errorsLeft, resetsLeft: !resetsLeft }, erred);
  }
  if (from.status === "failed" || from.status === "error") go("start", "signer.retried");
  if (from.status === "failed_reset" || from.status === "error_reset")
    go("cancelled_reset", "owner.reset", { resetsLeft });
  if (resettableEarly.includes(from.status)) go("cancelled_reset", "owner.reset", { resetsLeft });
  if (from.status === "cancelled_reset") go("not_started", "verification.begunAgain", {}, begunAgain);
  if (!final.includes(from.status)) {
    go("cancelled", "verification.cancelled");
    go("invalid", "verification.invalid");
  }
  return steps;
}

function policiesOf(given: IinkedsignGiven): readonly IinkedsignPolicy[] {
  const family: IinkedsignPolicy[] = [];
  for (const maxAttempts of given.maxAttempts === undefined ? allAttempts : [given.maxAttempts])
    for (const maxResets of given.maxResets === undefined ? allResets : [given.maxResets])
      for (const maxErrors of given.maxErrors === undefined ? allErrors : [given.maxErrors])
        family.push({
          steps: given.steps ?? policySteps,
          maxAttempts,
          maxResets,
          maxErrors,
          resetKeepsVerificationId: given.resetKeepsVerificationId ?? false,
        });
  return family;
}

/** The view of a verification reports `attempts` (failed ones) and `errors`. */
function fits(policy: IinkedsignPolicy, configuration: Configuration, reported: ReportedCounters): boolean {
  const { failures, errors } = countersOf(configuration);
  return (
    countFits(policy.maxAttempts, failures, reported["attempts"]) &&
    countFits(policy.maxErrors, errors, reported["errors"])
  );
}

export const iinkedsignModel: Model<IinkedsignGiven, IinkedsignPolicy> = {
  id: "iinkedsign",
  statuses,
  guards: ["attemptsLeft", "errorsLeft", "resetsLeft", ...policySteps.map((step) => `${step}Required`)],
  counterNames: { failures: "attempts" },
  reportedEvents: [],
  originAnnounced: announcedAt("not_started"),
  policies: policiesOf,
  initial: () => ({ status: "not_started", counters: { failures: 0, errors: 0, resets: 0 } }),
  steps: stepsFrom,
  fits,
  agrees: () => true,
};
