/** What is shown of a log whose subjects are judged one after another, when all of it has been read. */
import type { Turn } from "../../bulk/rows/held-reports.js";
import type { VerdictKind } from "../../rule.js";
import type { Histories } from "../report/histories.js";
import type { Outcome } from "../report/outcome.js";
import type { Report } from "../report/report.js";
import { weightOf } from "../report/verdict-words.js";
import type { CheckSettings } from "./check-flags.js";

export interface Showing {
  /** A line of which there is nothing to judge. */
  unjudged(turn: Turn, outcome: Outcome): void;
  /** It is the turn of the next subject to be judged. */
  reach(turn: Turn): void;
  /** Whether a subject is shown of which a verdict of this kind is the first that is a finding; if not, it is left out. */
  admits(first: VerdictKind): boolean;
  judged(turn: Turn, outcome: Outcome): void;
  /** What has waited for its turn until all subjects are judged. */
  rest(): Iterable<Outcome>;
}

interface Waiting {
  readonly turn: Turn;
  readonly outcome: Outcome;
}

type Take = Pick<Report, "take">;

/** Histories, subject by subject: a line about a subject waits for its place among the judged ones. */
export function showHistories(report: Take, histories: Histories, failOn: CheckSettings["failOn"]): Showing {
  const waiting: Waiting[] = [];
  /** How many of them no longer wait. */
  let shown = 0;

  return {
    unjudged(turn, outcome) {
      if (outcome.subject === undefined) report.take(outcome);
      else waiting.push({ turn, outcome });
    },
    reach(turn) {
      for (let next = waiting[shown]; next !== undefined && next.turn < turn; next = waiting[++shown]) {
        report.take(next.outcome);
      }
    },
    admits(first) {
      const hasRoom = histories.hasRoom(weightOf(first, failOn));
      if (!hasRoom) histories.leaveOut();
      return hasRoom;
    },
    judged: (_, outcome) => report.take(outcome),
    rest: () => waiting.slice(shown).map(({ outcome }) => outcome),
  };
}

/** The lines that fail the check, in their order. */
export function showFailing(report: Take, failOn: CheckSettings["failOn"]): Showing {
  const waiting: Waiting[] = [];

  return {
    unjudged(turn, outcome) {
      if (failOn.has(outcome.verdict)) waiting.push({ turn, outcome });
      else report.take(outcome);
    },
    reach: () => {},
    admits: () => true,
    judged(turn, outcome) {
      if (failOn.has(outcome.verdict)) waiting.push({ turn, outcome });
    },
    rest: () => waiting.toSorted((a, b) => a.turn - b.turn).map(({ outcome }) => outcome),
  };
}
