/** The providers that are asked: what they answer is an exchange, judged and stored like a webhook. */
import type { Verdict } from "kycle";
import type { Database } from "./database.js";
import { fortidSession } from "./lifecycles.js";
import { log } from "./log.js";
import { read } from "./read.js";
import { store, takeIn } from "./take-in.js";

export interface Addresses {
  readonly fortid: { readonly url: string; readonly key: string };
  readonly assetpay: { readonly url: string };
}

/** A session of FortID's that this service has started: from now on it is polled. Its start dates the two timeouts. */
export async function openSession(database: Database, subject: string, startedAt: string): Promise<void> {
  await store(database, fortidSession, fortidSession.open({ subject, startedAt }), undefined);
}

export async function pollFortid(
  database: Database,
  { fortid }: Addresses,
  session: string,
): Promise<readonly Verdict[]> {
  const url = `${fortid.url}/verification-session/status/${encodeURIComponent(session)}`;
  return takeAnswerIn(database, "fortid", session, await fetch(url, { headers: { "X-API-KEY": fortid.key } }));
}

/** AssetPay's answer names no client: `client` is who was asked about, and is the subject of the client's lifecycle. */
export async function pollAssetpay(
  database: Database,
  { assetpay }: Addresses,
  client: string,
  token: string,
): Promise<readonly Verdict[]> {
  const url = `${assetpay.url}/client/verification/status`;
  return takeAnswerIn(database, "assetpay", client, await fetch(url, { headers: { authorization: token } }));
}

/** The sessions whose lifecycle has not been settled; those that are settled need not be asked about. */
export async function sessionsToPoll(database: Database): Promise<readonly string[]> {
  const rows = await database.query("select subject from verification where lifecycle = 'fortid' and not settled");
  return rows.map(({ subject }) => String(subject));
}

async function takeAnswerIn(
  database: Database,
  provider: "fortid" | "assetpay",
  subject: string,
  response: Response,
): Promise<readonly Verdict[]> {
  const at = new Date().toISOString();
  const body: unknown = await response.json().catch(() => undefined);
  const message = read(provider, { at, subject, httpStatus: response.status, body }, "poll", at);
  if (message.kind === "statements") return takeIn(database, message.statements);
  log(message.kind === "malformed" ? "warn" : "info", { provider, result: message.kind, why: message.why });
  return [];
}
