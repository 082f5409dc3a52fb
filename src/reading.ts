/** Reading what arrived: bytes, text or parsed JSON, a webhook body or a poll's exchange. It never throws. */
import type * as z from "zod";
import type { LifecycleDefinition } from "./definition.js";
import { exchangeSchema, instantText, looksLikeExchange } from "./exchange.js";
import { ObservationError } from "./observation-error.js";
import { type Channel, type Observation, plainWord, type Reading } from "./observation.js";
import { pathText } from "./path-text.js";
import { refuseNoObservation, refuseUnkeepable, refuseUnrepeatable } from "./record/report.js";

export interface ReadOptions {
  /** How the message came; told by its shape when not given (an exchange has an `httpStatus`). */
  readonly channel?: Channel | undefined;
  /** When it was received: an ISO 8601 instant. A provider's time well after it counts as none. */
  readonly receivedAt?: string | undefined;
}

export function readMessage(definition: LifecycleDefinition, message: unknown, options?: ReadOptions | null): Reading {
  try {
    return readParsed(definition, message, options ?? {});
  } catch (error) {
    // A reader with a fault, or an object whose own properties throw when they are looked at.
    return { kind: "malformed", path: "", message: `cannot be read: reading it threw ${nameOf(error)}` };
  }
}

const usualErrors: readonly string[] = [
  "RangeError",
  "ReferenceError",
  "SyntaxError",
  "TypeError",
  "URIError",
  "ZodError",
  "Error",
];

/** What was thrown, by its name where that is a usual one: the others, and its message, may repeat what was read. */
function nameOf(error: unknown): string {
  try {
    if (error instanceof Error) return usualErrors.find((name) => name === error.name) ?? "an error";
  } catch {
    return "what throws when it is looked at";
  }
  return "what is no error";
}

function readParsed(definition: LifecycleDefinition, message: unknown, options: ReadOptions): Reading {
  const { receivedAt } = options;
  if (options.channel !== undefined && options.channel !== "webhook" && options.channel !== "poll") {
    return { kind: "malformed", path: "", message: "the option channel is webhook or poll" };
  }
  if (receivedAt !== undefined && !instantText.safeParse(receivedAt).success) {
    return {
      kind: "malformed",
      path: "",
      message: "the option receivedAt is an ISO 8601 instant with its zone, as text",
    };
  }
  const parsed = parseMessage(message);
  if (!parsed.ok) return parsed.reading;
  const channel = options.channel ?? (looksLikeExchange(parsed.value) ? "poll" : "webhook");
  const reading = channel === "poll" ? readExchange(definition, parsed.value) : readWebhook(definition, parsed.value);
  if (reading.kind !== "observation" || receivedAt === undefined) return reading;
  return { kind: "observation", observation: { ...reading.observation, receivedAt } };
}

function readWebhook(definition: LifecycleDefinition, body: unknown): Reading {
  if (definition.readWebhook !== undefined) return answered(definition, definition.readWebhook(body));
  return {
    kind: "malformed",
    path: "",
    message: `${definition.provider} sends no webhooks; expected an exchange { at, subject, httpStatus, body }`,
  };
}

function readExchange(definition: LifecycleDefinition, message: unknown): Reading {
  const exchange = exchangeSchema.safeParse(message);
  if (!exchange.success) return malformed(exchange.error);
  if (definition.readPoll !== undefined) return answered(definition, definition.readPoll(exchange.data));
  return { kind: "malformed", path: "", message: `${definition.provider} is not polled` };
}

/** A reader of the consumer's own, without types, may answer nothing, a promise, or an observation alone. */
function answered({ statuses }: LifecycleDefinition, reading: Reading): Reading {
  switch (reading?.kind) {
    case "irrelevant":
    case "no-information":
    case "malformed":
      return reading;
    case "observation": {
      const problem = problemOf(reading.observation, statuses);
      return problem === undefined ? reading : { kind: "malformed", path: "", message: `cannot be read: ${problem}` };
    }
    default:
      return { kind: "malformed", path: "", message: "cannot be read: its reader answered no reading" };
  }
}

/** What `observe` would throw at an observation. */
function problemOf(observation: Observation, statuses: readonly string[]): string | undefined {
  try {
    refuseNoObservation(observation);
    refuseUnkeepable(observation);
    if (observation.status !== undefined && !statuses.includes(observation.status)) refuseUnrepeatable(observation);
    return undefined;
  } catch (error) {
    if (!(error instanceof ObservationError)) throw error;
    return `its reader answered ${error.path === "" ? "" : "an "}${error.message}`;
  }
}

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reading: Reading };

function parseMessage(message: unknown): Parsed {
  if (message instanceof Uint8Array || message instanceof ArrayBuffer) {
    try {
      return parseMessage(new TextDecoder("utf-8", { fatal: true }).decode(message));
    } catch {
      return broken("not UTF-8 text");
    }
  }
  if (typeof message !== "string") return { ok: true, value: message };
  try {
    return { ok: true, value: JSON.parse(message.startsWith("\uFEFF") ? message.slice(1) : message) };
  } catch {
    // The parser's own message would repeat what it read.
    return broken(message.trimEnd().endsWith("},") ? `not JSON: ${element}` : "not JSON");
  }
}

const element = "it ends with a comma, as in a JSON array written one element a line";

function broken(message: string): Parsed {
  return { ok: false, reading: { kind: "malformed", path: "", message } };
}

/** What zod found first, as a reading: where and what was expected, never what was there. */
export function malformed(error: z.ZodError, prefix: readonly PropertyKey[] = []): Reading {
  const issue = error.issues[0];
  const path = pathText([...prefix, ...(issue?.path ?? [])]);
  return { kind: "malformed", path, message: issue === undefined ? "cannot be read" : wordsOf(issue.message) };
}

/** zod's words for a field that is not there speak of what it "received". */
function wordsOf(message: string): string {
  const plain = message.replace(/^Invalid input: /, "");
  return plain.endsWith(", received undefined") ? `missing, ${plain.replace(", received undefined", "")}` : plain;
}

/** A message of the provider's that this lifecycle is not about; its name is repeated only when it is a plain word. */
export function irrelevant(name: string): Reading {
  const plain = plainWord.safeParse(name);
  return {
    kind: "irrelevant",
    name: plain.success ? plain.data : undefined,
    message: plain.success ? `${plain.data} is not about this lifecycle` : "not about this lifecycle",
  };
}
