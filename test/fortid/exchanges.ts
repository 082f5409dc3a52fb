// Answers of `GET /verification-session/status/{verificationSessionId}` with invented values, as a caller logs them.

export const session = "7b9f0a52-4c1e-4f6b-9a53-2d1d5a0c9e11";

export const start = "2026-03-04T14:30:00Z";

const messages: Readonly<Record<number, string>> = {
  400: "Session ID is not a valid UUID.",
  404: "Verification Session not found",
  410: "Verification Session expired",
  500: "Internal Server Error",
};

/** An exchange with a body of the service's own. */
export function answered(httpStatus: number, at = start, body: unknown = { message: messages[httpStatus] ?? "?" }) {
  return { at, subject: session, httpStatus, body };
}

const beside: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  VERIFICATION_FAILED: { description: "canary: the document of Ms Canary has lapsed" },
  VERIFICATION_SUCCEEDED: {
    presentedClaims: { name: "Canary", age: 27, address: { street: "Canary Street" }, nationalities: ["canary"] },
  },
};

/** A 200 with a status and what the page promises beside it. */
export function told(status: string, at = start) {
  return answered(200, at, { verificationSessionStatus: status, ...beside[status] });
}

/** An exchange that shows a status: by its word, or by its code. */
export function shows(status: string, at = start) {
  if (status === "EXPIRED") return answered(410, at);
  return status === "REMOVED" ? answered(404, at) : told(status, at);
}

/** The instant so many seconds after the start; a fraction of up to seven digits is kept. */
export function after(seconds: number, fraction = ""): string {
  const second = new Date(Date.parse(start) + seconds * 1000).toISOString().slice(0, 19);
  return `${second}${fraction === "" ? "" : `.${fraction}`}Z`;
}
