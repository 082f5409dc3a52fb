/** Three servers of our own on this machine alone, each of which can be killed and started again with what it had stored. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";

export interface Cluster {
  readonly version: string;
  readonly servers: readonly string[];
  connect(): Promise<NatsConnection>;
  /** SIGKILL to the server of that name: `n1`, `n2` or `n3`. */
  kill(name: string): Promise<void>;
  restart(name: string): void;
  stop(): Promise<void>;
}

const names = ["n1", "n2", "n3"] as const;

/** Where Debian's package or the PATH has it; undefined where there is none. */
export function natsServer(): string | undefined {
  const folders = ["/usr/sbin", ...(process.env["PATH"] ?? "").split(":")];
  return folders.map((folder) => join(folder, "nats-server")).find((path) => existsSync(path));
}

export async function startCluster(binary: string): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "kycle-nats-"));
  const ports = await freePorts(names.length * 2);
  const routes = names.map((_, index) => `nats://127.0.0.1:${ports[names.length + index]}`);
  const running = new Map<string, ChildProcess>();

  function start(name: string): void {
    const index = names.findIndex((other) => other === name);
    const flags = Object.entries({
      addr: "127.0.0.1",
      port: String(ports[index]),
      name,
      cluster_name: "kycle",
      cluster: routes[index] ?? "",
      routes: routes.join(","),
      store_dir: join(folder, name),
      log: join(folder, `${name}.log`),
    });
    const child = spawn(binary, ["--jetstream", ...flags.flatMap(([flag, value]) => [`--${flag}`, value])], {
      stdio: "ignore",
    });
    running.set(name, child);
  }

  async function kill(name: string): Promise<void> {
    const child = running.get(name);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  const stop = async (): Promise<void> => {
    await Promise.all(names.map(kill));
    rmSync(folder, { recursive: true, force: true });
  };

  const servers = names.map((_, index) => `127.0.0.1:${ports[index]}`);
  const connectTo = (): Promise<NatsConnection> =>
    connect({ servers: [...servers], maxReconnectAttempts: -1, reconnectTimeWait: 100, waitOnFirstConnect: true });
  for (const name of names) start(name);
  try {
    const connection = await connectTo();
    await untilReady(connection);
    await connection.close();
  } catch (error) {
    await stop();
    throw error;
  }
  const version = execFileSync(binary, ["--version"]).toString().trim();
  return { version, servers, connect: connectTo, kill, restart: start, stop };
}

/** The three have found each other and chosen who leads when they make a stream of three. */
async function untilReady(connection: NatsConnection): Promise<void> {
  const manager = await jetstreamManager(connection, { checkAPI: false, timeout: 1000 });
  for (let attempt = 1; ; attempt++) {
    try {
      await manager.streams.add({ name: "READY", subjects: ["ready"], num_replicas: names.length });
      await manager.streams.delete("READY");
      return;
    } catch (error) {
      if (attempt === 60) throw error;
      await wait(250);
    }
  }
}

async function freePorts(count: number): Promise<readonly number[]> {
  const listening = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(listening.map((server) => once(server, "listening")));
  return listening.map((server) => {
    const address = server.address();
    server.close();
    return typeof address === "object" && address !== null ? address.port : 0;
  });
}
