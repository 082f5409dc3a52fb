/**
 * What two providers would send about many people: whole histories, each legal, with a person's data in every body. The
 * numbers come from a seed, so that a run can be repeated.
 */
import { createHmac } from "node:crypto";
import { secrets } from "./service.js";

/** In every body, and nowhere else afterwards. */
export const canary = "Canary-Quimby-1987";

export interface Delivery {
  readonly provider: "iinkedsign" | "persona";
  readonly body: string;
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffled<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  return items
    .map((item) => ({ item, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** A new run begins after each `cancelled_reset`. */
const signerHistories = [
  ["passed"],
  ["failed", "failed", "passed"],
  ["failed", "failed", "failed_reset", "cancelled_reset", "failed", "passed"],
  ["failed", "failed_reset", "cancelled_reset", "failed", "failed_reset", "cancelled_reset", "passed"],
  ["error", "failed", "failed", "failed_locked"],
  ["failed", "cancelled"],
] as const;

/** Each history in the order in which it happened. */
export function histories(subjects: number, random: () => number): readonly (readonly Delivery[])[] {
  return Array.from({ length: subjects }, (_, index) =>
    index % 2 === 0 ? signerHistory(index, random) : inquiryHistory(index, random),
  );
}

function uuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function signerHistory(index: number, random: () => number): readonly Delivery[] {
  const identity = { packageId: uuid(random), signerId: uuid(random), verificationId: uuid(random) };
  const words = signerHistories[Math.floor(index / 2) % signerHistories.length] ?? [];
  return words.map((state, place) => {
    const body = { ...identity, state };
    if (state === "cancelled_reset") identity.verificationId = uuid(random);
    return {
      provider: "iinkedsign",
      body: JSON.stringify({
        ...body,
        action: "verification_status",
        continue: false,
        eventId: uuid(random),
        // Seven digits, as the vendor sends them; two reports of one millisecond are common.
        eventTime: `2024-05-04T09:12:30.125${String(place * 7).padStart(4, "0")}Z`,
        signer: { name: canary },
      }),
    };
  });
}

function inquiryHistory(index: number, random: () => number): readonly Delivery[] {
  const inquiry = `inq_${index}`;
  const failures = index % 3;
  const verifications = Array.from({ length: failures + 1 }, (_, turn) => ({
    id: `ver_${index}_${turn}`,
    result: turn < failures ? "failed" : "passed",
  }));
  const events = [
    event("inquiry.created", inquiry, "created"),
    event("inquiry.started", inquiry, "pending"),
    ...verifications.flatMap(({ id, result }) => [
      event("verification.created", id, "initiated", inquiry),
      event("verification.submitted", id, "submitted", inquiry),
      event(`verification.${result}`, id, result, inquiry),
    ]),
    event("inquiry.completed", inquiry, "completed"),
    event("inquiry.approved", inquiry, "approved"),
  ];
  return events.map((make, place) => ({
    provider: "persona",
    body: JSON.stringify(make(`evt_${uuid(random)}`, `2024-05-04T09:${String(place).padStart(2, "0")}:00.000Z`)),
  }));
}

function event(name: string, id: string, status: string, inquiry?: string) {
  const type = name.startsWith("inquiry") ? "inquiry" : "verification/government-id";
  return (eventId: string, at: string) => ({
    data: {
      type: "event",
      id: eventId,
      attributes: {
        name,
        "created-at": at,
        payload: {
          data: {
            type,
            id,
            attributes: { status, "name-first": canary, birthdate: canary, "created-at": at },
            relationships: inquiry === undefined ? {} : { inquiry: { data: { type: "inquiry", id: inquiry } } },
          },
        },
      },
    },
  });
}

export function send(url: string, { provider, body }: Delivery): Promise<Response> {
  const seconds = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", secrets.persona).update(`${seconds}.${body}`).digest("hex");
  const path = provider === "persona" ? "persona" : `iinkedsign/${secrets.iinkedsign}`;
  return fetch(`${url}/webhooks/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "persona-signature": `t=${seconds},v1=${signature}` },
    body,
  });
}
