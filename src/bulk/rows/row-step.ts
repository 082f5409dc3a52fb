/** Steps that the compiled observer does not give: of reports that are told without it. They leave all as it is. */
import { kindOf, type Step, stepTo } from "../../compiled/step.js";

/** No step: it takes the record to tell. */
export const notPlain: Step = -1;

export const duplicate = stepTo(0, "duplicate", false);
export const illegal = stepTo(0, "illegal", false);
export const stale = stepTo(0, "stale", false);
export const superseded = stepTo(0, "superseded", false);
export const unknown = stepTo(0, "unknown", false);

/** Whether a step goes on with its report. */
export function isTaken(step: Step): boolean {
  const kind = kindOf(step);
  return kind === "advance" || kind === "gap";
}
