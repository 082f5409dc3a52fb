/** A log of many subjects, as a provider would have sent it, and the truth about each of its lines. */
import { addMilliseconds } from "../instant.js";
import type { Lifecycle } from "../lifecycle.js";
import type { Messages } from "../messages/messages.js";
import type { Channel } from "../observation.js";
import type { Reason, VerdictKind } from "../rule.js";
import { breakings } from "./corrupt.js";
import { type Arrival, deliver } from "./deliver.js";
import { defaultMaxReports, outline } from "./history.js";
import { drawPlan } from "./plan.js";
import { type Random, randomFrom } from "./random.js";
import type { Trouble } from "./trouble.js";
import { pickFrom, takes } from "./walk.js";

export interface SimulationOptions extends Trouble {
  readonly subjects: number;
  readonly seed: number;
  /** The settings that are known to whoever reads the log; each subject has the others as they come. */
  readonly policy: object;
  readonly channel?: Channel | "both" | undefined;
  /** How many lines are followed by one that cannot be read: 0 to 1. */
  readonly corrupt?: number | undefined;
}

/** What was done to the log that makes a line wrong. */
type TruthCause =
  /** The line was put in. */
  | "duplicated"
  | "illegal"
  | "superseded"
  | "unknown"
  | "corrupt"
  /** One that happened later came before it; it came before one that happened earlier. */
  | "overtaken"
  | "overtaking"
  /** Reports just before it are lost for good; or nobody looked before. */
  | "lost"
  | "unseen";

/** What is wrong with a line. */
interface Truth {
  /** The line's number, from 1. */
  readonly line: number;
  readonly subject?: string | undefined;
  /** What is to be said of it, by what arrived before. */
  readonly verdict: VerdictKind | "malformed";
  readonly reason?: Reason | undefined;
  readonly cause: TruthCause;
  /** The line that it repeats, or the first that overtook it. */
  readonly of?: number | undefined;
  /** How many reports of what happened before it are lost for good. */
  readonly lost?: number | undefined;
}

export interface SimulatedLine {
  /** Without the line's end. */
  readonly text: string;
  /** Undefined when nothing is wrong. */
  readonly truth: Truth | undefined;
}

/** Subjects whose reports are mixed; what is held in memory does not grow beyond them. */
const atOnce = 24;
const firstStart = "2024-03-01T00:00:00Z";
const millisecondsBetweenStarts = 7_000;

/** The lines of a log, one after another. The same options give the same log. */
export function* simulate(
  lifecycle: Lifecycle,
  messages: Messages,
  options: SimulationOptions,
): Generator<SimulatedLine> {
  const random = randomFrom(options.seed);
  const active: Course[] = [];
  let begun = 0;
  let line = 0;
  for (;;) {
    while (active.length < atOnce && begun < options.subjects) {
      active.push(courseOf(lifecycle, messages, options, begun, random));
      begun += 1;
    }
    const course = pickFrom(active, random());
    if (course === undefined) return;
    const arrival = course.arrivals[course.next];
    if (arrival === undefined) {
      active.splice(active.indexOf(course), 1);
      continue;
    }
    line += 1;
    yield { text: JSON.stringify(arrival.message), truth: truthOf(course, arrival, line) };
    course.next += 1;
    const broken = takes(random(), options.corrupt ?? 0) ? corruptText(lifecycle, arrival.message, random) : undefined;
    if (broken === undefined) continue;
    line += 1;
    yield { text: broken, truth: { line, verdict: "malformed", cause: "corrupt" } };
  }
}

/** A subject's way through the log. */
interface Course {
  readonly arrivals: readonly Arrival[];
  readonly lost: ReadonlySet<number>;
  next: number;
  /** The line of each report of the history that has arrived. */
  readonly lines: Map<number, number>;
}

function courseOf(
  lifecycle: Lifecycle,
  messages: Messages,
  { policy, channel, ...trouble }: SimulationOptions,
  index: number,
  random: Random,
): Course {
  const startedAt = addMilliseconds(firstStart, index * millisecondsBetweenStarts);
  const telling = { policy, channel, messages, startedAt, name: `${trouble.seed}.${index + 1}` };
  const plan = drawPlan(random, defaultMaxReports);
  const { arrivals, lost } = deliver(lifecycle, outline(lifecycle, plan, telling), plan.fates, trouble, telling);
  return { arrivals, lost: new Set(lost), next: 0, lines: new Map() };
}

function truthOf(course: Course, { cause, of, verdict, observation }: Arrival, line: number): Truth | undefined {
  const { lines } = course;
  const first = lines.get(of);
  if (cause === "told") lines.set(of, line);
  const { kind, reason } = verdict;
  const told = { line, subject: observation.subject, verdict: kind, reason };
  if (cause === "duplicate") return { ...told, cause: "duplicated", of: first };
  if (cause !== "told") return { ...told, cause };
  if (kind === "advance" || (kind === "duplicate" && reason === "repeat")) return undefined;
  const overtaking = [...lines].flatMap(([other, at]) => (other > of ? [at] : []));
  if (overtaking.length > 0) return { ...told, cause: "overtaken", of: Math.min(...overtaking) };
  const missing = Array.from({ length: of }, (_, place) => place).filter((place) => !lines.has(place));
  const lost = missing.filter((place) => course.lost.has(place)).length;
  if (missing.length > lost) return { ...told, cause: "overtaking" };
  return lost > 0 ? { ...told, cause: "lost", lost } : { ...told, cause: "unseen" };
}

/** A line that cannot be read, made from a message; undefined when what broke does no harm. */
function corruptText(lifecycle: Lifecycle, message: unknown, random: Random): string | undefined {
  const broken = pickFrom(breakings, random())?.(message, random());
  const text = typeof broken === "string" ? broken : broken instanceof Uint8Array ? "" : JSON.stringify(broken);
  return text.trim() !== "" && lifecycle.read(text).kind === "malformed" ? text : undefined;
}
