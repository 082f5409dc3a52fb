/** A worker: takes reports from every partition, one at a time from each, and acknowledges what is stored. Run as many as you like. */
import { setTimeout as wait } from "node:timers/promises";
import { jetstream, jetstreamManager, type JsMsg } from "@nats-io/jetstream";
import { Kvm } from "@nats-io/kv";
import type { NatsConnection } from "@nats-io/transport-node";
import { RecordError } from "kycle";
import { auditIn } from "./audit.js";
import type { Report } from "./intake.js";
import { bucket, consumerOf, reportStream } from "./layout.js";
import { lifecycles } from "./lifecycles.js";
import { log } from "./log.js";
import { recordsIn } from "./records.js";
import type { Settings } from "./settings.js";
import { takeIn } from "./take-in.js";

/** Works until `stop` is aborted; a report that is under way then is finished. */
export async function work(connection: NatsConnection, settings: Settings, stop: AbortSignal): Promise<void> {
  const stream = jetstream(connection, { timeout: 2000 });
  const audit = auditIn(stream, await jetstreamManager(connection, { timeout: 2000, checkAPI: false }));
  const records = recordsIn(await new Kvm(stream).open(bucket, { allow_direct: false, bindOnly: true }), stream);

  async function judge(message: JsMsg): Promise<void> {
    const { lifecycle: id, observation } = message.json<Report>();
    const lifecycle = lifecycles.get(id);
    if (lifecycle === undefined) throw new Error(`no lifecycle ${id}`);
    const { verdict, conflicts } = await takeIn({ records, audit }, lifecycle, observation, message.seq);
    message.ack();
    const { rule, sequence, message: sentence } = verdict;
    const delivered = message.info.deliveryCount;
    log(rule.startsWith("illegal") ? "warn" : "info", {
      report: message.seq,
      delivered,
      conflicts,
      id,
      rule,
      sequence,
      sentence,
    });
  }

  /** A damaged record is damaged at the next delivery, too: it is put before a person, and the others go on. */
  async function putAside(message: JsMsg, { name, path }: RecordError): Promise<void> {
    const key = message.subject.split(".").slice(2).join(".");
    await audit.refuse(key, { report: message.seq, problem: { name, where: path } });
    message.term();
    log("error", { report: message.seq, result: "put aside", error: name, where: path });
  }

  async function handle(message: JsMsg): Promise<void> {
    try {
      await judge(message).catch((error: unknown) => {
        if (!(error instanceof RecordError)) throw error;
        return putAside(message, error);
      });
    } catch (error) {
      // Not acknowledged: it comes again, to whoever is there then.
      message.nak(1000);
      log("warn", { report: message.seq, result: "failed", error: error instanceof Error ? error.name : "unknown" });
    }
  }

  async function follow(partition: number): Promise<void> {
    while (!stop.aborted) {
      try {
        const consumer = await stream.consumers.get(reportStream, consumerOf(partition));
        while (!stop.aborted) {
          const message = await consumer.next({ expires: 1000 });
          if (message !== null) await handle(message);
        }
      } catch (error) {
        log("warn", { partition, result: "nothing to be had", error: error instanceof Error ? error.name : "unknown" });
        await wait(250);
      }
    }
  }

  await Promise.all(Array.from({ length: settings.partitions }, (_, partition) => follow(partition)));
}
