/** `kycle inspect`: a lifecycle's machine on a page of this machine, and a log replayed on it report by report. */
import { watched } from "../inspect/index.js";
import type { InspectorMessage } from "../inspect/message.js";
import type { Observation } from "../observation.js";
import { type Bench, benchesOf } from "./bench.js";
import { type InspectorServer, startInspectorServer } from "./inspector-server.js";
import { lifecycleNamed } from "./lifecycle-choice.js";
import { createSplitter, type Line } from "../bulk/lines.js";
import { Misuse } from "./misuse.js";
import type { Unjudged } from "./outcome.js";
import { openInBrowser } from "./open-in-browser.js";
import type { Output } from "./output.js";
import { bridgePage, pageNamed } from "./pages.js";
import { portOf } from "./port-flag.js";
import { printable } from "./printable.js";
import { route } from "./routing.js";
import { sourcesOf } from "./sources.js";
import { interruption, type Surroundings } from "./surroundings.js";

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
  const lifecycle = lifecycleNamed(id);
  const url = flags.url === undefined ? undefined : webAddress(flags.url);
  const port = portOf(flags.port);
  const [bench] = benchesOf([lifecycle], flags);
  if (bench === undefined) throw new Misuse("there is no lifecycle to inspect");
  const log = file === undefined ? undefined : await readLog(file, bench, surroundings);
  const observations = log === undefined ? [] : ofOneSubject(log, flags.subject);
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

interface Log {
  readonly bySubject: ReadonlyMap<string, readonly Observation[]>;
  /** Where the first line stands that is no report, and what it is. */
  readonly stranger: string | undefined;
}

async function readLog(file: string, bench: Bench, surroundings: Surroundings): Promise<Log> {
  const bySubject = new Map<string, Observation[]>();
  let stranger: string | undefined;
  const take = (line: Line): void => {
    for (const routed of route([bench], line, undefined)) {
      if ("unjudged" in routed) {
        stranger ??= `line ${line.number}: ${strangerWords(routed.unjudged)}`;
        continue;
      }
      const { observation } = routed;
      bySubject.set(observation.subject, [...(bySubject.get(observation.subject) ?? []), observation]);
    }
  };
  for (const { chunks } of await sourcesOf([file], surroundings)) {
    const splitter = createSplitter();
    for await (const chunk of chunks()) for (const line of splitter.push(chunk)) take(line);
    for (const line of splitter.end()) take(line);
  }
  return { bySubject, stranger };
}

function strangerWords(reading: Unjudged): string {
  const path = reading.kind === "malformed" && reading.path !== "" ? `${reading.path}: ` : "";
  return `${reading.kind}, ${path}${reading.message}`;
}

/** The reports of the subject that was asked for, or of the only one. */
function ofOneSubject({ bySubject, stranger }: Log, asked: string | undefined): readonly Observation[] {
  const subjects = [...bySubject.keys()];
  if (subjects.length === 0) {
    throw new Misuse(
      `no line of the log is a report of this lifecycle${stranger === undefined ? "" : `; ${stranger}`}`,
    );
  }
  const [first = ""] = subjects;
  if (asked === undefined && subjects.length > 1) {
    const some = subjects.slice(0, 3).map((subject) => `"${printable(subject)}"`);
    throw new Misuse(`--subject: which one? The log tells of ${subjects.length}: ${some.join(", ")} …`);
  }
  const found = bySubject.get(asked ?? first);
  if (found === undefined) throw new Misuse(`--subject: the log tells nothing of "${printable(asked ?? "")}"`);
  return found;
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
