/** iinkedSign's machine with one bug each, of the kind that sits in a far corner, where random histories hardly come. */
import { type AnyStateMachine, createMachine } from "xstate";
import { machine } from "../../machines/iinkedsign/machine.js";

/** The policy under which the bugs show. */
export const policy = { steps: ["document"], maxAttempts: 3, maxErrors: 2, maxResets: 1 };

/** The owner may reset once too often, where all but one of the attempts and of the errors are used. */
const widenedGuard: AnyStateMachine = machine.provide({
  guards: {
    resetsLeft: ({ context: { resets, failures, errors, maxResets } }) =>
      maxResets === "unlimited" || resets < maxResets || (failures === 2 && errors === 1),
  },
});

/** One attempt too many. */
const offByOne: AnyStateMachine = machine.provide({
  guards: {
    attemptsLeft: ({ context: { failures, maxAttempts } }) => maxAttempts === "unlimited" || failures < maxAttempts,
  },
});

export const seeded: Readonly<Record<string, AnyStateMachine>> = {
  "a guard widened in one corner": widenedGuard,
  "a limit off by one": offByOne,
  "an edge retargeted": edited(
    '"document_processing":{"description":"The server checks the document.","tags":"server\'s turn","on":{"server.accepted":{"target":"end"},"server.refused":{"target":"end"',
    '"document_processing":{"description":"The server checks the document.","tags":"server\'s turn","on":{"server.accepted":{"target":"end"},"server.refused":{"target":"document"',
  ),
  "a count dropped that decides nothing": edited(
    '"target":"#error_reset","guard":"resetsLeft","actions":"countError"',
    '"target":"#error_reset","guard":"resetsLeft"',
  ),
  "a way out of a final state": edited(
    '"passed":{"id":"passed","type":"final"',
    '"passed":{"id":"passed","on":{"owner.reset":{"target":"#invalid"}}',
  ),
};

/** The machine with a piece of its literal written otherwise. */
function edited(from: string, to: string): AnyStateMachine {
  const original: AnyStateMachine = machine;
  const { context, ...literal } = original.config;
  const text = JSON.stringify(literal);
  if (text.split(from).length !== 2) throw new Error(`the machine does not hold just one ${from}`);
  return createMachine({ ...JSON.parse(text.replace(from, to)), context }, original.implementations);
}
