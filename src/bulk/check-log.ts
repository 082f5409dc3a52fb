/** Whole logs: bytes or messages in, verdicts out, with the subjects in compact memory. */
import { definitionOf } from "../argument.js";
import type { Lifecycle } from "../lifecycle.js";
import { type LineKind, lineKinds } from "../line-kind.js";
import type { Channel, Unjudged } from "../observation.js";
import type { KycleRecord } from "../record/record.js";
import { type VerdictKind, verdictKinds } from "../rule.js";
import type { Verdict } from "../verdict/verdict.js";
import { createLogJudge, type LogJudge } from "./log-judge.js";
import { createPhrases, type Phrases } from "./phrase.js";
import type { BulkOptions } from "./rows/room.js";
import type { Reader } from "./shapes/learning.js";
import { createLineReader } from "./shapes/line-reader.js";
import { clear, createSheet, isFull } from "./sheet.js";

export interface LogOptions extends BulkOptions {
  /** How the messages came; told by each message's shape when not given. */
  readonly channel?: Channel | undefined;
  /** The kinds of lines to hear of, one by one; all when not given. The fewer, the faster. */
  readonly tell?: readonly LineKind[] | undefined;
}

/** What is said of one line. */
export type LineReport<Status extends string = string> =
  | { readonly line: number; readonly kind: VerdictKind; readonly verdict: Verdict<Status> }
  | { readonly line: number; readonly kind: Unjudged["kind"]; readonly reading: Unjudged };

/** A log being checked: its lines of the kinds asked for, as they come, and what it comes to. */
export interface CheckedLog<Status extends string = string> extends AsyncIterable<LineReport<Status>> {
  /** How many lines there were of each kind; only the kinds that occurred. */
  counts(): Readonly<Partial<Record<LineKind, number>>>;
  /** How many subjects had something to judge. */
  subjects(): number;
  /** The record of a subject as it is now; undefined where nothing about it was judged. */
  record(subject: string): KycleRecord | undefined;
}

/**
 * Checks a log of one message a line, as the provider sent it. The chunks may be cut anywhere; lines end with LF or CRLF,
 * empty ones are passed over. What is held is a row of 104 bytes and an index for each subject, 32 bytes for each report that is
 * remembered, as much for each name, earlier runs and checkpoints, and no line.
 *
 * The verdicts are those of `observe`, in the order in which the lines come. Lines are counted from 1.
 *
 * @throws {PolicyError} for settings that no policy can have.
 * @throws {RecordError} for what `open` refuses: a subscription to a status that the lifecycle lacks, a capacity out of bounds.
 * @throws {RangeError} for kinds of lines to tell that there are not.
 * @throws {TypeError} for what is no lifecycle; and on the way, for a chunk that is no bytes.
 */
export function checkLog<Status extends string>(
  lifecycle: Lifecycle<Status>,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  options?: LogOptions,
): CheckedLog<Status>;
export function checkLog(
  lifecycle: Lifecycle,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  options: LogOptions = {},
): CheckedLog {
  refuseOtherThanLog(lifecycle, options);
  const phrases = createPhrases();
  const desk = createDesk(lifecycle, options, phrases);
  const sheet = createSheet();
  const sheets = [sheet];
  const drain = (): void => {
    desk.judge.take(sheet);
    clear(sheet);
  };
  const reader = createLineReader([readerOf(lifecycle, options.channel, phrases)], () => {
    if (isFull(sheet)) drain();
    return sheets;
  });
  return desk.log(async function* () {
    for await (const chunk of chunks) {
      refuseOtherThanBytes(chunk);
      for (let at = 0; at < chunk.length; at += mostAtOnce) {
        reader.push(chunk.subarray(at, at + mostAtOnce));
        drain();
        yield* desk.told();
      }
    }
    reader.end();
    drain();
    yield* desk.told();
  });
}

/** In bytes, of a chunk: what is told of so many is held until it is asked for. */
const mostAtOnce = 1 << 20;

function refuseOtherThanLog(lifecycle: Lifecycle, { tell = [] }: LogOptions): void {
  definitionOf(lifecycle);
  const unknown = tell.find((kind) => !lineKinds.includes(kind));
  if (unknown !== undefined) throw new RangeError(`the option tell is a list of ${lineKinds.join(", ")}`);
}

/** A text, or the bytes themselves in place of a list of chunks, would be a log without lines. */
function refuseOtherThanBytes(chunk: unknown): void {
  if (chunk instanceof Uint8Array) return;
  throw new TypeError("chunks: expected each to be a Uint8Array; of a text, new TextEncoder().encode(text) is one");
}

/**
 * Checks messages that are already apart: parsed, or each as text or bytes. They are counted from 1, as lines are.
 *
 * @throws {PolicyError} for settings that no policy can have.
 * @throws {RecordError} for what `open` refuses: a subscription to a status that the lifecycle lacks, a capacity out of bounds.
 * @throws {RangeError} for kinds of lines to tell that there are not.
 * @throws {TypeError} for what is no lifecycle.
 */
export function checkMessages<Status extends string>(
  lifecycle: Lifecycle<Status>,
  messages: Iterable<unknown> | AsyncIterable<unknown>,
  options?: LogOptions,
): CheckedLog<Status>;
export function checkMessages(
  lifecycle: Lifecycle,
  messages: Iterable<unknown> | AsyncIterable<unknown>,
  options: LogOptions = {},
): CheckedLog {
  refuseOtherThanLog(lifecycle, options);
  const desk = createDesk(lifecycle, options, createPhrases());
  const { channel } = options;
  return desk.log(async function* () {
    for await (const message of messages) {
      desk.judge.takeReading(lifecycle.read(message, { channel }));
      yield* desk.told();
    }
  });
}

/** What reads the lines of a log for a lifecycle. */
export function readerOf(lifecycle: Lifecycle, channel: Channel | undefined, phrases: Phrases): Reader {
  const { opaque = [], compared } = lifecycle.definition;
  return {
    phrases,
    opaque,
    limits: compared === undefined ? [] : [0, ...compared],
    read: (line) => lifecycle.read(line, { channel }),
  };
}

interface Desk {
  readonly judge: LogJudge;
  /** What there is to tell, which is then told. */
  told(): readonly LineReport[];
  log(lines: () => AsyncGenerator<LineReport>): CheckedLog;
}

function createDesk(
  lifecycle: Lifecycle,
  { tell = lineKinds, ...options }: LogOptions,
  phrases: Pick<Phrases, "at" | "ids">,
): Desk {
  const kinds = new Set<LineKind>(tell);
  const unjudged = new Map<LineKind, number>();
  let waiting: LineReport[] = [];
  const judge = createLogJudge(
    lifecycle,
    options,
    {
      kinds: new Set(verdictKinds.filter((kind) => kinds.has(kind))),
      wants: () => true,
      tell: (verdict) => {
        waiting.push({ line: judge.line(), kind: verdict.kind, verdict });
      },
      unjudged: (reading) => {
        unjudged.set(reading.kind, (unjudged.get(reading.kind) ?? 0) + 1);
        if (kinds.has(reading.kind)) waiting.push({ line: judge.line(), kind: reading.kind, reading });
      },
    },
    phrases,
  );

  return {
    judge,
    told() {
      const told = waiting;
      waiting = [];
      return told;
    },
    log(lines) {
      const iterator = lines();
      return {
        [Symbol.asyncIterator]: () => iterator,
        counts: () => Object.fromEntries([...judge.judge.counts(), ...unjudged]),
        subjects: () => judge.judge.subjects(),
        record: (subject) => judge.judge.record(subject),
      };
    },
  };
}
