/** The plain question: may this status follow that one? Neither record nor actor. */
import type { LifecycleDefinition } from "./definition.js";
import type { Evidence } from "./evidence.js";
import { explain } from "./explanation/explanation.js";
import { explainRefusal, guardClauses, type UnmetGuard } from "./explanation/refusal.js";
import type { AnyWord } from "./observation.js";
import type { Inquiry, Space } from "./observer/estimate.js";
import { question } from "./observer/observer.js";
import { everyConfiguration } from "./record/fold.js";
import { didYouMean, toldAs } from "./stranger.js";

/** Whether one status may follow another, by which way, and if not, why. */
export interface TransitionCheck<Status extends string = string> {
  /** `direct`: one transition. `indirect`: through others. `same`: no change. `unknown`: a word not in the vocabulary. */
  readonly kind: "direct" | "indirect" | "same" | "illegal" | "unknown";
  readonly from: AnyWord<Status>;
  readonly to: AnyWord<Status>;
  /** The statuses strictly between, on the shortest path. */
  readonly between: readonly Status[];
  /** Why not, when illegal. */
  readonly reason?: "guard" | "final" | "unreachable";
  readonly guards: readonly UnmetGuard[];
  /** The weakest evidence on the path, or what the refusal rests on. */
  readonly evidence?: Evidence;
  /** One sentence for people. */
  readonly message: string;
}

const checks = new WeakMap<Space, TransitionChecker>();

/** Whether `to` may follow `from` in some history, under some policy of a space. */
export type TransitionChecker = (from: string, to: string) => TransitionCheck;

/** Answers are frozen, and the same object each time. */
export function transitionChecker(space: Space): TransitionChecker {
  const known = checks.get(space) ?? createChecker(space);
  checks.set(space, known);
  return known;
}

function createChecker(space: Space): TransitionChecker {
  const known = new Map(space.definition.statuses.map((from) => [from, new Map<string, TransitionCheck>()]));
  return (from, to) => {
    const ofFrom = known.get(from);
    const answered = ofFrom?.get(to);
    if (answered !== undefined) return answered;
    const check = decide(space, from, to);
    // Unknown words are the caller's and without number; only the vocabulary's pairs are kept.
    if (check.kind === "unknown") return check;
    Object.freeze(check.between);
    Object.freeze(check.guards);
    ofFrom?.set(to, Object.freeze(check));
    return check;
  };
}

function decide(space: Space, from: string, to: string): TransitionCheck {
  const asked = { from, to, between: [], guards: [] };
  const strangers = Object.entries({ from, to }).filter(([, status]) => !space.definition.statuses.includes(status));
  if (strangers.length > 0) {
    const sentences = strangers.map(([name, status]) => strangerText(space.definition, name, status));
    return { ...asked, kind: "unknown", message: sentences.join(" ") };
  }
  if (from === to) return { ...asked, kind: "same", message: `${from} is the same status.` };
  const before = everyConfiguration(space, from);
  const anyPath = question({ target: { status: to }, stay: false, run: "any", lossless: false });
  const inquiry: Inquiry = {
    key: `transition ${to}`,
    expected: anyPath,
    possible: anyPath,
    countsMissing: false,
    facts: undefined,
    counters: undefined,
  };
  if (before.fitting === 0) {
    const message = `${from} itself cannot be reached under this policy.`;
    return { ...asked, kind: "illegal", reason: "unreachable", evidence: space.definition.evidence.order, message };
  }
  const answer = space.ask(before, inquiry);
  if (answer.kind === "refused") {
    const { reason, guards, evidence } = explainRefusal(space, before, inquiry, answer);
    const told = { ...asked, kind: "illegal" as const, guards, evidence };
    if (reason === "guard") {
      return { ...told, reason, message: `${to} cannot follow ${from}: ${guardClauses(guards)}.` };
    }
    return reason === "final"
      ? { ...told, reason, message: `${to} cannot follow ${from}: nothing follows ${from}.` }
      : {
          ...told,
          reason: "unreachable",
          message: `${to} cannot follow ${from}: no path of the lifecycle leads there.`,
        };
  }
  const { skipped, evidence } = explain(space, before, inquiry, answer);
  return {
    ...asked,
    kind: skipped.length === 0 ? "direct" : "indirect",
    between: skipped,
    ...(evidence === undefined ? {} : { evidence }),
    message:
      skipped.length === 0 ? `${to} may follow ${from}.` : `${to} may follow ${from} by way of ${skipped.join(", ")}.`,
  };
}

function strangerText({ statuses, words }: LifecycleDefinition, name: string, given: string): string {
  const word = toldAs(given);
  const meant = didYouMean(words?.get(given) ?? given, statuses);
  const named = word === undefined ? name : `${name} (${word})`;
  return `${named} is no status of this lifecycle${meant === undefined ? "." : `: ${meant}`}`;
}
