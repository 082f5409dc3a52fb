/** The lifecycles that are followed, each under the settings that are known of it. */
import type { BoundLifecycle } from "kycle";
import { iinkedsign } from "kycle/iinkedsign";
import { personaInquiry, personaVerification } from "kycle/persona";

/** A message may be about several subjects: a Persona event speaks of a verification and of its inquiry. */
export const providers = {
  iinkedsign: [iinkedsign.under({ maxAttempts: 3 })],
  persona: [personaVerification.under({}), personaInquiry.under({})],
} satisfies Record<string, readonly [BoundLifecycle, ...BoundLifecycle[]]>;

export type Provider = keyof typeof providers;

export const lifecycles: ReadonlyMap<string, BoundLifecycle> = new Map(
  Object.values(providers)
    .flat()
    .map((lifecycle) => [lifecycle.id, lifecycle]),
);
