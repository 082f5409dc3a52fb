/** The server of `kycle inspect`, asked as browsers, programs and strangers would ask it. */
import { request } from "node:http";
import { networkInterfaces } from "node:os";
import { afterEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import {
  type InspectorServer,
  type InspectorServerOptions,
  startInspectorServer,
} from "../../src/cli/serve/inspector-server.js";
import { watched } from "../../src/inspect/index.js";
import { report } from "../report.js";
import { soon } from "./soon.js";

const started: InspectorServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map(async (server) => server.close()));
});

async function serve(options: Partial<InspectorServerOptions> = {}): Promise<InspectorServer> {
  const server = await startInspectorServer({ port: 0, page: (address) => `at ${address}`, ...options });
  started.push(server);
  return server;
}

describe("a page is given", () => {
  test("to this machine alone, by its own names", async () => {
    const { url } = await serve();
    const { port } = new URL(url);
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, "localhost", "evil.example", `evil.localhost:${port}`];
    const others = [`localhost.evil.example:${port}`, "127.0.0.1.evil.example", "127a0a0a1", "localhost:x", "x"];
    const answered = await Promise.all(
      [...hosts, ...others].map(async (host) => statusOf(port, { headers: { host } })),
    );
    expect(answered).toEqual([200, 200, 200, 404, 404, 404, 404, 404, 404, 404]);
  });

  test("at one address alone, to who asks for it, and to nobody's store", async () => {
    const { url } = await serve();
    const response = await fetch(url);
    expect(await response.text()).toBe(`at ${url}`);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    const head = await fetch(url, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect((await fetch(url, { method: "POST" })).status).toBe(404);
    expect((await fetch(`${url}/etc/passwd`)).status).toBe(404);
    expect((await fetch(`${url}/?query`)).status).toBe(404);
  });

  test("by the loopback interface", async () => {
    const { url } = await serve();
    const outward = Object.values(networkInterfaces())
      .flatMap((some) => some ?? [])
      .find(({ internal, family }) => !internal && family === "IPv4");
    expect(new URL(url).hostname).toBe("127.0.0.1");
    if (outward !== undefined) {
      await expect(fetch(`http://${outward.address}:${new URL(url).port}`)).rejects.toThrow("fetch failed");
    }
  });

  test("until the server is closed, whoever is still there", async () => {
    const { url, close } = await serve();
    const { socket } = await opened(url, url);
    const closed = soon("the end", new Promise((resolve) => socket.on("close", resolve)));
    await close();
    await closed;
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });
});

describe("messages", () => {
  test("are taken from pages of this server and from programs, and from no page of somebody else's", async () => {
    const { url } = await serve();
    const { port } = new URL(url);
    const origins = ["https://evil.example", `http://localhost:${port}`, "http://127.0.0.1", url, undefined];
    const taken = await Promise.all(origins.map(async (origin) => opens(url, { origin })));
    expect(taken).toEqual([false, false, false, true, true]);
    expect(await opens(url, { headers: { host: "evil.example" } })).toBe(false);
    expect(await opens(url, { origin: "http://evil.example", headers: { host: "evil.example" } })).toBe(false);
  });

  test("of programs are shown to the pages, unless they are none of an inspector", async () => {
    const { url } = await serve();
    const page = await opened(url, url);
    const program = await opened(url);
    const event = { type: "@xstate.event", event: { type: "go" } };
    const strange = ["no JSON", "null", "7", "{}", '{"type":"@xstate"}', '["@xstate.event"]'];
    for (const text of strange) program.socket.send(text);
    program.socket.send(Buffer.from(JSON.stringify(event)), { binary: true });
    program.socket.send(JSON.stringify({ type: "@xstate.actor" }));
    program.socket.send(JSON.stringify(event));
    program.socket.send(JSON.stringify({ type: "@xstate.snapshot" }));
    expect(await page.received(3)).toEqual([{ type: "@xstate.actor" }, event, { type: "@xstate.snapshot" }]);
    const late = await opened(url, url);
    expect(await late.received(3)).toEqual([{ type: "@xstate.actor" }, event, { type: "@xstate.snapshot" }]);
    // A program is told nothing.
    expect(program.messages).toEqual([]);
  });

  test("that are too long end their connection, and nothing else", async () => {
    const { url, send } = await serve();
    const page = await opened(url, url);
    const program = await opened(url);
    const closed = soon("the end", new Promise((resolve) => program.socket.on("close", resolve)));
    program.socket.on("error", () => {});
    program.socket.send(JSON.stringify({ type: "@xstate.event", event: "x".repeat(4 << 20) }));
    await closed;
    send({ type: "@xstate.event" });
    expect(await page.received(1)).toEqual([{ type: "@xstate.event" }]);
  });

  test("that define an actor are kept, however much follows, and of the others the latest", async () => {
    const server = await serve();
    const seen = watched(iinkedsign, server);
    seen.observe(seen.open({ subject: "subject" }), report(0, { status: "nothing" }));
    for (let index = 0; index < 25_000; index += 1) server.send({ type: "@xstate.event", index });
    const { received } = await opened(server.url, server.url);
    const [first, second, ...others] = await received(10_001);
    expect(first).toMatchObject({ type: "@xstate.actor" });
    expect(second).toEqual({ type: "@xstate.event", index: 15_000 });
    expect(others.at(-1)).toEqual({ type: "@xstate.event", index: 24_999 });
    // Of fewer than are kept at most, nothing more than the latest is shown either.
    for (let index = 0; index < 4; index += 1) server.send({ type: "@xstate.event", index });
    const again = await opened(server.url, server.url);
    expect((await again.received(10_001))[1]).toEqual({ type: "@xstate.event", index: 15_004 });
  });
});

