/**
 * What an inspector may be shown of a lifecycle: an allow-list, built anew for every message. Whatever else a context, an
 * event, an input or an output holds stays here.
 */
import type { LifecycleDefinition } from "../definition.js";
import { isRule, rules } from "../rule.js";
import type { SeenEvent, SeenReport, SeenSnapshot } from "./message.js";
import { knownStateValue } from "./state-value.js";

/** An event that the machine does not declare: whatever its name was. */
const undeclared = "(undeclared)";

const ownEvents = ["xstate.init", "xstate.stop"];
const statuses = ["active", "done", "error", "stopped"] as const;

/** The fields of anything, each unknown. */
type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => Object.fromEntries(Object.entries(value ?? {}));

export function seenSnapshot({ machine, counters }: LifecycleDefinition, snapshot: unknown): SeenSnapshot {
  const { status, value, context } = fieldsOf(snapshot);
  const counts = fieldsOf(context);
  return {
    status: statuses.find((known) => known === status) ?? "active",
    value: knownStateValue(machine, value),
    context: Object.fromEntries(
      Object.keys(counters).flatMap((counter) => (isCount(counts[counter]) ? [[counter, counts[counter]]] : [])),
    ),
    output: undefined,
    error: undefined,
  };
}

export function seenEvent(definition: LifecycleDefinition, event: unknown): SeenEvent {
  const fields = fieldsOf(event);
  const report = seenReport(definition, fields);
  if (report !== undefined) return report;
  const declared: readonly string[] = [...definition.machine.events, ...ownEvents];
  return { type: declared.find((known) => known === fields["type"]) ?? undeclared };
}

/** A report by what was made of it; undefined for what is no report. */
function seenReport(
  definition: LifecycleDefinition,
  { channel, reported, verdict, rule }: Fields,
): SeenReport | undefined {
  if (!isRule(rule) || rules[rule].kind !== verdict || (channel !== "webhook" && channel !== "poll")) return undefined;
  const word = wordsOf(definition).find((known) => known === reported);
  return {
    type: `${channel} ${word ?? undeclared}: ${rule}`,
    channel,
    ...(word === undefined ? {} : { reported: word }),
    verdict: rules[rule].kind,
    rule,
  };
}

/** What a report may name: a status, or an event. */
function wordsOf({ statuses: vocabulary, machine, opening }: LifecycleDefinition): readonly (string | undefined)[] {
  return [...vocabulary, ...machine.events, opening];
}

const countText = /^(?:\d{1,3} to \d{1,3}|any)$/;

/** A number, or the bounds of one in words. */
function isCount(value: unknown): value is number | string {
  return Number.isSafeInteger(value) || (typeof value === "string" && countText.test(value));
}
