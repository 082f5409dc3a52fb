import * as fc from "fast-check";
import type * as z from "zod";
import type { Lifecycle } from "../lifecycle.js";
import type { Messages } from "../messages/messages.js";
import { choice } from "./choices.js";
import { breakings } from "./corrupt.js";
import { type HistoryOptions, legalHistory } from "./legal-history.js";

/**
 * A message of the provider's that broke: cut off, not UTF-8, not JSON, a field missing or of another type. It arrives as
 * text, as bytes or parsed, and cannot be read; `read` calls it malformed.
 */
export function corruptMessage<Schema extends z.ZodObject>(
  lifecycle: Lifecycle<string, string, Schema>,
  messages: Messages,
  options: HistoryOptions<Schema> = {},
): fc.Arbitrary<unknown> {
  return fc
    .record({
      history: legalHistory(lifecycle, { ...options, messages }),
      breaking: fc.constantFrom(...breakings),
      place: choice,
    })
    .map(({ history, breaking, place }) => breaking(history.messages[0] ?? {}, place))
    .filter((message) => lifecycle.read(message).kind === "malformed");
}
