/** The engine's side of a lifecycle: its spaces by policy and subscription, each compiled once, and what records amount to in them. */
import type { LifecycleDefinition } from "./definition.js";
import { readChart } from "./graph/chart.js";
import { canonical, isSameJson } from "./json.js";
import { memoized } from "./memo.js";
import { createSpace, observersOf, type ObserverSource, type Space } from "./observer/estimate.js";
import { parsePolicy } from "./policy/family.js";
import type { GivenPolicy } from "./policy/given-policy.js";
import { PolicyError } from "./policy/policy-error.js";
import { RecordError } from "./record/record-error.js";
import type { KycleRecord } from "./record/record.js";
import { knownOf } from "./record/remembered.js";
import { foldRecord, parseRecord } from "./record/stored-record.js";
import type { Known } from "./record/window.js";

export interface Engine {
  readonly space: (policy: unknown, subscribed?: readonly string[]) => Space;
  /** The same of a policy that is in the schema's form. */
  readonly spaceOf: (given: GivenPolicy, subscribed?: readonly string[]) => Space;
  /** What a record amounts to, and in which space. A text is no record, even that of one. */
  readonly known: (record: KycleRecord) => Known & { readonly space: Space };
  /** The same of what may or may not be a record, or of its text, checked in full. */
  readonly check: (stored: unknown) => Known & { readonly space: Space };
}

const engines = new WeakMap<LifecycleDefinition, Engine>();

/** The engine of a definition: the same for whoever asks, so that nothing is explored or compiled twice. */
export function engineOf(definition: LifecycleDefinition): Engine {
  const known = engines.get(definition);
  if (known !== undefined) return known;
  const made = createEngine(definition);
  engines.set(definition, made);
  return made;
}

function createEngine(definition: LifecycleDefinition): Engine {
  const chart = readChart(definition.machine);
  const sources = new Map<string, ObserverSource>();
  const spaces = new Map<string, Space>();
  /** By policy and subscription as they are stored: many records have few of them, and most come after one of the same. */
  const spacesOfStored = new Map<string, Space>();
  let latest: (Pick<KycleRecord, "policy" | "subscribed"> & { readonly space: Space }) | undefined;

  const space: Engine["space"] = (policy, subscribed) => spaceOf(parsePolicy(definition, policy), subscribed);

  function spaceOf(given: GivenPolicy, subscribed?: readonly string[]): Space {
    const channel = subscribed === undefined ? "all" : canonical(subscribed.toSorted());
    const key = `${channel} ${canonical(given)}`;
    const known = spaces.get(key);
    if (known !== undefined) return known;
    const source = sources.get(channel) ?? observersOf(definition, chart, subscribed);
    sources.set(channel, source);
    const made = createSpace(definition, chart, given, source);
    spaces.set(key, made);
    return made;
  }

  const spaceOfStored = ({ policy, subscribed }: KycleRecord): Space => {
    try {
      if (latest !== undefined && isSameJson(latest.policy, policy) && isSameJson(latest.subscribed, subscribed)) {
        return latest.space;
      }
      const text = JSON.stringify([policy, subscribed]);
      const found = memoized(spacesOfStored, text, () => space(policy, subscribed));
      latest = { policy, subscribed, space: found };
      return found;
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      throw new RecordError("corrupt", error.path === "" ? "policy" : `policy.${error.path}`, error.problem);
    }
  };

  const check: Engine["check"] = (stored) => {
    const record = parseRecord(stored, definition);
    const found = spaceOfStored(record);
    return { space: found, record, folded: foldRecord(found, record) };
  };

  return { space, spaceOf, check, known: (record) => knownOf(definition, record) ?? check(refuseText(record)) };
}

function refuseText(record: unknown): unknown {
  if (typeof record === "string") throw new RecordError("unparsed", "", "parse it, or restore it");
  return record;
}
