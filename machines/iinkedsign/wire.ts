/**
 * What arrives: the `verification_status` webhook, and the vendor's view of a verification as a poll's exchange. Reduced
 * to what is judged; every other field is allowed and stays out of the observation.
 *
 * Source: the page's example payload; the help centre's "view" (D).
 */
import * as z from "zod";
import { type Exchange, instantText } from "../../src/exchange.js";
import { type Channel, type Observation, plainWord, type Reading } from "../../src/observation.js";
import { irrelevant, malformed } from "../../src/reading.js";
import { action, aliases, noRun, type Status, statuses } from "./vocabulary.js";

/** Any UUID, whatever its version, in lower case: the all-zero one means that there is no run yet. */
const uuid = z.guid({ error: "expected a UUID" }).transform((text) => text.toLowerCase());

/** `packageId/signerId`; a poll's subject of another shape is the caller's own word, and may be a person's. */
const subjectPattern = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const identities = { verificationId: uuid, packageId: uuid, signerId: uuid, state: plainWord };

const actionSchema = z.object({ action: z.string() });

const webhookSchema = z.object({
  action: z.string(),
  ...identities,
  continue: z.boolean(),
  eventId: uuid,
  eventTime: instantText,
});

const viewSchema = z.object({
  ...identities,
  attempts: z.int().nonnegative().optional(),
  errors: z.int().nonnegative().optional(),
});

export function readWebhook(body: unknown): Reading {
  const parsed = webhookSchema.safeParse(body);
  // Another action has other fields: it is told before any of them is missed.
  if (!parsed.success || parsed.data.action !== action) {
    const named = actionSchema.safeParse(body);
    if (!named.success) return malformed(named.error);
    if (named.data.action !== action) return irrelevant(named.data.action);
  }
  if (!parsed.success) return malformed(parsed.error);
  const { eventId, eventTime, continue: mayContinue } = parsed.data;
  const status = statusOf(parsed.data.state);
  // A signer who may go on in spite of a failure has a policy that does not ask for a pass.
  const needsNoPass = mayContinue && status?.startsWith("failed") === true;
  return observationOf(parsed.data, "webhook", {
    delivery: eventId,
    at: eventTime,
    policy: needsNoPass ? { passToSign: false } : undefined,
    warnings: !mayContinue && status === "passed" ? ["continue is false although the verification passed"] : [],
  });
}

export function readPoll({ at, subject, httpStatus, body }: Exchange): Reading {
  if (httpStatus !== 200) {
    return {
      kind: "no-information",
      ...(subject !== undefined && subjectPattern.test(subject) ? { subject: subject.toLowerCase() } : {}),
      message: `HTTP status ${httpStatus} says nothing about the verification`,
      warnings: httpStatus < 500 ? [`the vendor answered ${httpStatus}`] : [],
    };
  }
  const parsed = viewSchema.safeParse(body);
  if (!parsed.success) return malformed(parsed.error, ["body"]);
  const { attempts, errors } = parsed.data;
  const counters = {
    ...(attempts === undefined ? {} : { failures: attempts }),
    ...(errors === undefined ? {} : { errors }),
  };
  return observationOf(parsed.data, "poll", {
    at,
    ...(Object.keys(counters).length === 0 ? {} : { counters }),
    warnings: [],
  });
}

type Identities = z.output<z.ZodObject<typeof identities>>;

function observationOf(
  { verificationId, packageId, signerId, state }: Identities,
  channel: Channel,
  told: Pick<Observation, "delivery" | "at" | "policy" | "counters" | "warnings">,
): Reading {
  const status = statusOf(state);
  const observation: { -readonly [Field in keyof Observation]: Observation[Field] } = {
    subject: `${packageId}/${signerId}`,
    reported: state,
    channel,
    breaches: [],
    warnings: told.warnings,
  };
  if (verificationId !== noRun) observation.run = verificationId;
  if (status !== undefined) observation.status = status;
  if (told.delivery !== undefined) observation.delivery = told.delivery;
  if (told.at !== undefined) observation.at = told.at;
  if (told.policy !== undefined) observation.policy = told.policy;
  if (told.counters !== undefined) observation.counters = told.counters;
  return { kind: "observation", observation };
}

const statusesByWord: ReadonlyMap<string, Status> = new Map([
  ...statuses.map((status) => [status, status] as const),
  ...aliases,
]);

function statusOf(state: string): Status | undefined {
  return statusesByWord.get(state);
}
