/**
 * The compiled observer of one channel written out: every estimate that reports can lead to, and for each the answer to
 * every report. What a database needs to judge, in the order in which things happened, exactly as the engine does.
 */
import type { RunRelation } from "../compiled/alphabet.js";
import { type CompiledObserver, compiledObserver } from "../compiled/compiled.js";
import { kindOf, stateAfter, type Step } from "../compiled/step.js";
import type { LifecycleDefinition } from "../definition.js";
import type { Evidence } from "../evidence.js";
import { explain } from "../explanation/explanation.js";
import { explainRefusal, isFinal } from "../explanation/refusal.js";
import { readChart } from "../graph/chart.js";
import type { Channel } from "../observation.js";
import { configurationsOf } from "../observer/configurations.js";
import { createSpace, type Estimate, observersOf, type Space } from "../observer/estimate.js";
import { parsePolicy } from "../policy/family.js";
import { type Rule, rules } from "../rule.js";
import { sentence } from "../verdict/sentence.js";
import { runRuleOf } from "../verdict/telling.js";
import { ExportError } from "./export-error.js";

/** How a report's run relates to the latest report's; `any` where one of the two names none. */
export type TabledRun = "any" | "same" | "next";

const relations: Readonly<Record<TabledRun, RunRelation>> = { any: "first", same: "same", next: "next" };

interface TabledEstimate {
  /** The status of all its configurations; null for the origin, before any report. */
  readonly status: string | null;
  /** By counter, in the order of the table's counters: the least and the most that fits. */
  readonly counts: readonly (readonly [least: number, most: number])[];
  /** Nothing can follow. */
  readonly isFinal: boolean;
}

/** Reports are statuses; or events, where an event keeps the one status in which it happens. */
interface TabledReport {
  readonly from: number;
  readonly report: string;
  readonly run: TabledRun;
}

interface TabledStep extends TabledReport {
  readonly to: number;
  /** A poll that shows what is known is a `duplicate`. */
  readonly verdict: "advance" | "gap" | "duplicate";
  /** The statuses strictly between, on the path that explains it best. */
  readonly via: readonly string[];
  readonly evidence: Evidence | undefined;
}

/** A report that is refused whatever its run is refused once, under `any`. */
export interface TabledRefusal extends TabledReport {
  /** As in a verdict's `rule`: `illegal.guard`. */
  readonly rule: Rule;
  readonly message: string;
}

export interface StepTable {
  readonly reports: readonly string[];
  readonly counters: readonly string[];
  /** By number; 0 is the origin. */
  readonly estimates: readonly TabledEstimate[];
  readonly steps: readonly TabledStep[];
  readonly refusals: readonly TabledRefusal[];
}

export interface StepTableOptions {
  readonly policy: unknown;
  readonly channel: Channel;
  /** The most estimates: above 2000 a table is no longer what a person would want to read or a database to load. */
  readonly limit?: number | undefined;
}

/**
 * The table of a lifecycle's channel. Fields of the policy that are not given are unknown: a step is in the table when some
 * policy of the family allows it, as for the engine.
 *
 * @throws {PolicyError} for settings that no policy can have.
 * @throws {ExportError} for a policy so open that the table would not end.
 */
