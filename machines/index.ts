/** Every lifecycle: one line each. */
import {
  assetpayClient,
  assetpayClientMessages,
  assetpayProcess,
  assetpayProcessMessages,
} from "./assetpay/lifecycle.js";
import { fortid, fortidMessages } from "./fortid/lifecycle.js";
import { iinkedsign, iinkedsignMessages } from "./iinkedsign/lifecycle.js";
import {
  personaInquiry,
  personaInquiryMessages,
  personaVerification,
  personaVerificationMessages,
} from "./persona/lifecycle.js";

export const lifecycles = [
  iinkedsign,
  personaVerification,
  personaInquiry,
  assetpayProcess,
  assetpayClient,
  fortid,
] as const;

/** How each lifecycle's messages are written, in the same order. */
export const messages = [
  iinkedsignMessages,
  personaVerificationMessages,
  personaInquiryMessages,
  assetpayProcessMessages,
  assetpayClientMessages,
  fortidMessages,
] as const;