describe("the pages have left", () => {
  const reloadMilliseconds = 60;
  const isSettled = async (left: Promise<void>, within: number): Promise<boolean> =>
    Promise.race([left.then(() => true), new Promise<false>((resolve) => setTimeout(resolve, within, false))]);

  test("when the last of them is closed and does not come back", async () => {
    const { url, left } = await serve({ reloadMilliseconds });
    const [first, second] = [await opened(url, url), await opened(url, url)];
    first.socket.close();
    expect(await isSettled(left, 3 * reloadMilliseconds)).toBe(false);
    second.socket.close();
    expect(await isSettled(left, 5000)).toBe(true);
  });

  test("not when one is loaded anew, nor when a program goes", async () => {
    const { url, left } = await serve({ reloadMilliseconds: 200 });
    const page = await opened(url, url);
    const gone = soon("the end", new Promise((resolve) => page.socket.on("close", resolve)));
    page.socket.close();
    await gone;
    await opened(url, url);
    const program = await opened(url);
    program.socket.close();
    expect(await isSettled(left, 400)).toBe(false);
  });

  test("not while none has come", async () => {
    const { url, left } = await serve({ reloadMilliseconds });
    const { socket } = await opened(url);
    socket.close();
    expect(await isSettled(left, 3 * reloadMilliseconds)).toBe(false);
  });
});

async function statusOf(port: string, asked: object): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, ...asked }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

const socketOf = (url: string): string => url.replace("http", "ws");

async function opens(url: string, options: object): Promise<boolean> {
  const socket = new WebSocket(socketOf(url), options);
  const answered = new Promise<boolean>((resolve) => {
    socket.on("open", () => {
      socket.close();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
  return soon("an answer", answered);
}

interface Opened {
  readonly socket: WebSocket;
  readonly messages: readonly unknown[];
  /** So many messages, once they have come. */
  readonly received: (count: number) => Promise<readonly unknown[]>;
}

/** A page where there is an origin, a program where there is none. */
async function opened(url: string, origin?: string): Promise<Opened> {
  const socket = new WebSocket(socketOf(url), origin === undefined ? {} : { origin });
  const messages: unknown[] = [];
  let told = (): void => {};
  socket.on("message", (data: Buffer) => {
    messages.push(JSON.parse(data.toString()));
    told();
  });
  await soon(
    "the connection",
    new Promise((resolve, reject) => {
      socket.on("open", resolve);
      socket.on("error", reject);
    }),
  );
  return {
    socket,
    messages,
    received: async (count) => {
      while (messages.length < count) {
        await soon("a message", new Promise<void>((resolve) => (told = resolve)));
      }
      return messages;
    },
  };
}
