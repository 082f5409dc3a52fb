/**
 * What a poll tells of a client. The body names no client: the exchange says who was asked about.
 *
 * Source: the page "Verification Status", response fields.
 */
import * as z from "zod";
import type { Exchange } from "../../../src/exchange.js";
import { parseInstant } from "../../../src/instant.js";
import type { Reading } from "../../../src/observation.js";
import { malformed } from "../../../src/reading.js";
import {
  breachesOf,
  earlyExpiry,
  isBeforeExpiry,
  isEnded,
  isUnfinished,
  readAnswer,
  type StatusBody,
  usualToleranceSeconds,
  warningsOf,
} from "../status-body.js";
import type { Status } from "./vocabulary.js";

const askedSchema = z.object({ subject: z.string() });

export function readPoll(exchange: Exchange): Reading {
  const answer = readAnswer(exchange);
  if (answer.kind !== "body") return answer.reading;
  const asked = askedSchema.safeParse(exchange);
  if (!asked.success) return malformed(asked.error);
  const { body } = answer;
  return {
    kind: "observation",
    observation: {
      subject: asked.data.subject,
      ...(body.latestProcess === null ? {} : { run: body.latestProcess.processId }),
      ...told(body),
      at: exchange.at,
      channel: "poll",
      breaches: [...breachesOf(body), ...timeBreachesOf(exchange.at, body)],
      warnings: warningsOf(body),
    },
  };
}

/** A process that cannot have expired yet has not ended: its own lifecycle calls that mistimed. */
function timeBreachesOf(at: string, { latestProcess }: StatusBody): readonly string[] {
  if (latestProcess?.status !== "EXPIRED") return [];
  const observedAt = parseInstant(at) ?? at;
  return isBeforeExpiry(observedAt, latestProcess.createdAt, usualToleranceSeconds) ? [earlyExpiry] : [];
}

/** The status of ours, and the vendor's word that it rests on: the level's, or the latest process's. */
function told({ verificationLevel, latestProcess }: StatusBody): { status?: Status; reported: string } {
  if (verificationLevel === 1) return { status: "verified", reported: "PictureID-verified" };
  if (latestProcess === null) return { status: "no_process", reported: "none" };
  const { status: reported } = latestProcess;
  if (isUnfinished(reported)) return { status: "running", reported };
  return isEnded(reported) ? { status: "ended", reported } : { reported };
}
