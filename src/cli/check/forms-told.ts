/** What logs are in which nothing could be read. */
import { lifecycles } from "../lifecycle-choice.js";
import type { BegunLog } from "../reading/beginning.js";
import { logFormOf } from "../reading/log-form.js";
import { logFormText } from "../reading/log-form-text.js";
import type { CheckSettings } from "./check-flags.js";

/** Of more logs nothing is told. */
const mostTold = 3;

/** A sentence for each of the first logs; none for one that is JSON, one value a line, of which nothing is known. */
export async function formsTold(
  logs: readonly BegunLog[],
  { benches, channel }: Pick<CheckSettings, "benches" | "channel">,
): Promise<readonly string[]> {
  const chosen = benches.map(({ lifecycle }) => lifecycle);
  const providers = chosen.map(({ provider }) => provider);
  const told = logs.slice(0, mostTold).map(async ({ source, beginning }) => {
    const form = logFormOf(await beginning(), [...new Set([...chosen, ...lifecycles])]);
    return logFormText(form, { file: source.name, providers, channel });
  });
  return (await Promise.all(told)).filter((text) => text !== undefined);
}
