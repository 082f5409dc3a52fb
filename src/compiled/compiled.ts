/**
 * The observer compiled: a Mealy machine over numbers.
 *
 * A state is what is known of a subject: both estimates, and the status and channel of the latest report. An input symbol
 * is what a report says. The table has a row for each state and a column for each symbol; an entry is the step, that is
 * the kind of verdict and the state afterwards, worked out by the definitions (`repeats`, `ask`) when first asked for.
 */
import { explain } from "../explanation/explanation.js";
import type { Channel } from "../observation.js";
import type { Answer, Estimate, Inquiry, Space } from "../observer/estimate.js";
import type { Latest } from "../observer/folded.js";
import { inquiryOf, repeats } from "../observer/inquiry.js";
import { type Alphabet, createAlphabet, type SymbolNumber, unknownWord } from "./alphabet.js";
import { createTable } from "./dense-table.js";
import { stateAfter, type Step, stepTo } from "./step.js";

export interface CompiledObserver extends Pick<Alphabet, "symbolOf"> {
  /** Before the first report. */
  readonly origin: Step;
  /**
   * The step that a report is after those so far, in the order in which they happened. Its kind is `advance`, `gap`,
   * `illegal`, `duplicate` (a poll that shows what is known) or, for `unknownWord`, `unknown`; only the first two may lead
   * to another state. That no report returns to a run that another has replaced is for the caller to see to: a state knows
   * no run by its name.
   */
  readonly next: (from: Step, symbol: SymbolNumber) => Step;
  /** A step into what is known after a report, told by the estimates and the report. */
  readonly into: (estimate: Estimate, latest: Pick<Latest, "status" | "channel"> | undefined) => Step;
  /** What is known in a state. */
  readonly standing: (at: Step) => Standing;
  /** What `next` looks up, in full. */
  readonly asked: (from: Step, symbol: SymbolNumber) => Asked;
}

/** What a state stands for. */
interface Standing {
  readonly estimate: Estimate;
  readonly latest: Pick<Latest, "status" | "channel"> | undefined;
}

/** What a report asks of a state, and the answer. */
interface Asked {
  readonly inquiry: Inquiry;
  readonly answer: Answer;
  /** A poll that shows what is known leaves everything as it was. */
  readonly isRepeat: boolean;
  /** The latest status afterwards, where there is one. */
  readonly status: string | undefined;
  readonly step: Step;
}

/** A row of the table in full. */
interface State extends Standing {
  /** By symbol. */
  readonly asked: Asked[];
}

const compiled = new WeakMap<Space, CompiledObserver>();

/** The observer of a space, compiled as far as it was asked. */
export function compiledObserver(space: Space): CompiledObserver {
  const known = compiled.get(space);
  if (known !== undefined) return known;
  const made = compile(space);
  compiled.set(space, made);
  return made;
}

function compile(space: Space): CompiledObserver {
  const { symbolOf, letter } = createAlphabet(space);
  const states: State[] = [];
  /** The steps into states by channel, estimate and status; null where nothing was reported. */
  const steps: Readonly<Record<Channel, Map<string | undefined | null, Step>[]>> = { webhook: [], poll: [] };

  const into: CompiledObserver["into"] = (estimate, latest) => {
    const byStatus = ((latest?.channel === "poll" ? steps.poll : steps.webhook)[estimate.number] ??= new Map());
    const status = latest === undefined ? null : latest.status;
    const known = byStatus.get(status);
    if (known !== undefined) return known;
    const shown = latest === undefined ? undefined : { status: latest.status, channel: latest.channel };
    const made = stepTo(states.push({ estimate, latest: shown, asked: [] }) - 1, "advance", false);
    byStatus.set(status, made);
    return made;
  };

  function stateAt(step: Step): State {
    const state = states[stateAfter(step)];
    if (state === undefined) throw new RangeError(`${space.definition.id}: a step of another observer`);
    return state;
  }

  function answer(from: Step, symbol: SymbolNumber): Asked {
    const { estimate, latest: shown } = stateAt(from);
    const { report, latestRun } = letter(symbol);
    const latest = shown === undefined ? undefined : { ...shown, run: latestRun };
    const inquiry = inquiryOf(report, latest);
    const given = space.ask(estimate, inquiry);
    const isDisbelieved = given.disbelieved.length > 0;
    const stay = { inquiry, answer: given, isRepeat: false, status: latest?.status };
    if (repeats(space, { estimate, latest }, report)) {
      return { ...stay, isRepeat: true, step: stepTo(stateAfter(from), "duplicate", isDisbelieved) };
    }
    if (given.kind === "refused") return { ...stay, step: stepTo(stateAfter(from), "illegal", false) };
    const status = report.status ?? statusIn(space, given.next);
    const isToldAgain = status === latest?.status && explain(space, estimate, inquiry, given).isSelfTransition;
    const state = stateAfter(into(given.next, { status, channel: report.channel }));
    return { ...stay, status, step: stepTo(state, given.kind, isDisbelieved || isToldAgain) };
  }

  const asked: CompiledObserver["asked"] = (from, symbol) => (stateAt(from).asked[symbol] ??= answer(from, symbol));
  const table = createTable((state, symbol) => asked(stepTo(state, "advance", false), symbol).step);

  return {
    symbolOf,
    origin: into(space.origin, undefined),
    into,
    standing: stateAt,
    asked,
    next: (from, symbol) =>
      symbol === unknownWord ? stepTo(stateAfter(from), "unknown", false) : table(stateAfter(from), symbol),
  };
}

/** The status that all configurations of an estimate share, for a report that names only an event. */
function statusIn({ observer }: Space, { fitting }: Estimate): string | undefined {
  const [found, ...others] = new Set(observer.members(fitting).map(({ node }) => observer.graph.statusOf(node)));
  return others.length === 0 ? found : undefined;
}
