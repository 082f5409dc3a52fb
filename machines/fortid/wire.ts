/**
 * What a poll answers. Part of the state is in the HTTP status code: 410 and 404 have no status in their bodies. Of a 200
 * only the status is kept: the claims and the description may speak of the person.
 *
 * Source: the page "Verification Status Check", response bodies.
 */
import * as z from "zod";
import type { Exchange } from "../../src/exchange.js";
import { plainWord, type Reading } from "../../src/observation.js";
import { malformed } from "../../src/reading.js";
import { words } from "./vocabulary.js";

/** The session's id; a UUID may come in either case. */
const uuid = z.guid({ error: "expected a UUID" }).transform((text) => text.toLowerCase());

const askedSchema = z.object({ subject: uuid });

const statusSchema = z.object({
  verificationSessionStatus: plainWord,
  description: z.string().nullish(),
  presentedClaims: z.record(z.string(), z.unknown()).nullish(),
});

const messageSchema = z.object({ message: z.string() });

/** The codes that the page documents and that say nothing about the session: an id that is no UUID, a failure inside. */
const silentCodes: readonly number[] = [400, 500];

export function readPoll(exchange: Exchange): Reading {
  const { httpStatus } = exchange;
  if (httpStatus === 200) return readStatus(exchange);
  if (httpStatus === 410) return readCode(exchange, { status: "EXPIRED" });
  // The same 404 answers for an id that never was.
  if (httpStatus === 404) return readCode(exchange, { status: "REMOVED", deniesExistence: true });
  const asked = askedSchema.safeParse(exchange);
  return {
    kind: "no-information",
    ...(asked.success ? { subject: asked.data.subject } : {}),
    message: `HTTP status ${httpStatus} says nothing about the session`,
    warnings: silentCodes.includes(httpStatus) ? [] : [`the service answered ${httpStatus}`],
  };
}

function readStatus(exchange: Exchange): Reading {
  const asked = askedSchema.safeParse(exchange);
  if (!asked.success) return malformed(asked.error);
  const parsed = statusSchema.safeParse(exchange.body);
  if (!parsed.success) return malformed(parsed.error, ["body"]);
  const { verificationSessionStatus: reported, description, presentedClaims } = parsed.data;
  const status = words.find((word) => word === reported);
  return {
    kind: "observation",
    observation: {
      subject: asked.data.subject,
      ...(status === undefined ? {} : { status }),
      reported,
      at: exchange.at,
      channel: "poll",
      breaches: [],
      warnings: [
        ...oddity("description", description, status === "VERIFICATION_FAILED"),
        ...oddity("presentedClaims", presentedClaims, status === "VERIFICATION_SUCCEEDED"),
      ],
    },
  };
}

/** The page promises each field beside one status and names it beside no other. */
function oddity(field: string, value: unknown, isPromised: boolean): readonly string[] {
  const isThere = value !== undefined && value !== null;
  if (isThere === isPromised) return [];
  return [isThere ? `${field} is there beside another status` : `${field} is missing`];
}

function readCode(
  exchange: Exchange,
  told: { readonly status: "EXPIRED" } | { readonly status: "REMOVED"; readonly deniesExistence: true },
): Reading {
  const asked = askedSchema.safeParse(exchange);
  if (!asked.success) return malformed(asked.error);
  return {
    kind: "observation",
    observation: {
      subject: asked.data.subject,
      ...told,
      reported: `${exchange.httpStatus}`,
      at: exchange.at,
      channel: "poll",
      breaches: [],
      warnings: messageSchema.safeParse(exchange.body).success
        ? []
        : ["its body has no message: something before the service may have answered"],
    },
  };
}
