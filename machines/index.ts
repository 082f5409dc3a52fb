/** Every lifecycle: one line each. */
import { iinkedsign } from "./iinkedsign/lifecycle.js";
import { personaInquiry, personaVerification } from "./persona/lifecycle.js";

export const lifecycles = [iinkedsign, personaVerification, personaInquiry] as const;
