/** A decision told as a verdict: an entry for an audit log, with the warnings of the message and of its time. */
import type { Observation } from "../observation.js";
import type { Space } from "../observer/estimate.js";
import type { Report } from "../observer/folded.js";
import { instantOf, reportOf, timeWarnings, trustedTime } from "../record/report.js";
import type { Decision } from "./decision.js";
import { sentence } from "./sentence.js";
import type { Verdict } from "./verdict.js";

/** A verdict with the warnings of the message and of its time. */
export function inFull(space: Space, sequence: number, observation: Observation, decision: Decision): Verdict {
  return verdictOf(space, sequence, observation, reportOf(observation, trustedTime(observation)), {
    ...decision,
    warnings: [...observation.warnings, ...timeWarnings(observation), ...(decision.warnings ?? [])],
  });
}

/** Whether the lifecycle has the status reported, or the event where no status is. */
export function isKnownWord(
  { definition, chart }: Space,
  { status, event }: Pick<Report, "status" | "event">,
): boolean {
  if (status !== undefined) return definition.statuses.includes(status);
  return event !== undefined && (chart.events.has(event) || event === definition.opening);
}

/** The rule of runs as it is under the policy, in a sentence. */
export function runRuleOf({ definition: { runs }, given }: Space): string {
  if (runs === undefined) return "";
  const { name, unless, rule } = runs;
  return unless !== undefined && given[unless] === true ? `the ${name} never changes where ${unless} is on` : rule;
}

export function verdictOf(
  space: Space,
  sequence: number,
  observation: Observation,
  report: Report,
  decision: Decision,
): Verdict {
  // A word that nobody knows may be anything.
  const to = isKnownWord(space, report) ? (report.status ?? report.event) : undefined;
  const { run, receivedAt, delivery } = observation;
  const verdict: Written<Verdict> = {
    ...toldOf(decision),
    lifecycle: space.definition.id,
    subject: observation.subject,
    reported: observation.reported,
    sequence,
    warnings: decision.warnings ?? [],
    message: sentence(decision, to ?? observation.reported, runRuleOf(space)),
  };
  if (run !== undefined) verdict.run = run;
  if (to !== undefined) verdict.to = to;
  if (report.at !== undefined) verdict.at = report.at;
  if (receivedAt !== undefined && instantOf(receivedAt) !== undefined) verdict.receivedAt = receivedAt;
  if (delivery !== undefined) verdict.delivery = delivery;
  return verdict;
}

/** A verdict while its fields are written. */
type Written<Of> = Of extends unknown ? { -readonly [Field in keyof Of]: Of[Field] } : never;

/** A decision without what only its sentence needs. */
function toldOf(decision: Decision): Decision {
  if (decision.follower === undefined && decision.leavesOpen === undefined) return decision;
  const { follower: _, leavesOpen: __, ...told } = decision;
  return told;
}
