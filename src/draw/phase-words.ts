/** Phases in a reader's words: whose turn it is, or how it ended. */
import type { Phase } from "../phase.js";
import type { PictureState } from "./picture.js";

const words: Readonly<Record<Phase, string>> = {
  not_started: "person to begin",
  awaiting_person: "person’s turn",
  awaiting_provider: "provider’s turn",
  awaiting_owner: "owner’s turn",
  approved: "approved",
  declined: "declined",
  no_result: "no result",
};

const phaseWords = (phase: Phase): string => words[phase];

/** A state's second line. */
export function whoseTurn({ phases }: Pick<PictureState, "phases">): string {
  return phases.length < 2
    ? phases.map(phaseWords).join("")
    : `${phases.slice(0, -1).map(phaseWords).join(", ")} or ${phases.slice(-1).map(phaseWords).join("")}`;
}
