/** A webhook into the stream: read, and published once for each subject that it is about. Nothing is judged here. */
import type { JetStreamClient } from "@nats-io/jetstream";
import type { Observation } from "kycle";
import { keyOf, partitionOf } from "./address.js";
import { type Provider, providers } from "./lifecycles.js";

/** What is published: no body, and nothing about the person. */
export interface Report {
  readonly lifecycle: string;
  readonly observation: Observation;
}

export type Intake =
  /** On most of the servers: answer 2xx. `known` of them were there already. */
  | { readonly kind: "stored"; readonly reports: number; readonly known: number }
  /** The provider's, and nothing that any lifecycle judges: answer 2xx. */
  | { readonly kind: "nothing" }
  /** Not what the provider is known to send: answer 422, and it comes again after your next release. */
  | { readonly kind: "malformed"; readonly path: string; readonly why: string };

/**
 * Takes a webhook's body in, after its signature was checked. Repeating it is harmless.
 *
 * @throws whenever it is not certain that everything was stored: answer 5xx, and the provider sends it again.
 */
export async function takeWebhookIn(
  stream: JetStreamClient,
  partitions: number,
  provider: Provider,
  body: unknown,
  receivedAt: string,
): Promise<Intake> {
  const readings = providers[provider].map(({ id, read }) => ({ id, reading: read(body, { receivedAt }) }));
  const reports = readings.flatMap(({ id, reading }) =>
    reading.kind === "observation" ? [{ lifecycle: id, observation: reading.observation }] : [],
  );
  if (reports.length > 0) {
    let known = 0;
    for (const report of reports) known += (await publish(stream, partitions, report)) ? 1 : 0;
    return { kind: "stored", reports: reports.length, known };
  }
  const broken = readings.find(({ reading }) => reading.kind === "malformed")?.reading;
  return broken?.kind === "malformed"
    ? { kind: "malformed", path: broken.path, why: broken.message }
    : { kind: "nothing" };
}

/** Whether the stream had it already. */
async function publish(stream: JetStreamClient, partitions: number, report: Report): Promise<boolean> {
  const { lifecycle, observation } = report;
  const { subject, delivery } = observation;
  const key = keyOf(lifecycle, subject);
  const { seq, duplicate } = await stream.publish(
    `report.${partitionOf(key, partitions)}.${key}`,
    JSON.stringify(report),
    delivery === undefined ? {} : { msgID: `${key} ${delivery}` },
  );
  // The server has seen the id, and has no place for it yet: that may be a write that is lost with its leader.
  if (seq === 0) throw new Error("not certain to be stored");
  return duplicate;
}
