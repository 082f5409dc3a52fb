import type { StepTable } from "../../../src/export/step-table.js";

/** The steps from the origin to each estimate, by its number. */
export function pathsOf({ estimates, steps }: StepTable): readonly (readonly StepTable["steps"][number][])[] {
  const paths: StepTable["steps"][number][][] = estimates.map(() => []);
  const reached = new Set([0]);
  for (const from of reached) {
    for (const step of steps) {
      if (step.from !== from || reached.has(step.to)) continue;
      reached.add(step.to);
      paths[step.to] = [...(paths[from] ?? []), step];
    }
  }
  return paths;
}
