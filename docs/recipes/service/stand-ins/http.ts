/** A provider played by a few lines: an HTTP server on this machine that answers from a script. */
import { createServer } from "node:http";

export interface StandIn {
  readonly url: string;
  close(): void;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export async function standIn(
  replyTo: (path: string, headers: NodeJS.Dict<string | string[]>) => Reply,
): Promise<StandIn> {
  const server = createServer((request, response) => {
    const { status, body } = replyTo(request.url ?? "", request.headers);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** Each subject's answers in turn; the last one stays. */
export function scripted(scripts: ReadonlyMap<string, readonly Reply[]>): (subject: string) => Reply | undefined {
  const asked = new Map<string, number>();
  return (subject) => {
    const script = scripts.get(subject);
    const turn = asked.get(subject) ?? 0;
    asked.set(subject, turn + 1);
    return script?.[Math.min(turn, script.length - 1)];
  };
}
