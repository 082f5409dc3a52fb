/**
 * The inspector's local server: one page, and a WebSocket that hands every message on to the pages that are open.
 *
 * It answers only to pages of its own: a site that is open in the same browser could otherwise ask it, too. Programs without
 * an origin, such as `createWebSocketInspector` in Node, may send messages.
 */
import type { IncomingMessage } from "node:http";
import { WebSocket, WebSocketServer } from "ws";
import { isOwnHost, type ServerOptions, startLocalServer } from "./local-server.js";

export interface InspectorServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** Shows a message to every page, the pages that open later included. */
  readonly send: (message: object) => void;
  /** Settles when pages were open and all of them have been closed for a while. */
  readonly left: Promise<void>;
  readonly close: () => Promise<void>;
}

/** How many messages a page that opens late is shown, besides those that define an actor. */
const remembered = 10_000;
const longestMessage = 4 * 1024 * 1024;

export interface InspectorServerOptions extends ServerOptions {
  /** Within this time a page that is loaded anew is back; 1,500 ms when not given. */
  readonly reloadMilliseconds?: number;
}

/** @throws {Misuse} when the port is taken or may not be used. */
export async function startInspectorServer({
  port,
  page,
  reloadMilliseconds = 1500,
}: InspectorServerOptions): Promise<InspectorServer> {
  const history = createHistory();
  const pages = new Set<WebSocket>();
  const { http, url, close } = await startLocalServer({ port, page });
  const sockets = new WebSocketServer({
    server: http,
    maxPayload: longestMessage,
    verifyClient: ({ req, origin }: { readonly req: IncomingMessage; readonly origin: string | undefined }) =>
      isOwnHost(req) && (origin === undefined || new URL(origin).host === req.headers.host),
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
    url,
    left,
    send: (message) => show(JSON.stringify(message)),
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      await close();
    },
  };
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
