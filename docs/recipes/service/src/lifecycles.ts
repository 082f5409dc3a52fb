/** The lifecycles that this service follows, each under the settings that it knows of. */
import type { BoundLifecycle } from "kycle";
import { assetpayClient, assetpayProcess } from "kycle/assetpay";
import { fortid } from "kycle/fortid";
import { iinkedsign } from "kycle/iinkedsign";
import { personaInquiry, personaVerification } from "kycle/persona";

/** The one whose sessions this service starts itself. */
export const fortidSession = fortid.under({ sessionTimeoutSeconds: 300, gracePeriodSeconds: 60 });

/** A message may be about several subjects: a Persona event speaks of a verification and of its inquiry. */
export const providers = {
  iinkedsign: [iinkedsign.under({ maxAttempts: 3 })],
  persona: [personaVerification.under({}), personaInquiry.under({})],
  assetpay: [assetpayProcess.under({}), assetpayClient.under({})],
  fortid: [fortidSession],
} satisfies Record<string, readonly BoundLifecycle[]>;

export type Provider = keyof typeof providers;
