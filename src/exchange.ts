/** A poll's result as a consumer logs it: which subject was asked about, when, and what came back. */
import * as z from "zod";
import { parseInstant } from "./instant.js";

/** An ISO 8601 instant with its zone, at any precision. */
export const instantText = z.string().refine((text) => parseInstant(text) !== undefined, {
  error: "expected an ISO 8601 instant with its zone, of a day and time that exist",
});

/** An instant as the engine writes it, so that text order is time order. */
export const canonicalInstant = instantText.refine((text) => parseInstant(text) === text, {
  error: "expected UTC, without trailing zeros",
});

export const exchangeSchema = z.object({
  /** When the provider answered. */
  at: instantText,
  subject: z.string().min(1).max(200).optional(),
  httpStatus: z.int().min(100).max(599),
  body: z.unknown().optional(),
});

export type Exchange = Readonly<z.output<typeof exchangeSchema>>;

/** Tells an exchange from a webhook body, which has no HTTP status of its own. */
export function looksLikeExchange(message: unknown): boolean {
  return typeof message === "object" && message !== null && Object.hasOwn(message, "httpStatus");
}
