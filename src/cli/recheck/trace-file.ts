/** Files of traces: committed histories, each with its source and with the verdicts that it had when it was recorded. */
import { readFile } from "node:fs/promises";
import * as z from "zod";
import { instantText } from "../../exchange.js";
import { malformed } from "../../reading.js";
import { codeOf, unreadable } from "../file-errors.js";
import { Misuse } from "../misuse.js";
import { readingText } from "../reading/reading-text.js";
import { printable } from "../text/printable.js";

const word = z.string().min(1).max(200);

/** A report in short: what is not told has a default. See `reportTold`. */
const toldSchema = z.strictObject({
  subject: word.optional(),
  status: word.optional(),
  reported: word.optional(),
  event: word.optional(),
  run: word.optional(),
  at: instantText.optional(),
  receivedAt: instantText.optional(),
  startedAt: instantText.optional(),
  deniesExistence: z.literal(true).optional(),
  delivery: word.optional(),
  channel: z.enum(["webhook", "poll"]).optional(),
  counters: z.record(z.string(), z.int()).optional(),
  policy: z.record(z.string(), z.json()).optional(),
  breaches: z.array(z.string()).optional(),
  warnings: z.array(z.string()).optional(),
});

const traceSchema = z
  .strictObject({
    description: z.string().min(1),
    source: z.string().min(1),
    policy: z.record(z.string(), z.json()).optional(),
    subscribed: z.array(word).optional(),
    startedAt: instantText.optional(),
    /** How many reports the record remembers; 16 when not given. */
    capacity: z.int().min(1).max(1000).optional(),
    reports: z.array(toldSchema).optional(),
    /** The provider's messages, as they arrived: webhook bodies or exchanges. */
    messages: z.array(z.json()).optional(),
    /** The rule of each report's verdict, as in `illegal.guard`; written by --update where they are not there yet. */
    verdicts: z.array(z.string()).optional(),
  })
  .refine(({ reports, messages }) => (reports === undefined) !== (messages === undefined), {
    error: "expected either reports or messages",
  });

const fileSchema = z.strictObject({ lifecycle: word, traces: z.array(traceSchema) });

export type Trace = z.output<typeof traceSchema>;
export type TraceFile = z.output<typeof fileSchema>;

/** @throws {Misuse} naming the file that cannot be read. */
export async function readTraceFile(file: string): Promise<string> {
  return readFile(file, "utf8").catch((error: unknown) => {
    throw unreadable(file, codeOf(error));
  });
}

/** @throws {Misuse} naming the file and the field that cannot be. */
export function parseTraceFile(text: string, file: string): TraceFile {
  const parsed = fileSchema.safeParse(parsedJson(text, file));
  if (parsed.success) return parsed.data;
  throw new Misuse(`${printable(file)}: ${readingText(malformed(parsed.error))}`);
}

function parsedJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Misuse(`${printable(file)}: not JSON`);
  }
}
