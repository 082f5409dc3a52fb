/** FortID's verifier service, played: a session's status by `GET /verification-session/status/{id}`, part of it in the code. */
import { type Reply, scripted, type StandIn, standIn } from "./http.js";

export const inProgress: Reply = { status: 200, body: { verificationSessionStatus: "IN_PROGRESS" } };
export const succeeded = (claims: object): Reply => ({
  status: 200,
  body: { verificationSessionStatus: "VERIFICATION_SUCCEEDED", presentedClaims: claims },
});
export const refused = (description: string): Reply => ({
  status: 200,
  body: { verificationSessionStatus: "VERIFICATION_FAILED", description },
});
export const expired: Reply = { status: 410, body: { message: "Verification Session expired" } };
export const removed: Reply = { status: 404, body: { message: "Verification Session not found" } };
export const broken: Reply = { status: 500, body: { message: "Internal error" } };

export function fortidStandIn(key: string, sessions: ReadonlyMap<string, readonly Reply[]>): Promise<StandIn> {
  const next = scripted(sessions);
  return standIn((path, headers) => {
    if (headers["x-api-key"] !== key) return { status: 401, body: { message: "unauthorized" } };
    return next(decodeURIComponent(path.split("/").at(-1) ?? "")) ?? removed;
  });
}
