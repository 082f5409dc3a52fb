/** The provider-neutral lifecycle: who is awaited, and how it ended. Every provider's lifecycle is a refinement of it. */

export const phases = [
  "not_started",
  "awaiting_person",
  "awaiting_provider",
  "awaiting_owner",
  "approved",
  "declined",
  "no_result",
] as const;

/** What a status means, in the same words for every provider: who has to act next, or how it ended. */
export type Phase = (typeof phases)[number];

/**
 * The abstract machine over phases. Every transition of every lifecycle is one of these steps or stays in its phase; an
 * answer is left only for another one, or for a new try where the provider allows one under the same subject.
 */
export const phaseSteps: Readonly<Record<Phase, readonly Phase[]>> = {
  not_started: ["awaiting_person", "awaiting_owner", "approved", "declined", "no_result"],
  awaiting_person: ["not_started", "awaiting_provider", "awaiting_owner", "approved", "declined", "no_result"],
  awaiting_provider: ["awaiting_person", "awaiting_owner", "approved", "declined", "no_result"],
  awaiting_owner: ["awaiting_person", "approved", "declined", "no_result"],
  approved: ["declined", "no_result"],
  declined: ["approved", "no_result"],
  no_result: ["awaiting_person", "awaiting_provider", "approved", "declined"],
};

/** How it ended, for now: where a provider lets decisions be overturned or tries begin anew, another may follow. */
export type Outcome = "approved" | "declined" | "no_result";

/** The outcome that a phase is; undefined while the provider has not answered. */
export function outcomeOf(phase: Phase): Outcome | undefined {
  return phase === "approved" || phase === "declined" || phase === "no_result" ? phase : undefined;
}

/** Who must act next: nobody once the provider has answered. */
export function awaitedIn(phase: Phase): "person" | "provider" | "owner" | undefined {
  if (phase === "awaiting_provider") return "provider";
  if (phase === "awaiting_owner") return "owner";
  return outcomeOf(phase) === undefined ? "person" : undefined;
}
