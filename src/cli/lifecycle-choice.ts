/** Which lifecycles a word on the command line means. */
import { lifecycles as all } from "../../machines/index.js";
import type { Lifecycle } from "../lifecycle.js";
import { Misuse, oneOf } from "./misuse.js";
import { isModule, ownLifecycles } from "./own-lifecycles.js";
import { printable } from "./text/printable.js";

export const lifecycles: readonly Lifecycle[] = all;

const ids = lifecycles.map(({ id }) => id);
/** The id of each lifecycle and the name of each provider. */
export const lifecycleWords: readonly string[] = [...new Set([...ids, ...lifecycles.map(({ provider }) => provider)])];

/** The lifecycle of an id, all of a provider, or all of one's own that a module exports. */
export async function chosenLifecycles(given: string): Promise<readonly Lifecycle[]> {
  return isModule(given) ? ownLifecycles(given) : lifecyclesNamed(given);
}

/** The lifecycles that any of the words mean, each once; all that are shipped where there is no word. */
export async function allChosen(words: readonly string[]): Promise<readonly Lifecycle[]> {
  if (words.length === 0) return lifecycles;
  const chosen = await Promise.all(words.map((word) => chosenLifecycles(word)));
  return [...new Set(chosen.flat())];
}

/** The lifecycle of an id, the only one of a provider, or the only one of a module: `module#id` is one of several. */
export async function chosenLifecycle(given: string): Promise<Lifecycle> {
  if (!isModule(given)) return lifecycleNamed(given);
  const [only, ...others] = await ownLifecycles(given);
  if (only !== undefined && others.length === 0) return only;
  const choices = [only, ...others].map((lifecycle) => `${given}#${lifecycle?.id}`);
  throw new Misuse(`lifecycle: which one? ${printable(choices.join(" or "), 500)}`);
}

/** The lifecycle of an id, or all of a provider. */
export function lifecyclesNamed(given: string): readonly Lifecycle[] {
  const word = oneOf("lifecycle", given, lifecycleWords);
  const named = lifecycles.filter(({ id }) => id === word);
  return named.length > 0 ? named : lifecycles.filter(({ provider }) => provider === word);
}

/** The lifecycle of an id; a provider's name will do where it has only one. */
export function lifecycleNamed(given: string): Lifecycle {
  const [only, ...others] = lifecycles.filter(({ id, provider }) => id === given || provider === given);
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) {
    throw new Misuse(`lifecycle: which one of ${given}? ${[only, ...others].map(({ id }) => id).join(" or ")}`);
  }
  const id = oneOf("lifecycle", given, ids);
  const found = lifecycles.find((lifecycle) => lifecycle.id === id);
  if (found === undefined) throw new Misuse(`lifecycle: it is one of ${ids.join(", ")}`);
  return found;
}

/** @throws {Misuse} for a lifecycle of which a provider tells only when it is asked. */
export function mustSendWebhooks({ definition, provider }: Lifecycle): void {
  if (definition.readWebhook === undefined) throw new Misuse(`--channel: ${provider} sends no webhooks; it is poll`);
}
