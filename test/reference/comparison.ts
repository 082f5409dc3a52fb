// One walk of the engine and the reference side by side: which histories, under which policy.
import type { LifecycleDefinition } from "../../src/definition.js";
import type { Report } from "../../src/observer/folded.js";
import type { JudgeOptions } from "./judge.js";
import type { Model } from "./model.js";
import { sidesOf, type Sides } from "./sides.js";

export interface Comparison {
  readonly lifecycle: string;
  readonly under: string;
  /** What the reports are, as it completes "every history of …". */
  readonly of: string;
  readonly reports: readonly Report[];
  /** How long the histories are: without a limit where the engine and the reference have few enough states. */
  readonly length: number;
  readonly sides: () => Sides;
}

interface Histories extends JudgeOptions {
  readonly of: string;
  readonly reports: readonly Report[];
  readonly length?: number;
}

/** Some histories under each of some policies. */
export function comparing<Given, Policy>(
  { definition }: { readonly definition: LifecycleDefinition },
  model: Model<Given, Policy>,
  policies: readonly Given[],
  ...histories: readonly Histories[]
): readonly Comparison[] {
  return policies.flatMap((given) =>
    histories.map(({ of, reports, length = Infinity, ...options }) => ({
      lifecycle: model.id,
      under: JSON.stringify(given),
      of,
      reports,
      length,
      sides: () => sidesOf(definition, model, given, options),
    })),
  );
}
