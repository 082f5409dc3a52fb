/** How often a property lets something happen, under one policy. */
import type { LifecycleDefinition } from "../definition.js";
import { toldAs } from "../stranger.js";
import type { PlainMoment } from "./moment.js";
import { PropertyError } from "./property-error.js";
import type { Property } from "./property.js";
import { attempt } from "./vocabulary.js";

/** The number that a property's bound stands for. Throws PropertyError where it stands for none. */
export function boundOf(property: Property, { policy }: PlainMoment): number | "unlimited" {
  const { bound } = property;
  const given = typeof bound === "function" ? attempt(() => bound(policy), property) : bound;
  const isField = typeof bound === "string" && bound !== "unlimited";
  const value = isField ? policy[bound] : given;
  if (value === "unlimited") return value;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  const told = (typeof given === "number" ? String(given) : toldAs(given)) ?? "its bound";
  const others = typeof bound === "function" ? `or "unlimited"` : `"unlimited", or field of one`;
  throw new PropertyError(property.text, `${told} is no whole number from 0, ${others}`);
}

export interface Counter {
  readonly name: string;
  /** 0 where the policy knows no limit: the machine then counts nothing. */
  readonly limit: number;
}

/** The counter that a property is about. Throws PropertyError where the lifecycle has no such counter. */
export function counterOf(
  property: Property,
  { policy, context }: PlainMoment,
  counters: LifecycleDefinition["counters"],
): Counter {
  const name = property.counter ?? "";
  const field = Object.hasOwn(counters, name) ? counters[name] : undefined;
  if (field === undefined || typeof context[name] !== "number") {
    const known = Object.keys(counters).join(", ");
    const hint = known === "" ? "there is none" : `it is one of ${known}`;
    throw new PropertyError(property.text, `"${name}" is no counter; ${hint}`);
  }
  const limit = policy[field];
  return { name, limit: typeof limit === "number" ? limit : 0 };
}
