/**
 * The engine and the reference side by side. Both are deterministic once a report is given, so it is enough to compare
 * every pair of states that some history leads to, once, on every report: a product of two automata. Where the product is
 * walked to its end, they agree on histories of every length.
 */
import { startFold } from "../../src/record/fold.js";
import type { Folded, Report } from "../../src/observer/folded.js";
import { engineAnswer, referenceAnswers, type Sides } from "./sides.js";

interface Walk {
  readonly pairs: number;
  readonly compared: number;
  /** Whether no pair was left when the walk ended: agreement on histories of any length. */
  readonly isWhole: boolean;
  readonly disagreements: readonly string[];
}

interface Pair {
  readonly folded: Folded;
  readonly state: Sides["judge"]["start"];
  readonly told: readonly Report[];
}

const enoughDisagreements = 5;

/** Compares both sides on every history of up to `length` of the reports, the shortest first. */
export function compareAll(sides: Sides, reports: readonly Report[], length = Infinity): Walk {
  const seen = new Set<string>();
  const disagreements: string[] = [];
  let compared = 0;
  let level: Pair[] = [{ folded: startFold(sides.space.origin, undefined, []), state: sides.judge.start, told: [] }];
  for (let depth = 0; depth < length && level.length > 0; depth++) {
    const next: Pair[] = [];
    for (const { folded, state, told } of level) {
      for (const report of reports) {
        compared += 1;
        const ours = engineAnswer(sides, folded, report);
        const theirs = referenceAnswers(sides, state, report);
        if (!theirs.answers.includes(ours.answer)) {
          const history = [...told, report].map(textOf).join(" | ");
          disagreements.push(`${history}: engine ${ours.answer}, reference ${theirs.answers.join(" or ")}`);
          continue;
        }
        const { estimate, latest } = ours.folded;
        const key = `${estimate.likely}|${estimate.fitting}|${latest?.status} ${latest?.run} ${latest?.channel}|${theirs.state.key}`;
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ folded: ours.folded, state: theirs.state, told: [...told, report] });
      }
    }
    level = next;
    if (disagreements.length >= enoughDisagreements) break;
  }
  return { pairs: seen.size, compared, isWhole: level.length === 0, disagreements };
}

function textOf({ channel, status, event, run, counters, policy }: Report): string {
  const told = { run, counters, policy };
  return `${channel} ${status ?? event} ${JSON.stringify(told)}`.replace(" {}", "");
}
