/** Every lifecycle: one line each. */
import { assetpayClient, assetpayProcess } from "./assetpay/lifecycle.js";
import { fortid } from "./fortid/lifecycle.js";
import { iinkedsign } from "./iinkedsign/lifecycle.js";
import { personaInquiry, personaVerification } from "./persona/lifecycle.js";

export const lifecycles = [
  iinkedsign,
  personaVerification,
  personaInquiry,
  assetpayProcess,
  assetpayClient,
  fortid,
] as const;
