/**
 * What a poll tells of a process: the client's latest one. A client that never started one has none to tell of.
 *
 * Source: the page "Verification Status", `latestProcess`.
 */
import type { Exchange } from "../../../src/exchange.js";
import type { Reading } from "../../../src/observation.js";
import { breachesOf, readAnswer, warningsOf } from "../status-body.js";
import { statuses } from "./vocabulary.js";

export function readPoll(exchange: Exchange): Reading {
  const answer = readAnswer(exchange);
  if (answer.kind !== "body") return answer.reading;
  const { latestProcess } = answer.body;
  if (latestProcess === null) {
    return { kind: "no-information", message: "the client has never started a process", warnings: [] };
  }
  const status = statuses.find((word) => word === latestProcess.status);
  return {
    kind: "observation",
    observation: {
      subject: latestProcess.processId,
      ...(status === undefined ? {} : { status }),
      reported: latestProcess.status,
      at: exchange.at,
      startedAt: latestProcess.createdAt,
      channel: "poll",
      breaches: breachesOf(answer.body),
      warnings: warningsOf(answer.body),
    },
  };
}
