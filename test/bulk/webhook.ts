/** A webhook of iinkedSign's as the vendor writes it. */
export const webhook = {
  verificationId: "5e1f0c2a-7b3d-4c9e-8a61-0d2f4b6c8e10",
  packageId: "b7a4d1c8-2e5f-4a03-9c7b-1f3e5d7c9b21",
  signerId: "0c9e8d7b-6a5f-4e3d-ac2b-1a0f9e8d7c32",
  continue: false,
  state: "failed",
  action: "verification_status",
  eventId: "f1e2d3c4-b5a6-4978-8a9b-0c1d2e3f4a43",
  eventTime: "2031-08-09T07:06:05.0430201Z",
} as const;
