/** A disagreement told to people: what was delivered, what the lifecycle says, and what the reducer made of it. */
import { parseInstant } from "../instant.js";
import { columns } from "./columns.js";
import type { Aspect, Shown } from "./expectation.js";
import type { Problem, Row } from "./trial.js";

export interface Told {
  readonly lifecycle: string;
  readonly policy: object;
  readonly rows: readonly Row[];
  readonly problem: Problem;
  readonly seed: number;
  readonly runs: number;
}

export function describeDisagreement(told: Told, by: Aspect, error: unknown): string {
  const { lifecycle, policy, rows, seed, runs } = told;
  const reports = rows.length === 1 ? "1 report" : `${rows.length} reports`;
  const settings = Object.keys(policy).length === 0 ? "" : ` under ${JSON.stringify(policy)}`;
  return [
    `The reducer and ${lifecycle}${settings} disagree after ${reports}:\n\n`,
    table(rows, by),
    `\n${conclusion(told, by, error)}\n`,
    `Found in delivery ${runs}; seed: ${seed} shows it again.`,
  ].join("");
}

function table(rows: readonly Row[], by: Aspect): string {
  const times = timesIn(rows);
  const hasRuns = new Set(rows.map(({ observation }) => observation.run)).size > 1;
  const runs = [...new Set(rows.map(({ observation }) => observation.run))];
  return columns([
    ["", "happened", ...(hasRuns ? ["run"] : []), "arrives", "the lifecycle says", by, "the reducer shows"],
    ...rows.map(({ observation, verdict, allowed, shown }, index) => [
      `${index + 1}`,
      times[index] ?? "",
      ...(hasRuns ? [observation.run === undefined ? "" : `run ${runs.indexOf(observation.run) + 1}`] : []),
      `${observation.reported} by ${observation.channel}`,
      verdict.reason === undefined ? verdict.kind : `${verdict.kind} (${verdict.reason})`,
      allowed.map(word).join(" or "),
      shown === undefined ? "an error" : word(shown),
    ]),
  ]);
}

/** The time of day of each report, as precise as it takes to tell them apart. */
function timesIn(rows: readonly Row[]): readonly string[] {
  const instants = rows.map(({ observation: { at } }) => (at === undefined ? undefined : parseInstant(at)));
  const known = new Set(instants.filter((at) => at !== undefined));
  const seconds = new Set([...known].map((at) => at.slice(0, 19)));
  const isDay = new Set([...known].map((at) => at.slice(0, 10))).size > 1;
  return instants.map((at) => {
    if (at === undefined) return "no time";
    const precise = seconds.size === known.size ? at.slice(0, 19) : at.slice(0, -1);
    return isDay ? precise.replace("T", " ") : precise.slice(11);
  });
}

/** By name and first line: the values in it are invented. */
function thrown(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message.split("\n", 1)[0]}` : typeof error;
}

function conclusion({ rows, problem }: Told, by: Aspect, error: unknown): string {
  const last = rows.at(-1);
  if (last === undefined) return "";
  const { verdict, allowed, shown } = last;
  if (problem === "throws") {
    return `${verdict.message}\nThe reducer threw ${thrown(error)}\nNo report may do that.`;
  }
  if (problem === "remembers") {
    return [
      shown === undefined
        ? `Begun anew and given the same, the reducer threw ${thrown(error)}\nat the last of these:`
        : "Begun anew and given the same, the reducer shows something else after the last of these:",
      "it keeps something outside its state. If it changes its state in place, give initial as a function.",
    ].join("\n");
  }
  const before = rows.at(-2)?.shown ?? null;
  const must = allowed.map(word).join(" or ");
  const verb = allowed.length === 1 && allowed[0] === before ? "still be" : "now be";
  return `${verdict.message}\nSo the ${by} must ${verb} ${must}; the reducer shows ${word(shown ?? null)}.`;
}

const word = (shown: Shown): string => shown ?? "nothing";
