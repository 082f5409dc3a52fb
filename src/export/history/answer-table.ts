/**
 * The compiled observer of one channel as numbered answers: for every estimate, word and relation between runs one answer,
 * whose number is worked out of the three. A query that knows these numbers judges whole histories as the engine does.
 */
import type { RunRelation } from "../../compiled/alphabet.js";
import { compiledObserver } from "../../compiled/compiled.js";
import { kindOf, stateAfter, type Step } from "../../compiled/step.js";
import type { LifecycleDefinition } from "../../definition.js";
import type { Evidence } from "../../evidence.js";
import { explain } from "../../explanation/explanation.js";
import { readChart } from "../../graph/chart.js";
import type { Channel } from "../../observation.js";
import { createSpace, type Estimate, observersOf, type Space } from "../../observer/estimate.js";
import { parsePolicy } from "../../policy/family.js";
import { type Rule, rules } from "../../rule.js";
import { sentence } from "../../verdict/sentence.js";
import { ExportError } from "../export-error.js";
import { type Asked, refusalOf, statusesTold, tellingEvents } from "../step-table.js";
import { always } from "./names.js";

/** What a report of a word may be answered, its run aside. */
export interface Answer {
  /** The estimate before it. */
  readonly estimate: number;
  readonly report: string;
  readonly relation: RunRelation;
  readonly verdict: "advance" | "gap" | "duplicate" | "illegal";
  /** As in a verdict's `rule`. */
  readonly rule: Rule | "undecided";
  /** The estimate after it; `beyond` where the table ends there; null where the report is not taken in. */
  readonly next: number | null;
  /** The statuses passed over unseen, where nothing is missing. */
  readonly skipped: readonly string[];
  readonly evidence: Evidence | undefined;
  /** The engine's sentence; null for a gap, whose sentence names what is missing since the last one. */
  readonly message: string | null;
}

export interface AnswerTable {
  /** The reports that are judged, by number. */
  readonly reports: readonly string[];
  /** Every word that stands for a report. */
  readonly words: readonly { readonly word: string; readonly report: number }[];
  /** How a report's run may relate to the latest report's, by number. */
  readonly relations: readonly RunRelation[];
  /** The latest status in each estimate; null for estimate 0, before any report. */
  readonly estimates: readonly (string | null)[];
  /** By `(estimate * reports + report) * relations + relation`. */
  readonly answers: readonly Answer[];
  /** Whether every estimate that reports can lead to is in the table. */
  readonly isComplete: boolean;
}

/** The estimate of a subject of which the table knows no more. */
const beyond = always.undecided;

export interface AnswerTableOptions {
  readonly policy: unknown;
  readonly channel: Channel;
  /** The most estimates, the nearest first. */
  readonly limit?: number | undefined;
}

/** Beyond this a script would no longer be what a warehouse takes in one go. */
const defaultLimit = 500;

/**
 * The answers of a lifecycle's channel. Fields of the policy that are not given are unknown, as for the engine.
 *
 * @throws {PolicyError} for settings that no policy can have.
 * @throws {ExportError} for a lifecycle whose verdicts rest on more than the order of its reports.
 */
export function answerTable(
  definition: LifecycleDefinition,
  { policy, channel, limit = defaultLimit }: AnswerTableOptions,
): AnswerTable {
  if (definition.mistimed !== undefined) {
    throw new ExportError(
      `${definition.id}: whether a report is too early or too late depends on when its subject began, which messages tell and no table of answers does; kycle check --order happened judges them`,
    );
  }
  const chart = readChart(definition.machine);
  const space = createSpace(
    definition,
    chart,
    parsePolicy(definition, policy),
    observersOf(definition, chart, undefined),
  );
  const observer = compiledObserver(space);
  const told = new Set(statusesTold(space, channel).map(({ status }) => status));
  const said = [...definition.statuses.map((status) => ({ status })), ...tellingEvents(space)];
  const relations = relationsTold(definition, channel);
  const places: Place[] = [{ step: observer.origin, estimate: space.origin, status: null, asked: [] }];
  const numbers = new Map([[stateAfter(observer.origin), 0]]);
  let isComplete = true;

  for (const { step, asked } of places) {
    for (const word of said) {
      for (const relation of relations) {
        const answer = observer.asked(step, observer.symbolOf({ ...word, channel }, relation));
        asked.push({ report: "status" in word ? word.status : word.event, relation, answer });
        // What the channel never tells is answered, too; that it led somewhere is not worth an estimate.
        if (!isTakenIn(answer) || ("status" in word && !told.has(word.status))) continue;
        const state = stateAfter(answer.step);
        if (numbers.has(state)) continue;
        if (places.length === limit) {
          isComplete = false;
          continue;
        }
        numbers.set(state, places.length);
        const status = answer.status ?? null;
        places.push({ step: answer.step, estimate: answer.answer.next, status, asked: [] });
      }
    }
  }
  const reports = said.map((word) => ("status" in word ? word.status : word.event));
  const answers = places.flatMap((place, estimate) =>
    place.asked.map(({ report, relation, answer }) => ({
      estimate,
      report,
      relation,
      ...answerOf(space, place, report, answer, numbers.get(stateAfter(answer.step)) ?? beyond),
    })),
  );
  return {
    reports,
    words: wordsOf(definition, reports),
    relations,
    estimates: places.map(({ status }) => status),
    answers,
    isComplete,
  };
}

/** An estimate on the way. */
interface Place {
  readonly step: Step;
  readonly estimate: Estimate;
  readonly status: string | null;
  /** What every report asks of it. */
  readonly asked: { readonly report: string; readonly relation: RunRelation; readonly answer: Asked }[];
}

function isTakenIn({ step }: Asked): boolean {
  const kind = kindOf(step);
  return kind === "advance" || kind === "gap";
}

function answerOf(
  space: Space,
  { estimate, status: from }: Place,
  to: string,
  asked: Asked,
  next: number,
): Omit<Answer, "estimate" | "report" | "relation"> {
  const told = from === null ? {} : { from };
  const kind = kindOf(asked.step);
  if (kind === "advance" || kind === "gap") {
    const { path, skipped, evidence } = explain(space, estimate, asked.inquiry, asked.answer);
    const message = kind === "gap" ? null : sentence({ ...rules.advance, path, skipped, ...told }, to, "");
    return { verdict: kind, rule: kind, next, skipped: kind === "gap" ? [] : skipped, evidence, message };
  }
  const stays = { next: null, skipped: [] };
  if (kind === "duplicate") {
    const message = sentence({ ...rules["duplicate.repeat"], ...told }, to, "");
    return { ...stays, verdict: kind, rule: "duplicate.repeat", evidence: undefined, message };
  }
  return { ...stays, verdict: "illegal", ...refusalOf(space, estimate, asked, { from, to }) };
}

/** Two relations of which a channel's answers never depend are one: a webhook that names no run is as one after none. */
function relationsTold({ runs }: LifecycleDefinition, channel: Channel): readonly RunRelation[] {
  if (runs === undefined) return ["untold"];
  return channel === "webhook" ? ["first", "same", "next"] : ["untold", "first", "same", "next"];
}

/** Every word that the lifecycle knows: its reports, and what else stands for one. */
function wordsOf(definition: LifecycleDefinition, reports: readonly string[]): AnswerTable["words"] {
  const stands = [...reports.map((report) => [report, report] as const), ...(definition.words ?? [])];
  return [...new Map(stands)].map(([word, report]) => ({ word, report: reports.indexOf(report) }));
}
