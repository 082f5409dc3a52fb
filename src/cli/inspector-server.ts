/**
 * The inspector's local server: one page, and a WebSocket that hands every message on to the pages that are open.
 *
 * It listens on this machine alone, and answers only to pages of its own: a site that is open in the same browser could
 * otherwise ask it, too. Programs without an origin, such as `createWebSocketInspector` in Node, may send messages.
 */
import { createServer, type IncomingMessage } from "node:http";
import { WebSocket, WebSocketServer } from "ws";
import { Misuse } from "./misuse.js";

export interface InspectorServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** Shows a message to every page, the pages that open later included. */
  readonly send: (message: object) => void;
  /** Settles when pages were open and all of them have been closed for a while. */
  readonly left: Promise<void>;
  readonly close: () => Promise<void>;
}

export interface ServerOptions {
  /** 0 for any that is free. */
  readonly port: number;
  /** The page's text, given the server's own address. */
  readonly page: (address: string) => string;
}

/** How many messages a page that opens late is shown, besides those that define an actor. */
const remembered = 10_000;
const longestMessage = 4 * 1024 * 1024;
/** A page that is loaded anew is back within this time. */
const reloadMilliseconds = 1500;

const host = "127.0.0.1";

/** @throws {Misuse} when the port is taken or may not be used. */
export async function startInspectorServer({ port, page }: ServerOptions): Promise<InspectorServer> {
  const history = createHistory();
  const pages = new Set<WebSocket>();
  const http = createServer((request, response) => {
    if (!isOwn(request) || request.url !== "/" || (request.method !== "GET" && request.method !== "HEAD")) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    response.end(request.method === "HEAD" ? undefined : page(urlOf(http)));
  });
  await listening(http, port);
  const sockets = new WebSocketServer({
    server: http,
    maxPayload: longestMessage,
    verifyClient: ({ req, origin }: { readonly req: IncomingMessage; readonly origin: string | undefined }) =>
      isOwn(req) && (origin === undefined || new URL(origin).host === req.headers.host),
  });

  function show(text: string): void {
    history.add(text);
    for (const socket of pages) if (socket.readyState === WebSocket.OPEN) socket.send(text);
  }

  const left = new Promise<void>((resolve) => {
    let waiting: NodeJS.Timeout | undefined;
    sockets.on("connection", (socket, { headers }) => {
      // An error of one connection ends that connection, and nothing else.
      socket.on("error", () => socket.terminate());
      socket.on("message", (data, isBinary) => {
        const text = !isBinary && Buffer.isBuffer(data) ? data.toString() : "";
        if (isMessage(text)) show(text);
      });
      if (headers.origin === undefined) return;
      clearTimeout(waiting);
      pages.add(socket);
      for (const text of history.texts()) socket.send(text);
      socket.on("close", () => {
        pages.delete(socket);
        if (pages.size === 0) waiting = setTimeout(resolve, reloadMilliseconds);
      });
    });
    http.on("close", () => clearTimeout(waiting));
  });

  return {
    url: urlOf(http),
    left,
    send: (message) => show(JSON.stringify(message)),
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

type HttpServer = ReturnType<typeof createServer>;

async function listening(http: HttpServer, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    http.once("error", (error) => {
      const code = "code" in error ? String(error.code) : error.name;
      const problem = code === "EADDRINUSE" ? "is in use" : `cannot be listened on (${code})`;
      reject(new Misuse(`--port: ${port} ${problem}`));
    });
    http.listen(port, host, resolve);
  });
}

function urlOf(http: HttpServer): string {
  const address = http.address();
  return `http://${host}:${typeof address === "object" && address !== null ? address.port : 0}`;
}

/** Whether a request names this machine: a name that only resolves to it is somebody else's (DNS rebinding). */
function isOwn({ headers }: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? "");
}

interface History {
  add(text: string): void;
  texts(): readonly string[];
}

/** The latest messages; those that define an actor are never let go of. */
function createHistory(): History {
  const actors: string[] = [];
  let latest: string[] = [];
  return {
    add(text) {
      if (typeIn(text) === "@xstate.actor") actors.push(text);
      else latest.push(text);
      if (latest.length > 2 * remembered) latest = latest.slice(-remembered);
    },
    texts: () => [...actors, ...latest.slice(-remembered)],
  };
}

function isMessage(text: string): boolean {
  return ["@xstate.actor", "@xstate.event", "@xstate.snapshot"].includes(typeIn(text));
}

function typeIn(text: string): string {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && "type" in parsed ? String(parsed.type) : "";
  } catch {
    return "";
  }
}
