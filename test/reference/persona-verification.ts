// One check of one claim, transcribed by hand from the verification table of the provider page (providers/persona.md).
// Not the machine: nothing here is imported from src/ or machines/.
import type { Announced, Configuration, Facts, Model, Step } from "./model.js";

export interface VerificationPolicy {
  /** The part after `verification/`. */
  readonly type: string;
  readonly resubmitSameObject: boolean;
}

export type VerificationGiven = {
  readonly [Field in keyof VerificationPolicy]?: VerificationPolicy[Field] | undefined;
};

const statuses = [
  "initiated",
  "confirmed",
  "submitted",
  "tentatively_passed",
  "tentatively_failed",
  "passed",
  "failed",
  "requires_retry",
  "canceled",
  "skipped",
] as const;

/** Which types may do what others may not; an unknown type merely fails these conditions. */
const privileges: Readonly<Record<string, (type: string) => boolean>> = {
  typeHasCode: (type) => ["email-address", "phone-number"].includes(type),
  typeSkippable: (type) => type === "aamva" || type.startsWith("database"),
  typePassesTentatively: (type) => ["document", "qes-infocert"].includes(type),
  typeFailsTentatively: (type) => ["database-business", "database-business-footprint"].includes(type),
};

/** One type for each set of privileges that any type has. */
const types = ["selfie", "phone-number", "database-phone-carrier", "qes-infocert", "database-business-footprint"];

const privilegesOf = (type: string): string =>
  Object.keys(privileges)
    .filter((name) => privileges[name]?.(type))
    .join();

/** No webhook exists for a confirmed code or saved claims; whether a resubmission is announced is not told. */
const unannounced: Readonly<Record<string, Announced>> = {
  "code.confirmed": "never",
  "claims.saved": "never",
  "claims.resubmitted": "maybe",
};

function stepsFrom(policy: VerificationPolicy, { status: from }: Configuration): readonly Step[] {
  const steps: Step[] = [];
  const go = (status: (typeof statuses)[number], event: string, guard?: string): void => {
    const isMet =
      guard === undefined ||
      (guard === "resubmissionAllowed" ? policy.resubmitSameObject : privileges[guard]?.(policy.type) === true);
    steps.push({
      to: { status, counters: {} },
      event,
      announced: unannounced[event] ?? "always",
      startsRun: false,
      guards: isMet ? [] : [guard],
    });
  };

  if (from === "initiated") {
    go("initiated", "claims.saved");
    go("confirmed", "code.confirmed", "typeHasCode");
  }
  if (from === "initiated" || from === "confirmed") {
    go("submitted", "verification.submitted");
  }
  if (from === "initiated" || from === "submitted") go("skipped", "verification.skipped", "typeSkippable");
  if (from === "submitted") {
    go("requires_retry", "verification.requires-retry");
    go("tentatively_passed", "verification.tentatively-passed", "typePassesTentatively");
    go("tentatively_failed", "verification.tentatively-failed", "typeFailsTentatively");
  }
  if (["submitted", "tentatively_passed", "tentatively_failed"].includes(from)) {
    go("passed", "verification.passed");
    go("failed", "verification.failed");
  }
  if (["initiated", "confirmed", "submitted", "tentatively_passed", "tentatively_failed"].includes(from))
    go("canceled", "verification.canceled");
  if (from === "requires_retry") go("submitted", "claims.resubmitted", "resubmissionAllowed");
  return steps;
}

function policiesOf({ type, resubmitSameObject = false }: VerificationGiven): readonly VerificationPolicy[] {
  return (type === undefined ? types : [type]).map((one) => ({ type: one, resubmitSameObject }));
}

function agrees(policy: VerificationPolicy, { type }: Facts): boolean {
  return type === undefined || privilegesOf(type) === privilegesOf(policy.type);
}

export const personaVerificationModel: Model<VerificationGiven, VerificationPolicy> = {
  id: "persona/verification",
  statuses,
  guards: [...Object.keys(privileges), "resubmissionAllowed"],
  counterNames: {},
  reportedEvents: [],
  originAnnounced: "always",
  policies: policiesOf,
  initial: () => ({ status: "initiated", counters: {} }),
  steps: stepsFrom,
  fits: () => true,
  agrees,
};
