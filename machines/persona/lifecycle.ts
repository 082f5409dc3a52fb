/** Persona: a verification is one check of one claim; an inquiry is the person's whole attempt and holds many of them. */
export { personaInquiry } from "./inquiry/lifecycle.js";
export { personaVerification } from "./verification/lifecycle.js";
export { personaInquiryMessages } from "./inquiry/messages.js";
export { personaVerificationMessages } from "./verification/messages.js";
