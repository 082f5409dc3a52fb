/**
 * Situations: what the machine counts, apart from its leaf and from the policy. Guards and actions depend on the context
 * alone, so each is asked once of a situation, for all policies of a family together.
 */
import type { Chart, Context } from "./chart.js";
import { type Asked, createDecisionTree, type DecisionTree } from "./decision-tree.js";
import type { FamilyContexts } from "./family-contexts.js";
import { noPolicy, type PolicySet } from "./policy-sets.js";
import { type Way, waysOf } from "./ways.js";

/** The number of a situation, from 0 in the order in which they were first met. */
export type Situation = number;

/** A situation under some policies. */
interface Outcome {
  readonly situation: Situation;
  readonly policies: PolicySet;
}

export interface Situations {
  /** Those in which the machine begins, under disjoint sets of policies. */
  readonly initial: readonly Outcome[];
  /** The policies among some under which a way is open. */
  readonly open: (situation: Situation, way: Way, among: PolicySet) => PolicySet;
  /** Those at the end of a way, under disjoint sets of policies. */
  readonly after: (situation: Situation, way: Way, among: PolicySet) => readonly Outcome[];
  /** The context of a situation under a policy. */
  readonly context: (situation: Situation, policy: number) => Context;
}

/** What is known of a situation: each guard and each sequence of actions by its number among the chart's ways. */
interface Entry extends Asked {
  readonly holding: Learnt<PolicySet>[];
  readonly outcomes: Learnt<readonly Outcome[]>[];
}

/** What is known so far, under the policies that were asked about. */
interface Learnt<Answer> {
  readonly asked: PolicySet;
  readonly answer: Answer;
}

export function createSituations(chart: Chart, contexts: FamilyContexts): Situations {
  const { sets, keyOf, whole, valuesOf } = contexts;
  const { guards, actions } = treesOf(chart);
  const entries: Entry[] = [];
  const numbers = new Map<string, Situation>();

  function numberOf(own: Context): Situation {
    const key = keyOf(own);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, entries.length);
    const contextUnder = (policy: number): Context => whole(own, policy);
    return entries.push({ sets, own, contextUnder, valuesOf, holding: [], outcomes: [] }) - 1;
  }

  function entryOf(situation: Situation): Entry {
    const entry = entries[situation];
    if (entry === undefined) throw new RangeError(`no situation ${situation}`);
    return entry;
  }

  function holdingOf(entry: Entry, guardNumber: number, among: PolicySet): PolicySet {
    const known = entry.holding[guardNumber] ?? { asked: noPolicy, answer: noPolicy };
    // The leaves of a situation are mostly reached under the same policies.
    if (known.asked === among) return known.answer;
    const unasked = sets.without(among, known.asked);
    if (unasked === noPolicy) return sets.both(among, known.answer);
    let { answer } = known;
    guards[guardNumber]?.decide(entry, unasked, (holds, policies) => {
      if (holds) answer = sets.either(answer, policies);
    });
    entry.holding[guardNumber] = { asked: sets.either(known.asked, among), answer };
    return sets.both(among, answer);
  }

  function outcomesOf(entry: Entry, actionsNumber: number, among: PolicySet): readonly Outcome[] {
    const known = entry.outcomes[actionsNumber] ?? { asked: noPolicy, answer: [] };
    if (known.asked === among) return known.answer;
    const unasked = sets.without(among, known.asked);
    if (unasked === noPolicy) return outcomesAmong(known.answer, among);
    const answer = [...known.answer];
    actions[actionsNumber]?.decide(entry, unasked, (changes, policies) => {
      const situation = numberOf(Object.assign({}, entry.own, changes));
      const at = answer.findIndex((outcome) => outcome.situation === situation);
      if (at === -1) answer.push({ situation, policies });
      else answer[at] = { situation, policies: sets.either(answer[at]?.policies ?? noPolicy, policies) };
    });
    entry.outcomes[actionsNumber] = { asked: sets.either(known.asked, among), answer };
    return outcomesAmong(answer, among);
  }

  function outcomesAmong(outcomes: readonly Outcome[], among: PolicySet): readonly Outcome[] {
    const found: Outcome[] = [];
    for (const outcome of outcomes) {
      const policies = sets.both(outcome.policies, among);
      if (policies !== noPolicy) found.push({ situation: outcome.situation, policies });
    }
    return found;
  }

  return {
    initial: contexts.initial.map(({ own, policies }) => ({ situation: numberOf(own), policies })),
    open: (situation, { candidate: { guard }, guardNumber }, among) =>
      guard === undefined ? among : holdingOf(entryOf(situation), guardNumber, among),
    after(situation, { candidate, actionsNumber }, among) {
      if (candidate.assigns.length === 0) return [{ situation, policies: among }];
      return outcomesOf(entryOf(situation), actionsNumber, among);
    },
    context: (situation, policy) => entryOf(situation).contextUnder(policy),
  };
}

/** The guards and actions of a chart as decision trees, by their numbers among its ways. */
interface Trees {
  readonly guards: readonly DecisionTree<boolean>[];
  readonly actions: readonly DecisionTree<Context>[];
}

const trees = new WeakMap<Chart, Trees>();

function treesOf(chart: Chart): Trees {
  const known = trees.get(chart) ?? plantTrees(chart);
  trees.set(chart, known);
  return known;
}

function plantTrees(chart: Chart): Trees {
  const guards: DecisionTree<boolean>[] = [];
  const actions: DecisionTree<Context>[] = [];
  for (const { candidate, guardNumber, actionsNumber } of waysOf(chart).all) {
    const { guard = "", assigns } = candidate;
    guards[guardNumber] ??= createDecisionTree(`guard ${guard}`, (context) => chart.holds(guard, context));
    actions[actionsNumber] ??= createDecisionTree(`action ${assigns.join()}`, (context) =>
      chart.changes(candidate, context),
    );
  }
  return { guards, actions };
}
