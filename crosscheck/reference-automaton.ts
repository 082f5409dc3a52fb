/** The hand-written reference models as automata, with the machines' names for what happens. */
import type { Automaton, AutomatonStep } from "../src/export/automaton.js";
import { labelOf } from "../src/export/automaton.js";
import { assetpayClientModel } from "../test/reference/assetpay-client.js";
import { assetpayProcessModel } from "../test/reference/assetpay-process.js";
import { fortidModel } from "../test/reference/fortid.js";
import { iinkedsignModel } from "../test/reference/iinkedsign.js";
import type { Configuration, Model, Step } from "../test/reference/model.js";
import { personaInquiryModel } from "../test/reference/persona-inquiry.js";
import { personaVerificationModel } from "../test/reference/persona-verification.js";

/** The automaton of a model under a whole policy, with the event that opens the lifecycle. */
export type ReferenceAutomaton = (policy: unknown, opening: string | undefined) => Automaton;

/** What the models call differently; by the status entered where one name of theirs stands for two events. */
type Names = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

function referenceOf<Given, Policy>(model: Model<Given, Policy>, names: Names): ReferenceAutomaton {
  const named = ({ event, to }: Step): string => {
    const name = names[event] ?? event;
    return typeof name === "string" ? name : (name[to.status] ?? event);
  };
  return (given, opening = "") => {
    const [policy, ...others] = model.policies(given as Given);
    if (policy === undefined || others.length > 0) throw new Error(`${model.id}: the policy is not whole`);
    const initial = model.initial(policy);
    const known: Configuration[] = [initial];
    const numbers = new Map([[keyOf(initial), 1]]);
    const steps: AutomatonStep[] = [{ from: 0, to: 1, label: labelOf({ event: opening, status: initial.status }) }];
    for (const [index, from] of known.entries()) {
      for (const step of model.steps(policy, from).filter(({ guards }) => guards.length === 0)) {
        const key = keyOf(step.to);
        const to = numbers.get(key) ?? known.push(step.to);
        numbers.set(key, to);
        steps.push({ from: index + 1, to, label: labelOf({ event: named(step), status: step.to.status }) });
      }
    }
    return { states: known.length + 1, steps };
  };
}

function keyOf({ status, counters }: Configuration): string {
  return JSON.stringify([status, Object.entries(counters).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

export const references: Readonly<Record<string, ReferenceAutomaton>> = {
  iinkedsign: referenceOf(iinkedsignModel, {
    "step.accepted": "server.accepted",
    "step.refused": "server.refused",
    "result.pass": "server.passed",
    "result.fail": "server.failed",
    "result.failForGood": "server.rejected",
    "server.error": "server.erred",
    "verification.begunAgain": "server.renewed",
    "verification.cancelled": "package.cancelled",
    "verification.invalid": "system.invalidated",
  }),
  "persona/verification": referenceOf(personaVerificationModel, {}),
  "persona/inquiry": referenceOf(personaInquiryModel, {}),
  "assetpay/process": referenceOf(assetpayProcessModel, {
    "client opens the capture URL": "client.opened",
    "document and selfie captured": "client.captured",
    "analysis accepts": "signicat.accepted",
    "document or selfie fails validation": "signicat.rejected",
    "something went wrong": "signicat.erred",
    "30 minutes since createdAt": "after expiry",
    "a result arrives late": { ACCEPTED: "signicat.accepted", REJECTED: "signicat.rejected" },
  }),
  "assetpay/client": referenceOf(assetpayClientModel, {
    "process accepted": "process.accepted",
    "process ended unsuccessfully": "process.ended",
    "account linked": "client.linked",
  }),
  fortid: referenceOf(fortidModel, {
    "credential verified": "verifier.succeeded",
    "could not verify": "verifier.failed",
    timeout: "after timeout",
    "timeout and grace period": "after removal",
    "grace period": "after removal",
  }),
};
