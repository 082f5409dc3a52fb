/** `kycle export`: a lifecycle for another engine or store. */
import { dialects, ExportError, exportFormats, exportLifecycle, historyDialects } from "../export/index.js";
import { channels } from "./check/check-flags.js";
import { chosenLifecycle, mustSendWebhooks } from "./lifecycle-choice.js";
import { Misuse, oneOf } from "./misuse.js";
import { policiesFrom } from "./policy-flag.js";

export interface ExportFlags {
  readonly policy: readonly string[];
  readonly format?: string;
  readonly dialect?: string;
  readonly channel?: string;
}

export async function exportText(name: string, flags: ExportFlags): Promise<string> {
  if (flags.format === undefined) throw new Misuse(`--format: which one? It is one of ${exportFormats.join(", ")}`);
  const format = oneOf("--format", flags.format, exportFormats);
  const known = format === "history" ? historyDialects : dialects;
  const dialect = flags.dialect === undefined ? undefined : oneOf("--dialect", flags.dialect, known);
  const channel = flags.channel === undefined ? undefined : oneOf("--channel", flags.channel, channels);
  if (format !== "sql" && format !== "history" && (dialect ?? channel) !== undefined) {
    throw new Misuse("--dialect and --channel belong to sql and history");
  }
  const lifecycle = await chosenLifecycle(name);
  if (channel === "webhook") mustSendWebhooks(lifecycle);
  const [policy] = policiesFrom(flags.policy, [lifecycle]);
  try {
    return exportLifecycle(lifecycle, { format, policy, dialect, channel });
  } catch (error) {
    if (error instanceof ExportError) throw new Misuse(error.message);
    throw error;
  }
}
