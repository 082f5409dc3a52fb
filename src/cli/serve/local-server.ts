/** A page served to this computer alone. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import { codeOf } from "../file-errors.js";
import { Misuse } from "../misuse.js";

export interface ServerOptions {
  /** 0 for any that is free. */
  readonly port: number;
  /** The page's text, given the server's own address. */
  readonly page: (address: string) => string;
}

export interface LocalServer {
  readonly http: Server;
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

const host = "127.0.0.1";

/** @throws {Misuse} when the port is taken or may not be used. */
export async function startLocalServer({ port, page }: ServerOptions): Promise<LocalServer> {
  const http = createServer((request, response) => {
    if (!isOwnHost(request) || request.url !== "/" || (request.method !== "GET" && request.method !== "HEAD")) {
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
  return {
    http,
    url: urlOf(http),
    close: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

async function listening(http: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    http.once("error", (error) => {
      const code = codeOf(error) ?? error.name;
      const problem = code === "EADDRINUSE" ? "is in use" : `cannot be listened on (${code})`;
      reject(new Misuse(`--port: ${port} ${problem}`));
    });
    http.listen(port, host, resolve);
  });
}

function urlOf(http: Server): string {
  const address = http.address();
  return `http://${host}:${typeof address === "object" && address !== null ? address.port : 0}`;
}

/** Whether a request names this computer: a name that only resolves to it is somebody else's (DNS rebinding). */
export function isOwnHost({ headers }: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? "");
}
