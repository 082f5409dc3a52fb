/** The policies under which lifecycles are compared: the machine's defaults, and those that show what a setting does. */
export const telling: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  iinkedsign: [
    {},
    { steps: ["identity", "document"], maxAttempts: 3, maxErrors: 2, maxResets: 1 },
    { steps: [], maxAttempts: 1, maxErrors: 1, maxResets: 0 },
    { steps: ["kba"], maxAttempts: "unlimited", maxErrors: "unlimited", maxResets: 2, resetKeepsVerificationId: true },
  ],
  "persona/verification": [
    {},
    { type: "email-address" },
    { type: "aamva" },
    { type: "document", resubmitSameObject: true },
    { type: "database-business" },
  ],
  "persona/inquiry": [{}, { maxAttempts: 1, decisionsOverturn: false }, { maxAttempts: "unlimited" }],
  "assetpay/process": [{}, { lateResults: true }],
  "assetpay/client": [{}, { maxProcesses: 3 }],
  fortid: [{}, { finishedSessionsExpire: true }],
};
