/** `kycle export`: a lifecycle for another engine or store. */
import { ExportError, exportFormats, exportLifecycle } from "../export/index.js";
import { lifecycleNamed } from "./lifecycle-choice.js";
import { Misuse, oneOf } from "./misuse.js";
import { policiesFrom } from "./policy-flag.js";

export interface ExportFlags {
  readonly policy: readonly string[];
  readonly format?: string;
}

export function exportText(name: string, flags: ExportFlags): string {
  if (flags.format === undefined) throw new Misuse(`--format: which one? It is one of ${exportFormats.join(", ")}`);
  const format = oneOf("--format", flags.format, exportFormats);
  const lifecycle = lifecycleNamed(name);
  const [policy] = policiesFrom(flags.policy, [lifecycle]);
  try {
    return exportLifecycle(lifecycle, { format, policy });
  } catch (error) {
    if (error instanceof ExportError) throw new Misuse(error.message);
    throw error;
  }
}
