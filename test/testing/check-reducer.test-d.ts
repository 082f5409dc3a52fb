/** What `checkReducer` takes: a reducer of observations, or with `messages` one of what the provider sends. */
import { expectTypeOf, test } from "vitest";
import { iinkedsign, iinkedsignMessages } from "../../machines/iinkedsign/lifecycle.js";
import type { Observation } from "../../src/index.js";
import { type CheckedReducer, checkReducer } from "../../src/testing/index.js";

interface Mine {
  readonly status: string | null;
}

declare const byObservation: (state: Mine, observation: Observation) => Mine;
declare const byMessage: (state: Mine, message: unknown) => Mine;
declare const byBody: (state: Mine, body: { readonly state: string }) => Mine;

const project = ({ status }: Mine): string | null => status;
const initial: Mine = { status: null };

test("a reducer of observations is checked with nothing more", () => {
  expectTypeOf(checkReducer(iinkedsign, byObservation, { initial, project })).toEqualTypeOf<CheckedReducer>();
  checkReducer(iinkedsign, byObservation, { initial, project, messages: undefined });
});

test("its observation is inferred", () => {
  checkReducer(
    iinkedsign,
    (state: Mine, observation) => {
      expectTypeOf(observation).toEqualTypeOf<Observation>();
      return state;
    },
    { initial, project },
  );
});

test("with messages it is given what nobody has read yet", () => {
  const messages = iinkedsignMessages;
  expectTypeOf(checkReducer(iinkedsign, byMessage, { initial, project, messages })).toEqualTypeOf<CheckedReducer>();
  checkReducer(
    iinkedsign,
    (state: Mine, message) => {
      expectTypeOf(message).toEqualTypeOf<unknown>();
      return state;
    },
    { initial, project, messages },
  );
  // @ts-expect-error -- a message may be anything: a reducer that believes otherwise must read it first
  checkReducer(iinkedsign, byBody, { initial, project, messages });
  // @ts-expect-error -- a reducer of observations is given none
  checkReducer(iinkedsign, byObservation, { initial, project, messages });
});

test("a reducer of messages may be given observations, which it has to read as well", () => {
  expectTypeOf(checkReducer(iinkedsign, byMessage, { initial, project })).toEqualTypeOf<CheckedReducer>();
});

test("the state is one throughout: in the reducer, at the start and where it is shown", () => {
  // @ts-expect-error -- the start is no state of the reducer's
  checkReducer(iinkedsign, byObservation, { initial: { state: null }, project });
  // @ts-expect-error -- a number is nothing that a lifecycle shows
  checkReducer(iinkedsign, byObservation, { initial, project: () => 1 });
  checkReducer(iinkedsign, byObservation, { initial: (subject) => ({ status: subject }), project });
  // @ts-expect-error -- a promise is no state
  checkReducer(iinkedsign, async (state: Mine) => state, { initial, project });
});

test("the policy is the lifecycle's own", () => {
  checkReducer(iinkedsign, byObservation, { initial, project, policy: { maxAttempts: 3, maxResets: "unlimited" } });
  // @ts-expect-error -- a word is no number of attempts
  checkReducer(iinkedsign, byObservation, { initial, project, policy: { maxAttempts: "three" } });
  // @ts-expect-error -- a status is none of the things a state is shown by
  checkReducer(iinkedsign, byObservation, { initial, project, by: "passed" });
});
