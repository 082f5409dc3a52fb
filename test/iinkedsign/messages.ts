/** iinkedSign's messages with values of our own; nothing here is the vendor's example. */

export const ids = {
  verificationId: "5e1f0c2a-7b3d-4c9e-8a61-0d2f4b6c8e10",
  packageId: "b7a4d1c8-2e5f-4a03-9c7b-1f3e5d7c9b21",
  signerId: "0c9e8d7b-6a5f-4e3d-ac2b-1a0f9e8d7c32",
  eventId: "f1e2d3c4-b5a6-4978-8a9b-0c1d2e3f4a43",
} as const;

export const subject = `${ids.packageId}/${ids.signerId}`;
export const noRun = "00000000-0000-0000-0000-000000000000";

export type Message = Readonly<Record<string, unknown>>;

/** A webhook of a failed verification, changed as told; a field given as undefined is left out. */
export function webhook(changes: Message = {}): Message {
  return without({
    action: "verification_status",
    ...ids,
    continue: false,
    state: "failed",
    eventTime: "2031-08-09T07:06:05.0430201Z",
    ...changes,
  });
}

/** What the vendor answers when a verification is viewed. */
export function view(changes: Message = {}): Message {
  const { eventId: _, ...viewed } = ids;
  return without({
    ...viewed,
    state: "failed",
    attempts: 1,
    errors: 0,
    timeUpdated: "2031-08-09T07:06:05.0430201Z",
    ...changes,
  });
}

/** A poll's exchange around such an answer. */
export function exchange(changes: Message = {}): Message {
  return without({ at: "2031-08-09T08:00:00Z", subject, httpStatus: 200, body: view(), ...changes });
}

function without(fields: Message): Message {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
