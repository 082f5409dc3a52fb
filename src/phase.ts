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

export type Phase = (typeof phases)[number];

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
