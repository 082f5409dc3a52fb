/** `kycle inspect`: a lifecycle's machine on a page of this machine, and a log replayed on it report by report. */
import { watched } from "../../inspect/index.js";
import type { InspectorMessage } from "../../inspect/message.js";
import type { Observation } from "../../observation.js";
import { type Bench, benchOf } from "../bench.js";
import { chosenLifecycle } from "../lifecycle-choice.js";
import { Misuse } from "../misuse.js";
import type { Output } from "../output.js";
import { reportsOfOne } from "../reading/one-subject.js";
import { interruption, type Surroundings } from "../surroundings.js";
import { printable } from "../text/printable.js";
import { type InspectorServer, startInspectorServer } from "./inspector-server.js";
import { openInBrowser } from "./open-in-browser.js";
import { bridgePage, pageNamed } from "./pages.js";
import { portOf } from "./port-flag.js";

export interface InspectFlags {
  readonly policy: readonly string[];
  readonly subject?: string;
  readonly url?: string;
  readonly port: string;
  readonly open: boolean;
  readonly messages?: boolean;
}

/** Serves until the page is closed or Ctrl-C; with `--messages`, writes the inspector's messages and ends. */
export async function inspectLifecycle(
  { lifecycle: id, file }: { readonly lifecycle: string; readonly file: string | undefined },
  flags: InspectFlags,
  surroundings: Surroundings,
  output: Output,
): Promise<void> {
  const lifecycle = await chosenLifecycle(id);
  const url = flags.url === undefined ? undefined : webAddress(flags.url);
  const port = portOf(flags.port);
  const bench = benchOf(lifecycle, flags);
  const reports = file === undefined ? [] : await reportsOfOne({ file, subject: flags.subject }, bench, surroundings);
  const observations = reports.map(({ observation }) => observation);
  const messages = messagesOf(bench, observations);
  if (flags.messages === true) {
    output.write(messages.map((message) => `${JSON.stringify(message)}\n`).join(""));
    return;
  }
  const page = url === undefined ? await pageNamed("inspector") : bridgePage(url);
  const server = await startInspectorServer({ port, page: (address) => page.replaceAll("kycle:address", address) });
  try {
    for (const message of messages) server.send(message);
    output.write(greeting(bench, observations, server, url));
    await output.flush();
    if (flags.open && surroundings.stdout.isTTY === true) openInBrowser(server.url);
    await Promise.race([server.left, interruption(surroundings)]);
  } finally {
    await server.close();
  }
}

function messagesOf({ lifecycle, policy }: Bench, observations: readonly Observation[]): readonly InspectorMessage[] {
  const messages: InspectorMessage[] = [];
  const seen = watched(lifecycle, { send: (message) => messages.push(message) });
  const subject = observations[0]?.subject ?? "none yet";
  observations.reduce(seen.reducer, seen.open({ subject, policy }));
  return messages;
}

function greeting(
  { lifecycle }: Bench,
  observations: readonly Observation[],
  server: InspectorServer,
  url: string | undefined,
): string {
  const count = observations.length;
  const shown = count === 0 ? "at its beginning" : `with ${count} ${count === 1 ? "report" : "reports"}`;
  return [
    `${lifecycle.id}, ${shown}: open ${server.url}/`,
    ...(url === undefined
      ? ["In Stately's own inspector instead: --url https://stately.ai/inspect"]
      : [`It is shown by ${url}, which is sent states, counters and verdicts and nothing else.`]),
    `More actors may join: createWebSocketInspector({ ...inspectorOptions(…), url: "${server.url.replace("http", "ws")}" })`,
    "Ends when the page is closed, or with Ctrl-C.",
    "",
  ].join("\n");
}

function webAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "https:" || url?.protocol === "http:") return url.href;
  throw new Misuse(`--url: "${printable(text)}" is no address of a page, such as https://stately.ai/inspect`);
}
