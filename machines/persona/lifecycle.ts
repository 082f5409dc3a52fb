/** Persona: a verification is one check of one claim; an inquiry is the person's whole attempt and holds many of them. */
export { personaInquiry, type PersonaInquiry } from "./inquiry/lifecycle.js";
export { personaVerification, type PersonaVerification } from "./verification/lifecycle.js";
export { personaInquiryMessages } from "./inquiry/messages.js";
export { personaVerificationMessages } from "./verification/messages.js";
