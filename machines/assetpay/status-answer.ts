/** What `GET /client/verification/status` would answer, with invented values: a body that contradicts itself nowhere. */
import type { Exchange } from "../../src/exchange.js";
import { addMilliseconds, compareInstants, parseInstant } from "../../src/instant.js";
import { inventedUuid } from "../../src/messages/invented-id.js";
import type { Messages } from "../../src/messages/messages.js";
import { isEnded, timeLimitMilliseconds } from "./status-body.js";

/** A `processId` is letters and digits; the other ids are never read. */
export const invent: Messages["invent"] = (kind, name) => inventedUuid(`${kind} ${name}`);

export interface LatestProcess {
  readonly processId: string;
  readonly status: string;
  readonly createdAt: string;
}

export function answered(
  { at, subject }: { readonly at: string; readonly subject?: string },
  verificationLevel: 0 | 1,
  latest: LatestProcess | null,
): Exchange {
  const requestId = inventedUuid(`request ${at} ${latest?.processId ?? subject ?? ""}`);
  const latestProcess = latest === null ? null : { ...latest, completedAt: completion(latest, at) };
  const linkedIdentity = verificationLevel === 1 ? { id: inventedUuid(`identity ${requestId}`) } : null;
  return {
    at,
    ...(subject === undefined ? {} : { subject }),
    httpStatus: 200,
    body: { requestId, success: true, data: { verificationLevel, latestProcess, linkedIdentity } },
  };
}

/** A result came in time and before it was asked for; a process that runs or expired was never completed. */
function completion({ status, createdAt }: LatestProcess, at: string): string | null {
  if (!isEnded(status) || status === "EXPIRED") return null;
  const begun = parseInstant(createdAt) ?? createdAt;
  const limit = addMilliseconds(begun, timeLimitMilliseconds - 1000);
  const asked = parseInstant(at) ?? at;
  if (compareInstants(asked, begun) < 0) return begun;
  return compareInstants(asked, limit) < 0 ? asked : limit;
}
