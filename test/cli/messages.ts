/** Messages as the vendor sends them, one a line. */
const packageId = "2dcb8021-c3fe-465c-bd6a-dcca3a43a2e9";
const signers = ["57af6e67-d9d6-4ac9-9744-17d1c895eb89", "0c2f1f0a-5a3e-4b58-9a63-0f6a8f0b7f11"] as const;
const runs = ["a688e7c1-f3b1-4b16-9d2b-d09065a10ed9", "b7f3c6de-0d0c-4a52-8f5d-6f0b1c2d3e4f"] as const;

export const subjects = signers.map((signer) => `${packageId}/${signer}`);

interface Told {
  readonly signer?: 0 | 1;
  readonly run?: 0 | 1;
  /** Minutes after ten. */
  readonly minute?: number;
  readonly extra?: object;
}

/** A webhook; its `eventId` is made from the rest, so that equal calls are one delivery. */
export function webhook(state: string, told: Told = {}): string {
  const { signer = 0, run = 0, minute = 0, extra = {} } = told;
  const digits = Buffer.from(`${state} ${signer} ${run} ${minute}`).toString("hex").padEnd(32, "0").slice(-32);
  return JSON.stringify({
    verificationId: runs[run],
    packageId,
    signerId: signers[signer],
    continue: state === "passed" || state === "completed",
    state,
    action: "verification_status",
    eventId: digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5"),
    eventTime: `2026-03-02T10:${String(minute).padStart(2, "0")}:00.0000001Z`,
    ...extra,
  });
}

/** A poll's exchange; without a state the vendor gave no view. */
export function poll(state: string | undefined, told: Told & { readonly httpStatus?: number } = {}): string {
  const { signer = 0, run = 0, minute = 0, httpStatus = 200, extra = {} } = told;
  const ids = { verificationId: runs[run], packageId, signerId: signers[signer] };
  return JSON.stringify({
    at: `2026-03-02T10:${String(minute).padStart(2, "0")}:00Z`,
    subject: subjects[signer],
    httpStatus,
    body: state === undefined ? { message: "no" } : { ...ids, state, ...extra },
  });
}

export const log = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");
