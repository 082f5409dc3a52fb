/** Messages that something else was put around: a field of an object, or a JSON text. */
import type { Lifecycle } from "../../lifecycle.js";
import type { Channel, Observation } from "../../observation.js";

export interface Enveloped extends Report {
  /** The fields that lead to the message; none where the message alone is a JSON text. */
  readonly path: readonly string[];
  /** What takes it out, in jq's words. */
  readonly filter: string;
}

export interface Report {
  readonly lifecycle: string;
  readonly provider: string;
  readonly channel: Channel;
}

/** What queues, logs and services call what they carry. No other name is looked into, or told. */
const fields = [
  "body",
  "rawBody",
  "payload",
  "data",
  "detail",
  "event",
  "message",
  "Message",
  "msg",
  "request",
  "requestBody",
  "content",
  "value",
  "webhook",
  "log",
  "jsonPayload",
  "textPayload",
  "_source",
] as const;

/** How many fields lead to a message, at most. */
const deepest = 3;

/** The message in a value that is none itself; undefined where there is none. */
export function envelopedIn(value: unknown, lifecycles: readonly Lifecycle[]): Enveloped | undefined {
  return unwrapped(value, { path: [], filter: "" });

  function found(inner: unknown, way: Way): Enveloped | undefined {
    const report = reportIn(inner, lifecycles);
    return report === undefined ? unwrapped(inner, way) : { ...report, ...way };
  }

  function unwrapped(outer: unknown, { path, filter }: Way): Enveloped | undefined {
    if (typeof outer === "string") {
      const inner = parsedJson(outer);
      return inner === undefined ? undefined : found(inner, { path, filter: piped(filter, "fromjson") });
    }
    if (typeof outer !== "object" || outer === null || path.length === deepest) return undefined;
    const values = new Map<string, unknown>(Object.entries(outer));
    for (const field of fields) {
      const inner = values.get(field);
      if (inner === undefined) continue;
      const isText = filter.endsWith("fromjson");
      const message = found(inner, {
        path: [...path, field],
        filter: isText ? piped(filter, `.${field}`) : `${filter}.${field}`,
      });
      if (message !== undefined) return message;
    }
    return undefined;
  }
}

type Way = Pick<Enveloped, "path" | "filter">;

const piped = (filter: string, next: string): string => (filter === "" ? next : `${filter} | ${next}`);

/** Whose report a message is, however it came; undefined where it is nobody's. */
export function reportIn(message: unknown, lifecycles: readonly Lifecycle[]): Report | undefined {
  if (typeof message !== "object") return undefined;
  for (const lifecycle of lifecycles) {
    const reading = lifecycle.read(message);
    if (reading.kind === "observation") {
      const { id, provider } = lifecycle;
      return { lifecycle: id, provider, channel: channelOf(reading) };
    }
  }
  return undefined;
}

const channelOf = ({ observation }: { readonly observation: Observation }): Channel => observation.channel;

/** Undefined for what is no JSON; no JSON text means undefined. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
