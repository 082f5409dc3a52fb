/** AssetPay's `GET /client/verification/status`, played: the client is known by the token alone. */
import { type Reply, scripted, type StandIn, standIn } from "./http.js";

export interface Process {
  readonly processId: string;
  readonly status: string;
  readonly createdAt: string;
  readonly completedAt: string | null;
}

/** The person's name and address are in every answer, as they are in life. */
export function answer(level: 0 | 1, latestProcess: Process | null, person: string): Reply {
  return {
    status: 200,
    body: {
      requestId: "req_1",
      success: true,
      data: {
        verificationLevel: level,
        email: `${person}@example.com`,
        latestProcess:
          latestProcess === null
            ? null
            : { dossierId: "dossier_1", captureUrl: `https://capture.example/${person}`, ...latestProcess },
        linkedIdentity:
          level === 0
            ? null
            : {
                id: "identity_1",
                firstName: person,
                lastName: person,
                documentCountry: "NOR",
                linkedAt: "2024-05-04T09:00:00Z",
              },
      },
    },
  };
}

export const invalidToken: Reply = {
  status: 401,
  body: { requestId: "req_2", success: false, error: { code: 1102, message: "INVALID_TOKEN" } },
};

export function assetpayStandIn(clients: ReadonlyMap<string, readonly Reply[]>): Promise<StandIn> {
  const next = scripted(clients);
  return standIn((_, { authorization = "" }) => next(String(authorization)) ?? invalidToken);
}
