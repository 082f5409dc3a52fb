/** From an observation to what a record remembers of it. */
import { addMilliseconds, compareInstants, type Instant, parseInstant } from "../instant.js";
import { frozenFields, isJson } from "../json.js";
import { ObservationError } from "../observation-error.js";
import { isPlainWord, type Observation, plainWordIs } from "../observation.js";
import type { Report, Writable } from "../observer/folded.js";

/** How far a provider's clock may run ahead of the consumer's before its time counts as none. */
const clockToleranceMilliseconds = 5 * 60_000;

/** The provider's time, unless it lies in the receiver's future. */
export function trustedTime({ at, receivedAt }: Observation): Instant | undefined {
  const instant = instantOf(at);
  return instant === undefined || isAhead(instant, receivedAt) ? undefined : instant;
}

/** Why the provider's time counts as none, where it does. */
export function timeWarnings({ at, receivedAt }: Observation): readonly string[] {
  if (at === undefined) return [];
  const instant = parseInstant(at);
  if (instant === undefined) return ["its time is not an ISO 8601 instant and counts as none"];
  return isAhead(instant, receivedAt)
    ? ["its time is more than 5 minutes after it was received and counts as none"]
    : [];
}

function isAhead(instant: Instant, receivedAt: string | undefined): boolean {
  const received = instantOf(receivedAt);
  if (received === undefined || compareInstants(instant, received) <= 0) return false;
  return compareInstants(instant, addMilliseconds(received, clockToleranceMilliseconds)) > 0;
}

/** The longest text that a record keeps in a field of a report, or as its subject. */
export const longest = { run: 200, status: 200, delivery: 500, subject: 500 } as const;

/** Refuses what has no subject, and so is no observation. */
export function refuseNoObservation(given: unknown): void {
  if (typeof given !== "object" || given === null) throw new ObservationError("", "expected an object with a subject");
  if ("subject" in given && typeof given.subject === "string") return;
  if ("kind" in given && "observation" in given) {
    throw new ObservationError("", "a reading was given, and the observation is in it, as its `observation`");
  }
  throw new ObservationError("subject", `expected text of 1 to ${longest.subject} characters`);
}

/** Refuses an observation that `read` cannot have made, and that a record could not be restored with. */
export function refuseUnkeepable(observation: Observation): void {
  refuseUnkeepableText("run", observation.run, longest.run);
  refuseUnkeepableText("delivery", observation.delivery, longest.delivery);
  refuseOtherThanText("at", observation.at);
  refuseOtherThanText("receivedAt", observation.receivedAt);
  refuseOtherThanText("startedAt", observation.startedAt);
  refuseOtherThanList("breaches", observation.breaches);
  refuseOtherThanList("warnings", observation.warnings);
  if (observation.channel !== "webhook" && observation.channel !== "poll") {
    throw new ObservationError("channel", "expected webhook or poll");
  }
  // A status that is known may be repeated; of one that is not, the judge asks.
  if (observation.reported !== observation.status) refuseUnrepeatable(observation);
  if (observation.policy !== undefined) refuseOtherThanJson(observation.policy);
  if (observation.counters === undefined) return;
  refuseOtherThanFields("counters", observation.counters);
  for (const [counter, count] of Object.entries(observation.counters)) {
    if (Number.isSafeInteger(count) && count >= 0 && counter !== "__proto__") continue;
    const path = isPlainWord(counter) ? `counters.${counter}` : "counters";
    throw new ObservationError(path, "expected a whole number, 0 or more");
  }
}

/** Refuses a word that no verdict may repeat. A delayed transition's event is told as `after` and its delay. */
export function refuseUnrepeatable({ reported }: Observation): void {
  const isDelay = typeof reported === "string" && reported.startsWith("after ");
  if (!isPlainWord(isDelay ? reported.slice("after ".length) : reported)) {
    throw new ObservationError("reported", plainWordIs);
  }
}

function refuseUnkeepableText(field: keyof Observation, text: unknown, most: number): void {
  if (text === undefined || (typeof text === "string" && text.length > 0 && text.length <= most)) return;
  throw new ObservationError(field, `expected text of 1 to ${most} characters`);
}

/** A text that is no instant counts as none: so a provider may have written it. A `Date` or a number no message can have held. */
function refuseOtherThanText(field: keyof Observation, text: unknown): void {
  if (text === undefined || typeof text === "string") return;
  throw new ObservationError(field, "expected an ISO 8601 instant with its zone, as text");
}

function refuseOtherThanList(field: keyof Observation, list: unknown): void {
  if (!Array.isArray(list)) throw new ObservationError(field, "expected a list of texts, which may be empty");
}

function refuseOtherThanFields(field: keyof Observation, fields: unknown): void {
  if (typeof fields === "object" && fields !== null && !Array.isArray(fields)) return;
  throw new ObservationError(field, "expected an object with its fields");
}

function refuseOtherThanJson(policy: unknown): void {
  refuseOtherThanFields("policy", policy);
  if (!isJson(policy)) throw new ObservationError("policy", "expected plain JSON");
}

/** What is remembered of an observation; absent fields stay absent, so that the record is the same after storage. */
export function reportOf(observation: Observation, at: Instant | undefined): Report {
  const { status, event, run, delivery, channel, policy, counters } = observation;
  const startedAt = instantOf(observation.startedAt);
  const report: Writable<Report> = { channel };
  if (status !== undefined) report.status = status;
  else if (event !== undefined) report.event = event;
  if (run !== undefined) report.run = run;
  if (at !== undefined) report.at = at;
  if (startedAt !== undefined) report.startedAt = startedAt;
  if (delivery !== undefined) report.delivery = delivery;
  if (policy !== undefined) report.policy = frozenFields(policy);
  if (counters !== undefined) report.counters = frozenFields(counters);
  return Object.freeze(report);
}

/** Negative when `a` happened before `b`, positive when after; 0 for equal times and where one has none. */
export function compareTimes(a: Pick<Report, "at">, b: Pick<Report, "at">): number {
  return a.at === undefined || b.at === undefined ? 0 : compareInstants(a.at, b.at);
}

export function instantOf(text: string | undefined): Instant | undefined {
  return text === undefined ? undefined : parseInstant(text);
}
