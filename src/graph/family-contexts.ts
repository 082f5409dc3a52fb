/** The contexts of a machine under many policies at once: what the policy decides, and what is the same whatever it is. */
import { type Chart, type Context, contextKey } from "./chart.js";
import { type ValueKey, valueKey } from "./decision-tree.js";
import { createPolicySets, type PolicySet, type PolicySets } from "./policy-sets.js";

export interface FamilyContexts {
  readonly sets: PolicySets;
  /** The initial leaf, which depends on no policy. */
  readonly status: string;
  /** What contexts begin with apart from the policy, each with the policies under which they do. */
  readonly initial: readonly { readonly own: Context; readonly policies: PolicySet }[];
  /** The initial context under a policy. */
  readonly beginning: (policy: number) => Context;
  /** The text that tells own parts of contexts apart. */
  readonly keyOf: (own: Context) => string;
  /** The whole context under a policy. */
  readonly whole: (own: Context, policy: number) => Context;
  /** The values that a field of the policy has in the family, each with the policies that give it. */
  readonly valuesOf: (field: string) => readonly { readonly key: ValueKey; readonly policies: PolicySet }[];
}

/** The contexts under `inputs`, the machine's inputs by policy. A context's own fields are those that `vary`; all when not given. */
export function familyContexts(
  chart: Chart,
  inputs: readonly unknown[],
  vary: readonly string[] | undefined,
): FamilyContexts {
  const beginnings = inputs.map((input) => chart.initial(input));
  const contexts = beginnings.map(({ context }) => context);
  const sets = createPolicySets(inputs.length);
  const values = new Map<string, ReturnType<FamilyContexts["valuesOf"]>>();
  const keyOf = (own: Context): string => contextKey(own, vary);

  function ownOf(context: Context): Context {
    return vary === undefined ? context : Object.fromEntries(vary.map((field) => [field, context[field] ?? null]));
  }

  return {
    sets,
    status: beginnings[0]?.status ?? "",
    initial: groupedBy(sets, contexts, keyOf).map(({ first, policies }) => ({ own: ownOf(first), policies })),
    beginning: (policy) => contexts[policy] ?? {},
    keyOf,
    whole: (own, policy) => (vary === undefined ? own : Object.assign({}, contexts[policy], own)),
    valuesOf(field) {
      const valueIn = (context: Context): ValueKey =>
        Object.hasOwn(context, field) ? valueKey(context[field]) : undefined;
      const known =
        values.get(field) ??
        groupedBy(sets, contexts, valueIn).map(({ first, policies }) => ({ key: valueIn(first), policies }));
      values.set(field, known);
      return known;
    },
  };
}

/** Contexts by policy, put together where a key is the same. */
function groupedBy(
  sets: PolicySets,
  contexts: readonly Context[],
  keyOf: (context: Context) => ValueKey,
): readonly { readonly first: Context; readonly policies: PolicySet }[] {
  const groups = new Map<ValueKey, { readonly first: Context; readonly alike: number[] }>();
  for (const [policy, context] of contexts.entries()) {
    const key = keyOf(context);
    const group = groups.get(key) ?? { first: context, alike: [] };
    group.alike.push(policy);
    groups.set(key, group);
  }
  return Array.from(groups.values(), ({ first, alike }) => ({ first, policies: sets.of(alike) }));
}
