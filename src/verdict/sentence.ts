/** The sentence of a verdict, for people. */
import { guardClauses } from "../explanation/refusal.js";
import type { Decision } from "./decision.js";

/** The sentence of a decision about a report of `to`; `runRule` is the lifecycle's own sentence about its runs. */
export function sentence(decision: Decision, to: string, runRule: string): string {
  const { kind, from } = decision;
  const step = `${to} ${placeOf(decision)}`;
  switch (kind) {
    case "duplicate":
      return decision.reason === "delivery"
        ? `This delivery of ${to} was already taken in.`
        : `The poll shows ${to}, which is already known.`;
    case "unknown":
      return decision.reason === "session"
        ? `Nothing shows that this subject ever existed, so ${to} says nothing.`
        : `The provider's word ${to} is none that this lifecycle knows; the record stays as it is.`;
    case "superseded":
      return `${step} is about a run that a newer one has replaced; it is applied to nothing.`;
    case "stale":
      return `${to} happened no later than reports that are no longer remembered; it is too old to be placed.`;
    case "late":
      return `${step} arrived late and fits where it happened${filling(decision.fills)}${opening(decision.missing)}.`;
    case "advance":
      return decision.reason === "adopted"
        ? `${to} was adopted as the provider's word; what came before it no longer counts.`
        : `${step} fits${passing(decision.skipped)}.`;
    case "gap":
      return `${step} fits only if reports are missing${listing(decision.missing)}.`;
    case "illegal":
      return decision.follower === undefined
        ? `${step} cannot be: ${refusalClause(decision, from, runRule)}.`
        : `${step} cannot be: ${decision.follower} is known to have followed, and ${refusalClause(decision, to, runRule)}.`;
  }
}

function placeOf({ from, leavesOpen }: Decision): string {
  if (from !== undefined) return `after ${from}`;
  return leavesOpen === true ? "after a report that leaves the status open" : "as the first report";
}

function refusalClause(
  refused: Extract<Decision, { readonly kind: "illegal" }>,
  from: string | undefined,
  runRule: string,
): string {
  switch (refused.reason) {
    case "contradiction":
      return `the message contradicts itself (${refused.breaches.join("; ")})`;
    case "mistimed":
      return `its time does not fit (${refused.breaches.join("; ")})`;
    case "run":
      return refused.guards.length === 0 ? runRule : `${runRule}; as reported, ${guardClauses(refused.guards)}`;
    case "guard":
      return guardClauses(refused.guards);
    case "final":
      return `nothing follows ${from ?? "what is known"}`;
    case "unreachable":
      return "no path of the lifecycle leads there, whatever was missed";
  }
}

const filling = (fills: readonly string[]): string =>
  fills.length === 0 ? "" : `, closing the gap of ${fills.join(", ")}`;
const opening = (missing: readonly string[] = []): string =>
  missing.length === 0 ? "" : `, if reports are missing before it: at least ${missing.join(", ")}`;
const passing = (skipped: readonly string[] = []): string =>
  skipped.length === 0 ? "" : `, having passed ${skipped.join(", ")} unseen`;
const listing = (missing: readonly string[]): string =>
  missing.length === 0 ? "" : `: at least ${missing.join(", ")}`;
