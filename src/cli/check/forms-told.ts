/** What logs are in which little or nothing could be read. */
import { unjudgedKinds } from "../../line-kind.js";
import { lifecycles } from "../lifecycle-choice.js";
import type { BegunLog } from "../reading/beginning.js";
import { logFormOf } from "../reading/log-form.js";
import { logFormText } from "../reading/log-form-text.js";
import type { CheckSettings } from "./check-flags.js";
import type { Kinds } from "./check-report.js";

/** Of more logs nothing is told. */
const mostTold = 3;

/**
 * A sentence for each of the first logs in which lines of these kinds were read, where there was nothing to judge; none for one
 * that is JSON, one value a line, of which nothing is known. Of an array, one element a line, the last can be read, as the only one without a comma.
 */
export async function formsTold(
  logs: readonly BegunLog[],
  kinds: Kinds,
  { benches, channel }: Pick<CheckSettings, "benches" | "channel">,
): Promise<readonly string[]> {
  const isUnread = [...kinds].every((kind) => unjudgedKinds.includes(kind));
  if (!isUnread && !kinds.has("malformed")) return [];
  const chosen = benches.map(({ lifecycle }) => lifecycle);
  const told = logs.slice(0, mostTold).map(async ({ source, beginning }) => {
    const form = logFormOf(await beginning(), [...new Set([...chosen, ...lifecycles])], chosen);
    if (!isUnread && form.kind !== "elements") return undefined;
    return logFormText(form, { file: source.name, chosen, channel });
  });
  return (await Promise.all(told)).filter((text) => text !== undefined);
}
