/**
 * What Persona's messages share: the event around a resource, and the resource by itself, as a poll gets it. Keys arrive in
 * kebab, camel or snake case by a setting of the consumer's; values are never re-cased, and a key of one word is the same
 * in all three.
 *
 * Source: the vendor's OpenAPI 2025-12-08 (O); its pages on webhooks (D).
 */
import * as z from "zod";
import { instantText } from "../../src/exchange.js";
import { plainWord } from "../../src/observation.js";

const identifier = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, "expected an id of letters, digits, _ or -");

/** `inquiry`, or `verification/government-id`: what it is, and of which kind where there are several. */
const resourceType = z.string().regex(/^[\w-]{1,64}(\/[\w.-]{1,64})?$/, "expected a resource's type");

type Text = z.ZodType<string | null | undefined>;

/** The key `created-at` in its three styles. */
const createdAtKeys = (time: Text) => ({ "created-at": time, createdAt: time, created_at: time });

type CreatedAtKeys = Readonly<Partial<Record<"created-at" | "createdAt" | "created_at", string | null | undefined>>>;

function createdAtIn(attributes: CreatedAtKeys): string | undefined {
  return attributes["created-at"] ?? attributes.createdAt ?? attributes.created_at ?? undefined;
}

/** A resource reduced to what is judged: claims, checks, tags and fields stay outside. */
export interface Resource {
  /** The part of its type before the slash: `verification`. */
  readonly type: string;
  /** The part after the slash: `government-id`. */
  readonly kind: string | undefined;
  readonly id: string;
  /** The state when the message was made; undefined when the consumer's blocklist hides it. */
  readonly status: string | undefined;
  readonly createdAt: string | undefined;
  /** The inquiry that it belongs to. */
  readonly inquiry: string | undefined;
}

/** A relationship comes as `{data: {type, id}}`, `{data: null}`, `{}` or `{data: {}}`; the last three name nothing. */
const relationship = z.object({ data: z.object({ id: identifier.nullish() }).nullish() }).nullish();

const documentOf = (status: Text) =>
  z
    .object({
      data: z.object({
        type: resourceType,
        id: identifier,
        attributes: z.object({ status, ...createdAtKeys(instantText.nullish().catch(undefined)) }),
        relationships: z.object({ inquiry: relationship }).nullish(),
      }),
    })
    .transform(({ data: { type, id, attributes, relationships } }): Resource => {
      const [name = "", kind] = type.split("/");
      return {
        type: name,
        kind,
        id,
        status: attributes.status ?? undefined,
        createdAt: createdAtIn(attributes),
        inquiry: relationships?.inquiry?.data?.id ?? undefined,
      };
    });

/** An event's name. Read first: an event of another resource need not be one that can be read. */
export const nameSchema = z
  .object({ data: z.object({ type: z.literal("event"), attributes: z.object({ name: z.string() }) }) })
  .transform(({ data }) => data.attributes.name);

/** A webhook's event. Its name is what happened, so a status that is no plain word is as good as hidden. */
export const eventSchema = z
  .object({
    data: z.object({
      id: identifier,
      attributes: z
        .object({
          name: z.string(),
          payload: documentOf(plainWord.nullish().catch(undefined)),
          ...createdAtKeys(instantText.nullish()),
        })
        .refine(({ name, payload }) => name.split(".", 1)[0] === payload.type, {
          path: ["payload", "data", "type"],
          error: "expected the type that the event's name begins with",
        }),
    }),
  })
  .transform(({ data: { id, attributes } }) => ({
    name: attributes.name,
    delivery: id,
    at: createdAtIn(attributes),
    resource: attributes.payload,
  }));

/** An event with the resource that it is about. `name` is what happened. */
export type PersonaEvent = z.output<typeof eventSchema>;

/** A poll's answer: a resource by itself. */
export const answerSchema = documentOf(plainWord.nullish());
