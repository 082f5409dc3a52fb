/** Settings of each lifecycle, by its id, under which there is much to refuse. */
export const settings: Readonly<Record<string, object>> = {
  iinkedsign: { maxAttempts: 2, maxErrors: 2, maxResets: 1 },
  "persona/inquiry": { maxAttempts: 2, decisionsOverturn: false },
  "assetpay/client": { maxProcesses: 2 },
  fortid: { sessionTimeoutSeconds: 30, gracePeriodSeconds: 10 },
};