export function stepTable(
  definition: LifecycleDefinition,
  { policy, channel, limit = 2000 }: StepTableOptions,
): StepTable {
  const chart = readChart(definition.machine);
  const observers = observersOf(definition, chart, undefined);
  const space = createSpace(definition, chart, parsePolicy(definition, policy), observers);
  const observer = compiledObserver(space);
  const reports = [...statusesTold(space, channel), ...tellingEvents(space)];
  const runs: readonly TabledRun[] = definition.runs === undefined ? ["any"] : ["any", "same", "next"];
  const counters = limitedCounters(space);

  const places = exploreObserver();
  const steps: TabledStep[] = [];
  const refusals: TabledRefusal[] = [];
  for (const [from, { estimate, status, answers }] of places.entries()) {
    for (const { report, run, asked, to } of answers) {
      const told = { from, report, run };
      const verdict = kindOf(asked.step);
      if (to === undefined) {
        const { rule, message } = refusalOf(space, estimate, asked, { from: status, to: report });
        refusals.push({ ...told, rule, message });
      } else if (verdict === "advance" || verdict === "gap") {
        const { skipped, evidence } = explain(space, estimate, asked.inquiry, asked.answer);
        steps.push({ ...told, to, verdict, via: skipped, evidence });
      } else steps.push({ ...told, to, verdict: "duplicate", via: [], evidence: undefined });
    }
  }
  return {
    reports: reports.map((said) => ("status" in said ? said.status : said.event)),
    counters,
    estimates: places.map(({ estimate, status }) => ({
      status,
      counts: counters.map((counter) => rangeOf(space, estimate, counter)),
      isFinal: isFinal(space, estimate),
    })),
    steps,
    refusals,
  };

  /** Every estimate that reports lead to, the nearest first, with what each report asks of it. */
  function exploreObserver(): readonly Place[] {
    const found: Place[] = [{ step: observer.origin, estimate: space.origin, status: null, answers: [] }];
    const numbers = new Map([[stateAfter(observer.origin), 0]]);
    for (const [from, { step, answers }] of found.entries()) {
      for (const said of reports) {
        // Before the first report there is no run to compare with.
        for (const run of from === 0 ? runs.slice(0, 1) : runs) {
          const report = "status" in said ? said.status : said.event;
          const asked = observer.asked(step, observer.symbolOf({ ...said, channel }, relationOf(definition, run)));
          const isRefused = kindOf(asked.step) === "illegal";
          const state = stateAfter(asked.step);
          const to = isRefused ? undefined : (numbers.get(state) ?? found.length);
          answers.push({ report, run, asked, to });
          // What is refused whatever its run is refused for the same reason under each.
          if (isRefused && run === "any") break;
          if (to !== found.length) continue;
          if (to === limit) throw tooOpen(definition, space, limit);
          numbers.set(state, to);
          found.push({ step: asked.step, estimate: asked.answer.next, status: asked.status ?? null, answers: [] });
        }
      }
    }
    return found;
  }
}

export type Asked = ReturnType<CompiledObserver["asked"]>;

/** An estimate on the way, and what every report asks of it; `to` is undefined where it is refused. */
interface Place {
  readonly step: Step;
  readonly estimate: Estimate;
  readonly status: string | null;
  readonly answers: {
    readonly report: string;
    readonly run: TabledRun;
    readonly asked: Asked;
    readonly to: number | undefined;
  }[];
}

/** Why a report is refused: the rule, its evidence, and the engine's sentence. */
export function refusalOf(
  space: Space,
  before: Estimate,
  { inquiry, answer }: Asked,
  { from, to }: { readonly from: string | null; readonly to: string },
): Pick<TabledRefusal, "rule" | "message"> & { readonly evidence: Evidence } {
  const { reason, guards, evidence } = explainRefusal(space, before, inquiry, answer);
  const decision = { ...rules[`illegal.${reason}`], guards, evidence, fitting: [], ...(from === null ? {} : { from }) };
  return { rule: decision.rule, message: sentence(decision, to, runRuleOf(space)), evidence };
}

/** The statuses that the channel ever tells of, under some policy: a poll may show any. */
export function statusesTold(
  { definition, observer }: Space,
  channel: Channel,
): readonly { readonly status: string }[] {
  const told = new Set(
    observer.edges.flat().flatMap(({ status, announcement }) => (announcement === "never" ? [] : [status])),
  );
  return definition.statuses.flatMap((status) => (channel === "poll" || told.has(status) ? [{ status }] : []));
}

/** A lifecycle without runs never has one told. */
function relationOf({ runs }: LifecycleDefinition, run: TabledRun): RunRelation {
  return runs === undefined ? "untold" : relations[run];
}

/** The events that can be told by name alone: those that only ever keep one and the same status. */
export function tellingEvents({ chart }: Space): readonly { readonly event: string }[] {
  return [...chart.events].flatMap((event) => {
    const taken = chart.leaves.flatMap((status) =>
      (chart.candidates.get(status)?.get(event) ?? []).map((candidate) => [status, candidate.target] as const),
    );
    const keeps = taken.every(([from, to]) => from === to) && new Set(taken.map(([from]) => from)).size === 1;
    return keeps ? [{ event }] : [];
  });
}

function limitedCounters({ definition, policies }: Space): readonly string[] {
  return Object.entries(definition.counters)
    .filter(([, field]) => policies.some((policy) => typeof policy[field] === "number"))
    .map(([counter]) => counter);
}

function rangeOf(space: Space, { fitting }: Estimate, counter: string): readonly [number, number] {
  const counts = configurationsOf(space, fitting).map(({ context }) => Number(context[counter]));
  return [Math.min(...counts), Math.max(...counts)];
}

function tooOpen({ id, policy }: LifecycleDefinition, { given }: Space, limit: number): ExportError {
  const open = Object.keys(policy.schema.shape).filter((field) => !(field in given));
  const more = open.length === 0 ? "lower its limits" : `say more of the policy (${open.join(", ")})`;
  return new ExportError(`${id}: more than ${limit} estimates; ${more}`);
}
