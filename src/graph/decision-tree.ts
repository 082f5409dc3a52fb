/**
 * A function of the context as a decision tree over the fields that it reads, learnt as it is asked.
 *
 * A guard that reads two numbers answers by these two alone. What it answers once it answers for every context that agrees
 * in them, under whatever policy, so that a family of a hundred policies is asked as often as these fields have values.
 */
import { canonical, type Json } from "../json.js";
import { ChartError } from "./chart-error.js";
import type { Context } from "./chart.js";
import { noPolicy, type PolicySet, type PolicySets } from "./policy-sets.js";

/** A value of a field, told apart from all others: primitives stand for themselves. */
export type ValueKey = string | number | boolean | null | undefined;

export function valueKey(value: Json | undefined): ValueKey {
  if (typeof value === "string") return `"${value}`;
  return typeof value === "object" && value !== null ? canonical(value) : value;
}

/** A context under many policies. */
export interface Asked {
  readonly sets: PolicySets;
  /** The fields that do not depend on the policy. */
  readonly own: Context;
  /** The whole context under one policy. */
  readonly contextUnder: (policy: number) => Context;
  /** The values that a field of the policy has, each with the policies that give it. */
  readonly valuesOf: (field: string) => readonly { readonly key: ValueKey; readonly policies: PolicySet }[];
}

export interface DecisionTree<Answer> {
  /** Answers for some policies, part by part: the parts are disjoint, and together all of them. */
  readonly decide: (asked: Asked, policies: PolicySet, settle: (answer: Answer, policies: PolicySet) => void) => void;
}

/** A place in the tree: nothing yet, an answer, or the field that is read next. */
interface Place<Answer> {
  field?: string;
  branches?: Map<ValueKey, Place<Answer>>;
  answer?: { readonly value: Answer };
}

/** @throws {ChartError} for a function whose answers depend on more than the context; `name` is said of it. */
export function createDecisionTree<Answer>(name: string, ask: (context: Context) => Answer): DecisionTree<Answer> {
  const root: Place<Answer> = {};
  /** Whether it looked at the context as a whole, so that fields say nothing. */
  let isOpaque = false;

  const look = (): void => void (isOpaque = true);

  /** Asks in one context, watching what is read. */
  function learn(context: Context): void {
    const reads = new Map<string, ValueKey>();
    const watched = new Proxy(context, {
      get(target, field) {
        if (typeof field === "symbol") return Reflect.get(target, field);
        if (!reads.has(field)) reads.set(field, valueKey(Object.hasOwn(target, field) ? target[field] : undefined));
        return target[field];
      },
      has: (target, field) => (look(), Reflect.has(target, field)),
      ownKeys: (target) => (look(), Reflect.ownKeys(target)),
      getOwnPropertyDescriptor: (target, field) => (look(), Reflect.getOwnPropertyDescriptor(target, field)),
    });
    const value = ask(watched);
    let place = root;
    for (const [field, key] of reads) {
      place.field ??= field;
      place = branchOf(place, key);
    }
    place.answer ??= { value };
  }

  const decide: DecisionTree<Answer>["decide"] = (asked, policies, settle) => {
    const { sets } = asked;
    function descend(place: Place<Answer>, among: PolicySet): void {
      if (isOpaque) {
        for (const policy of sets.list(among)) settle(ask(asked.contextUnder(policy)), sets.of([policy]));
        return;
      }
      const { field, answer } = place;
      if (answer !== undefined) settle(answer.value, among);
      else if (field === undefined) {
        learn(asked.contextUnder(sets.list(among)[0] ?? 0));
        if (!isOpaque && place.field === undefined && place.answer === undefined) {
          throw new ChartError(`${name} does not depend on the context alone`);
        }
        descend(place, among);
      } else if (Object.hasOwn(asked.own, field)) descend(branchOf(place, valueKey(asked.own[field])), among);
      else {
        for (const { key, policies: alike } of asked.valuesOf(field)) {
          const part = sets.both(among, alike);
          if (part !== noPolicy) descend(branchOf(place, key), part);
        }
      }
    }
    descend(root, policies);
  };

  return { decide };
}

function branchOf<Answer>(place: Place<Answer>, key: ValueKey): Place<Answer> {
  const branches = (place.branches ??= new Map<ValueKey, Place<Answer>>());
  const branch = branches.get(key) ?? {};
  branches.set(key, branch);
  return branch;
}
