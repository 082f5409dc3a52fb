/** One report from a provider, reduced to what is judged. Nothing about the person is in it. */
import * as z from "zod";
import type { Json } from "./json.js";

/** How a report came: sent by the provider, or the answer to a request of the consumer's. */
export type Channel = "webhook" | "poll";

/** Any string, completed with the known ones. */
export type AnyWord<Word extends string> = Word | (string & {});

/** One report, read: reduced to what is judged, with nothing about the person in it. */
export interface Observation<Status extends string = string> {
  /** Whom the report is about, in the provider's ids: what a record is opened for. */
  readonly subject: string;
  /** The verification, process or session inside the subject that the report is about. */
  readonly run?: string | undefined;
  /** A status of the vocabulary; absent when the provider's word is not in it, or the report names only an event. */
  readonly status?: Status | undefined;
  /** The provider's own word: at most 64 characters of letters, digits, `_ . -`. */
  readonly reported: string;
  /** The event that the report tells of. Without a status it is what the report says happened last. */
  readonly event?: string | undefined;
  /** When it happened by the provider's clock: an ISO 8601 instant with its zone. */
  readonly at?: string | undefined;
  /** When the consumer received it: an ISO 8601 instant with its zone. */
  readonly receivedAt?: string | undefined;
  /** When the subject began, where the report tells: an ISO 8601 instant with its zone. */
  readonly startedAt?: string | undefined;
  /** The report says that there is no such subject: that means something only when it is known to have existed. */
  readonly deniesExistence?: true | undefined;
  /** What identifies this delivery among all, for duplicates. */
  readonly delivery?: string | undefined;
  /** How it came. A webhook tells of a change; a poll shows where the subject is, so that one may repeat what is known. */
  readonly channel: Channel;
  /** What the report shows of the policy, such as a verification's type. */
  readonly policy?: Readonly<Record<string, Json>> | undefined;
  /** Counts that the report states, under the names of the machine's counters. */
  readonly counters?: Readonly<Record<string, number>> | undefined;
  /** Rules between fields that the message broke: it contradicts itself. */
  readonly breaches: readonly string[];
  /** What is odd about the message, yet possible. */
  readonly warnings: readonly string[];
}

/** What `read` makes of a message. */
export type Reading<Status extends string = string> =
  | { readonly kind: "observation"; readonly observation: Observation<Status> }
  /** A message of this provider that is not about this lifecycle, named where its name can be repeated. */
  | { readonly kind: "irrelevant"; readonly name: string | undefined; readonly message: string }
  /** About the subject, yet it says nothing of the status. */
  | {
      readonly kind: "no-information";
      readonly subject?: string;
      readonly message: string;
      readonly warnings: readonly string[];
    }
  /** Not a message of this provider, or a broken one; `path` is where. Never repeats what was in it. */
  | { readonly kind: "malformed"; readonly path: string; readonly message: string };

/** A reading of which there is nothing to judge. */
export type Unjudged = Exclude<Reading, { readonly kind: "observation" }>;

const plain = /^[\w.-]{1,64}$/;
export const plainWordIs = "expected 1 to 64 letters, digits, _ . or -";

/** A word that may be repeated in a message or a log: too short and plain to carry a person's data. */
export const plainWord = z.string().regex(plain, plainWordIs);

export const isPlainWord = (word: unknown): boolean => typeof word === "string" && plain.test(word);
