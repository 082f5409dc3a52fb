/** The channels that are exported to every database. */
import { assetpayClient } from "../../../machines/assetpay/lifecycle.js";
import { fortid } from "../../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../../machines/iinkedsign/lifecycle.js";
import { personaInquiry, personaVerification } from "../../../machines/persona/lifecycle.js";
import type { Lifecycle } from "../../../src/lifecycle.js";
import type { Channel } from "../../../src/observation.js";

export interface Case {
  readonly lifecycle: Lifecycle;
  readonly policy: Readonly<Record<string, unknown>>;
  readonly channel: Channel;
}

export const cases: readonly Case[] = [
  { lifecycle: iinkedsign, policy: { maxAttempts: 3, maxErrors: 1, maxResets: 0 }, channel: "webhook" },
  { lifecycle: personaVerification, policy: {}, channel: "webhook" },
  { lifecycle: personaInquiry, policy: { maxAttempts: 2 }, channel: "webhook" },
  { lifecycle: assetpayClient, policy: { maxProcesses: 3 }, channel: "poll" },
  { lifecycle: fortid, policy: {}, channel: "poll" },
];

export function nameOf({ lifecycle, policy, channel }: Case): string {
  return `${lifecycle.id} ${channel} ${JSON.stringify(policy)}`;
}
