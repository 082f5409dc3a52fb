/**
 * The stored record: a checkpoint of what is certain and a window of the latest reports. Plain JSON, to be kept beside
 * the consumer's own row and written back with compare-and-set on `sequence`.
 */
import type { Report } from "../observer/folded.js";
import type { GivenPolicy } from "../policy/given-policy.js";
import type { Checkpoint } from "./checkpoint.js";

/** How many distinct reports a record remembers when `open` is not told otherwise. */
export const defaultCapacity = 16;

/** What is stored of a subject: plain JSON, stepped by each report that is taken in. */
export interface KycleRecord {
  /** The version of the record's form. */
  readonly kycle: number;
  /** The lifecycle's id. */
  readonly lifecycle: string;
  readonly subject: string;
  /** The fields of the policy that are known. */
  readonly policy: GivenPolicy;
  /** The statuses that the consumer's webhooks were subscribed to; all when absent. */
  readonly subscribed?: readonly string[] | undefined;
  /** When the subject began, where the consumer knows it. */
  readonly startedAt?: string | undefined;
  /** How many reports the window remembers. */
  readonly capacity: number;
  /** Grows by one with every change: the number to compare when storing. */
  readonly sequence: number;
  /** The latest distinct reports in the order in which they happened. */
  readonly window: readonly Report[];
  /** What the reports amount to that the window has let go of; absent until it does. */
  readonly checkpoint?: Checkpoint | undefined;
}
