// Answers of `GET /client/verification/status` with invented values, as a caller logs them.

export interface Told {
  readonly at?: string;
  readonly level?: number;
  /** The latest process; null where none was ever started. */
  readonly process?: Readonly<Record<string, unknown>> | null;
  readonly identity?: Readonly<Record<string, unknown>> | null;
  readonly subject?: string | undefined;
}

export const createdAt = "2026-03-04T14:30:00Z";

const identity = {
  id: "identity-1",
  firstName: "Canary-Given",
  lastName: "Canary-Family",
  documentCountry: "NOR",
  linkedAt: "2026-03-04T14:35:00Z",
};

/** A process as the page shows one; `completedAt` is there where a process has a result. */
export function processOf(status: string, given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const hasResult = ["ACCEPTED", "REJECTED", "ERROR"].includes(status);
  return {
    dossierId: "dossier-1",
    processId: "process-1",
    captureUrl: "https://capture.invalid/canary-link",
    status,
    createdAt,
    completedAt: hasResult ? "2026-03-04T14:35:00Z" : null,
    ...given,
  };
}

/** An exchange; a client at level 1 has an identity unless told otherwise. */
export function exchange({ at, level = 0, process = null, identity: person, subject = "client-1" }: Told) {
  return {
    at: at ?? "2026-03-04T15:10:00Z",
    ...(subject === "" ? {} : { subject }),
    httpStatus: 200,
    body: {
      requestId: "request-1",
      success: true,
      data: {
        verificationLevel: level,
        email: "canary@example.invalid",
        latestProcess: process,
        linkedIdentity: person === undefined ? (level === 1 ? identity : null) : person,
      },
    },
  };
}

/** An exchange about a client whose latest process has a status; ACCEPTED brings level 1. */
export function about(status: string, given: Readonly<Record<string, unknown>> = {}, told: Told = {}) {
  return exchange({ level: status === "ACCEPTED" ? 1 : 0, process: processOf(status, given), ...told });
}

/** An answer that is an error, in the vendor's envelope. */
export function errorExchange(httpStatus: number, error: unknown) {
  return {
    at: "2026-03-04T14:31:00Z",
    subject: "client-1",
    httpStatus,
    body: { requestId: "request-1", success: false, error },
  };
}
