// What a library of the consumer's hands on: its declaration files name every lifecycle.
import { assetpayClient, assetpayProcess } from "kycle/assetpay";
import { fortid } from "kycle/fortid";
import { iinkedsign } from "kycle/iinkedsign";
import { personaInquiry, personaVerification } from "kycle/persona";

export const inquiry = personaInquiry;
export const lifecycles = { assetpayClient, assetpayProcess, fortid, iinkedsign, personaVerification };
