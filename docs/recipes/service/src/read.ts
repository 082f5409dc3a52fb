/** What a message says to each lifecycle of its provider. Nothing is judged and nothing stored here. */
import type { Reading } from "kycle";
import { type Provider, providers } from "./lifecycles.js";
import type { Statement } from "./take-in.js";

export type Message =
  /** Something to judge. */
  | { readonly kind: "statements"; readonly statements: readonly Statement[] }
  /** The provider's, and nothing that any lifecycle judges. */
  | { readonly kind: "nothing"; readonly why: string }
  /** Not what the provider is known to send: where, and what was expected there. Never what was there. */
  | { readonly kind: "malformed"; readonly path: string; readonly why: string };

export function read(provider: Provider, message: unknown, channel: "webhook" | "poll", receivedAt: string): Message {
  const readings = providers[provider].map((lifecycle) => ({
    lifecycle,
    reading: lifecycle.read(message, { channel, receivedAt }),
  }));
  const statements = readings.flatMap(({ lifecycle, reading }) =>
    reading.kind === "observation" ? [{ lifecycle, observation: reading.observation }] : [],
  );
  if (statements.length > 0) return { kind: "statements", statements };
  const broken = readings.find(({ reading }) => reading.kind === "malformed")?.reading;
  if (broken?.kind === "malformed") return { kind: "malformed", path: broken.path, why: broken.message };
  return { kind: "nothing", why: [...new Set(readings.map(({ reading }) => wordsOf(reading)))].join("; ") };
}

const wordsOf = (reading: Reading): string => (reading.kind === "observation" ? "" : reading.message);
