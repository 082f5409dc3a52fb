/**
 * What `GET /client/verification/status` answers: one body about a client and, in it, the latest of the client's
 * processes. Both lifecycles read it, and a body that contradicts itself is believed by neither. Names, e-mail address,
 * document country and capture URL are never read.
 *
 * Source: the vendor's page "Verification Status"; its error codes (D) for the envelope of an error.
 */
import * as z from "zod";
import { type Exchange, instantText } from "../../src/exchange.js";
import { addMilliseconds, compareInstants, type Instant, parseInstant } from "../../src/instant.js";
import { plainWord, type Reading } from "../../src/observation.js";
import { malformed } from "../../src/reading.js";

/** The words of the page's table, in its order: a process runs, then it has ended. */
export const unfinishedStatuses = ["CREATED", "CAPTURE_PENDING", "PROCESSING"] as const;
export const endedStatuses = ["ACCEPTED", "REJECTED", "ERROR", "EXPIRED"] as const;

/** "Not completed within 30 minutes": from `createdAt`, whatever the client has done by then. */
export const timeLimitMilliseconds = 30 * 60_000;

/** The rule's name, and how far two clocks may differ before it is broken, unless a policy says otherwise. */
export const earlyExpiry = "EXPIRED is not before 30 minutes after createdAt";
export const usualToleranceSeconds = 60;

/** By how much one time of a body is later than another, or than `createdAt` when it was asked for, where a rule changes sides. */
export const comparedSeconds = [timeLimitMilliseconds / 1000, timeLimitMilliseconds / 1000 - usualToleranceSeconds];

const instant = instantText.transform((text) => parseInstant(text) ?? text);

const processSchema = z.object({
  processId: z.string().regex(/^[\w-]{1,100}$/, "expected at most 100 letters, digits, _ or -"),
  status: plainWord,
  createdAt: instant,
  /** Null while the process runs. IMPLIED: the page shows it beside ACCEPTED only. */
  completedAt: instant.nullish(),
});

const bodySchema = z.object({
  success: z.literal(true),
  data: z.object({
    /** 0: none; 1: PictureID-verified. */
    verificationLevel: z.literal([0, 1]),
    latestProcess: processSchema.nullable(),
    /** Only whether there is one. */
    linkedIdentity: z.object({}).nullable(),
  }),
});

export type StatusBody = z.output<typeof bodySchema>["data"];

const errorSchema = z.object({ success: z.literal(false), error: z.unknown().optional() });
const codeSchema = z.object({ code: z.int().min(0).max(9999) });

/** INVALID_TOKEN, the one error that the page names: the client token is invalid or has expired. */
const invalidToken = 1102;

/** An answer that tells of a client, or the reading of one that does not. */
export type Answer =
  | { readonly kind: "body"; readonly body: StatusBody }
  | { readonly kind: "other"; readonly reading: Reading };

export function readAnswer({ httpStatus, body }: Exchange): Answer {
  const failed = errorSchema.safeParse(body);
  if (failed.success) return silent(...errorWords(failed.data.error));
  if (httpStatus !== 200) {
    const warning = httpStatus < 500 ? [`the vendor answered ${httpStatus}`] : [];
    return silent(`HTTP status ${httpStatus} says nothing about the verification`, warning);
  }
  const parsed = bodySchema.safeParse(body);
  return parsed.success
    ? { kind: "body", body: parsed.data.data }
    : { kind: "other", reading: malformed(parsed.error, ["body"]) };
}

function errorWords(error: unknown): readonly [message: string, warnings: readonly string[]] {
  const parsed = codeSchema.safeParse(error);
  if (!parsed.success) return ["an error says nothing about the verification", ["the vendor answered an error"]];
  const { code } = parsed.data;
  return code === invalidToken
    ? [`error ${code} (INVALID_TOKEN) says nothing about the verification`, []]
    : [`error ${code} says nothing about the verification`, [`the vendor answered error ${code}`]];
}

function silent(message: string, warnings: readonly string[]): Answer {
  return { kind: "other", reading: { kind: "no-information", message, warnings } };
}

/** The rules between fields, each by its name. */
const rules: readonly { readonly name: string; readonly isBroken: (body: StatusBody) => boolean }[] = [
  {
    name: "ACCEPTED asks for verificationLevel 1",
    isBroken: ({ verificationLevel, latestProcess }) => latestProcess?.status === "ACCEPTED" && verificationLevel === 0,
  },
  {
    name: "verificationLevel 1 asks for a linkedIdentity",
    isBroken: ({ verificationLevel, linkedIdentity }) => verificationLevel === 1 && linkedIdentity === null,
  },
  {
    name: "a linkedIdentity asks for verificationLevel 1",
    isBroken: ({ verificationLevel, linkedIdentity }) => linkedIdentity !== null && verificationLevel === 0,
  },
  {
    name: "an ended process asks for completedAt",
    // EXPIRED may lack it (ASSUMED): nothing was completed.
    isBroken: ({ latestProcess: latest }) => latest !== null && endsByResult(latest.status) && !hasCompleted(latest),
  },
  {
    name: "a process that has not ended has no completedAt",
    isBroken: ({ latestProcess: latest }) => latest !== null && isUnfinished(latest.status) && hasCompleted(latest),
  },
  {
    name: "completedAt is not before createdAt",
    isBroken: ({ latestProcess: latest }) =>
      typeof latest?.completedAt === "string" && compareInstants(latest.completedAt, latest.createdAt) < 0,
  },
];

/** The names of the rules between fields that a body breaks. */
export function breachesOf(body: StatusBody): readonly string[] {
  return rules.flatMap(({ name, isBroken }) => (isBroken(body) ? [name] : []));
}

/** What is odd about a body, yet possible: the time that a process took and its result do not agree. */
export function warningsOf({ latestProcess: latest }: StatusBody): readonly string[] {
  if (typeof latest?.completedAt !== "string" || compareInstants(latest.completedAt, latest.createdAt) < 0) return [];
  const limit = addMilliseconds(latest.createdAt, timeLimitMilliseconds);
  const isInTime = compareInstants(latest.completedAt, limit) < 0;
  if (endsByResult(latest.status) && !isInTime) {
    return [`${latest.status} came 30 minutes after createdAt or later; the verificationLevel decides access`];
  }
  return latest.status === "EXPIRED" && isInTime ? ["EXPIRED although completed within 30 minutes"] : [];
}

/** Whether a process created at `createdAt` cannot have expired at `at`, the clocks' tolerance granted. */
export function isBeforeExpiry(at: Instant, createdAt: Instant, toleranceSeconds: number): boolean {
  return compareInstants(at, addMilliseconds(createdAt, timeLimitMilliseconds - toleranceSeconds * 1000)) < 0;
}

export function isUnfinished(status: string): boolean {
  return unfinishedStatuses.some((word) => word === status);
}

export function isEnded(status: string): boolean {
  return endedStatuses.some((word) => word === status);
}

function endsByResult(status: string): boolean {
  return isEnded(status) && status !== "EXPIRED";
}

function hasCompleted({ completedAt }: { readonly completedAt?: string | null | undefined }): boolean {
  return typeof completedAt === "string";
}
