/** 64 deliveries at a time, shuffled and repeated, to a service that is killed meanwhile. Providers deliver again until they hear 2xx. */
import { setTimeout as wait } from "node:timers/promises";
import { type Delivery, send } from "./deliveries.js";
import { type Service, startService } from "./service.js";

export interface Storm {
  /** Answers by their code; 0 where the service was killed before it could answer. */
  readonly answers: Readonly<Record<number, number>>;
  /** Deliveries answered with 2xx. */
  readonly acknowledged: readonly Delivery[];
  readonly kills: number;
  readonly output: string;
}

const concurrent = 64;

export async function storm(
  databaseUrl: string,
  deliveries: readonly Delivery[],
  { kills, random }: { readonly kills: number; readonly random: () => number },
): Promise<Storm> {
  const queue = [...deliveries];
  const acknowledged: Delivery[] = [];
  const answers: Record<number, number> = {};
  const outputs: (readonly string[])[] = [];
  let service = await start();
  let killed = 0;
  let restarting: Promise<void> | undefined;

  async function start(): Promise<Service> {
    const started = await startService(databaseUrl);
    outputs.push(started.output);
    return started;
  }

  async function killAndRestart(): Promise<void> {
    killed += 1;
    await service.kill("SIGKILL");
    service = await start();
    restarting = undefined;
  }

  async function deliver(): Promise<void> {
    for (let delivery = queue.shift(); delivery !== undefined; delivery = queue.shift()) {
      // Some are held up on their way; and a provider tries again later, not while nobody is there.
      if (random() < 0.2) await wait(random() * 30);
      await restarting;
      const status = await send(service.url, delivery).then(
        async (response) => {
          await response.arrayBuffer();
          return response.status;
        },
        () => 0,
      );
      answers[status] = (answers[status] ?? 0) + 1;
      if (status >= 200 && status < 300) acknowledged.push(delivery);
      else queue.push(delivery);
      const isTime = acknowledged.length >= ((killed + 1) * deliveries.length) / (kills + 1);
      if (killed < kills && isTime) restarting ??= killAndRestart();
    }
  }

  await Promise.all(Array.from({ length: concurrent }, deliver));
  await service.kill("SIGTERM");
  return { answers, acknowledged, kills: killed, output: outputs.flat().join("") };
}
