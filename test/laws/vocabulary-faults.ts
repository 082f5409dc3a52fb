/** Faults in the words that are kept for a machine. */
import { type Fault, machineWith, sound } from "./sound.js";

const leaves = "has one leaf state for each documented status and no other";
const words = "has words for every guard, and no others";
const asked = "has guards that are each met somewhere and unmet somewhere";
const described = "describes its states and its guarded choices in at most 80 characters";
const last = "puts an unguarded choice last, where it hides no other";
const announced = "announces statuses or events that it has, each in one way";
const leftOut = "says what it leaves out, and why";
const begun = "begins runs by events that it has, unless a switch of its policy says otherwise";

const withRuns = (other: object): Fault["definition"] => ({
  ...sound,
  runs: {
    name: "photo",
    startedBy: ["photo.refused"],
    rule: "every photo has a number of its own",
    evidence: { level: "ASSUMED", source: "Nobody." },
    ...other,
  },
});

const { triesLeft } = sound.guards;
const triesLeftWith = (other: object): Fault["definition"] => ({
  ...sound,
  guards: { triesLeft: Object.assign({}, triesLeft, other) },
});

interface Tries {
  readonly refused: number;
}

/** The approval asks something; and who was declined may come back until the badge expires, which asks nothing. */
const approvalAsks = (guard: string, answer: (context: Tries) => boolean): Fault["definition"] => ({
  ...sound,
  guards: { ...sound.guards, [guard]: Object.assign({}, triesLeft) },
  evidence: {
    ...sound.evidence,
    rows: [
      ...sound.evidence.rows,
      { from: ["declined"], to: "expired", event: ["badge.touched"], level: "ASSUMED", source: "Nobody." },
    ],
  },
  machine: machineWith({
    on: { "badge.approved": { target: "#approved", guard, description: "The porter is content." } },
    beside: {
      declined: {
        id: "declined",
        description: "The visitor has to leave.",
        on: { "badge.touched": { target: "#expired" } },
      },
    },
  }).provide({ guards: { [guard]: ({ context }: { readonly context: Tries }) => answer(context) } }),
});

export const vocabularyFaults: readonly Fault[] = [
  {
    fault: "attempts by a counter that is none",
    definition: { ...sound, attempts: "refusals" },
    told: { "counts the person's attempts by one of its counters": ["refusals is no counter"] },
  },
  {
    fault: "attempts by a name that every object has",
    definition: { ...sound, attempts: "constructor" },
    told: { "counts the person's attempts by one of its counters": ["constructor is no counter"] },
  },
  {
    fault: "a new try from a status that there is not",
    definition: { ...sound, retries: { ...sound.retries, refused: "the visitor brings another photo" } },
    told: { "tells of new tries from statuses that it has": ["refused is no status"] },
  },
  {
    fault: "a status that no state has",
    definition: { ...sound, statuses: [...sound.statuses, "lost"] },
    told: {
      [leaves]: ["lost is a status without a leaf state"],
      "reaches every status under some policy": ["lost is never reached"],
    },
  },
  {
    fault: "states that are no statuses",
    definition: {
      ...sound,
      statuses: sound.statuses.filter((status) => status !== "expired" && status !== "approved"),
    },
    told: {
      [leaves]: ["approved is a leaf state and no status", "expired is a leaf state and no status"],
      "tells of known statuses and events only, each with a source": ["approved is no status", "expired is no status"],
    },
  },
  {
    fault: "a status with a dot",
    definition: { ...sound, statuses: [...sound.statuses, "lost.found"] },
    told: {
      [leaves]: ["lost.found is a status without a leaf state"],
      "has statuses that can be keys of states": ["lost.found has a dot, which XState splits"],
      "reaches every status under some policy": ["lost.found is never reached"],
    },
  },
  {
    fault: "a guard without words",
    definition: { ...sound, guards: {} },
    told: { [words]: ["triesLeft is a guard without words"] },
  },
  {
    fault: "words without a guard",
    definition: { ...sound, guards: { ...sound.guards, isSunday: Object.assign({}, triesLeft) } },
    told: { [words]: ["isSunday has words and is no guard"] },
  },
  ...[{ needs: "" }, { needsNot: "" }, { numbers: () => "" }].map((silent) => ({
    fault: `a guard whose words leave out what it says of ${Object.keys(silent).join()}`,
    definition: triesLeftWith(silent),
    told: { [words]: ["triesLeft has no words"] },
  })),
  {
    fault: "a guard that is never met",
    definition: { ...sound, machine: sound.machine.provide({ guards: { triesLeft: () => false } }) },
    told: {
      [asked]: ["triesLeft is met nowhere"],
      "takes exactly the transitions that its evidence tells of, under policies that switch every option": [
        "submitted → created is told of, and never taken",
      ],
    },
  },
  {
    fault: "a guard that is met only in states that do not ask it",
    definition: approvalAsks("triesAreUsed", ({ refused }) => refused >= 3),
    told: {
      [asked]: ["triesAreUsed is met nowhere"],
      [announced]: ["badge.approved is no event"],
      "reaches every status under some policy": ["approved is never reached"],
      "takes exactly the transitions that its evidence tells of, under policies that switch every option": [
        "submitted → approved is told of, and never taken",
      ],
    },
  },
  {
    fault: "a guard that is unmet only in states that do not ask it",
    definition: approvalAsks("isPatient", ({ refused }) => refused < 3),
    told: { [asked]: ["isPatient is unmet nowhere"] },
  },
  {
    fault: "states without a description, a group among them",
    definition: {
      ...sound,
      machine: machineWith({ waiting: { description: undefined }, created: { description: "" } }),
    },
    told: {
      [described]: ["waiting has a description of 0 characters", "created has a description of 0 characters"],
    },
  },
  {
    fault: "a state whose description is too long by one character",
    definition: {
      ...sound,
      machine: machineWith({ created: { description: "x".repeat(80) }, submitted: { description: "x".repeat(81) } }),
    },
    told: { [described]: ["submitted has a description of 81 characters"] },
  },
  {
    fault: "choices without a description",
    definition: {
      ...sound,
      machine: machineWith({
        on: {
          "photo.refused": [
            { target: "created", guard: "triesLeft", actions: "countRefusal", description: "A try is left." },
            { target: "#declined", actions: "countRefusal" },
          ],
        },
      }),
    },
    told: { [described]: ["submitted on photo.refused has a choice with a description of 0 characters"] },
  },
  {
    fault: "a single choice that a guard makes, without a description",
    definition: {
      ...sound,
      machine: machineWith({ on: { "badge.approved": { target: "#approved", guard: "triesLeft" } } }),
    },
    told: { [described]: ["submitted on badge.approved has a choice with a description of 0 characters"] },
  },
  {
    fault: "a choice whose description is too long by one character",
    definition: {
      ...sound,
      machine: machineWith({
        on: { "badge.approved": { target: "#approved", description: "x".repeat(81) } },
        created: {
          on: {
            "badge.submitted": { target: "submitted", description: "x".repeat(80) },
            "badge.touched": { target: "created" },
          },
        },
      }),
    },
    told: { [described]: ["submitted on badge.approved has a choice with a description of 81 characters"] },
  },
  {
    fault: "a choice behind one that asks nothing",
    definition: {
      ...sound,
      machine: machineWith({
        on: {
          "badge.approved": [
            { target: "#approved", description: "The porter is content." },
            { target: "#declined", guard: "triesLeft", description: "Nobody comes to this." },
          ],
        },
      }),
    },
    told: { [last]: ["submitted on badge.approved never comes to the choices behind its unguarded one"] },
  },
  {
    fault: "announcements of what is no event",
    definition: { ...sound, announced: { by: "event", always: ["approved"], maybe: ["badge.lost"] } },
    told: { [announced]: ["approved is no event", "badge.lost is no event"] },
  },
  {
    fault: "announcements of what is no status",
    definition: { ...sound, announced: { by: "status", always: ["approved"], maybe: ["badge.approved"] } },
    told: { [announced]: ["badge.approved is no status"] },
  },
  {
    fault: "an event that is announced always, and maybe",
    definition: {
      ...sound,
      announced: { by: "event", always: ["badge.created", "badge.approved"], maybe: ["badge.approved"] },
    },
    told: { [announced]: ["badge.approved is always and maybe announced"] },
  },
  {
    fault: "an announcement of another opening than the lifecycle has",
    definition: { ...sound, opening: "badge.made" },
    told: { [announced]: ["badge.created is no event"] },
  },
  {
    fault: "runs that begin by what is no event",
    definition: withRuns({ startedBy: ["photo.refused", "photo.refussed"] }),
    told: { [begun]: ["photo.refussed is no event"] },
  },
  {
    fault: "runs that nothing begins",
    definition: withRuns({ startedBy: [] }),
    told: { [begun]: ["no event begins one"] },
  },
  ...["keepsNumber", "tries", "constructor"].map((unless) => ({
    fault: `runs that begin unless ${unless} is on, which is no switch`,
    definition: withRuns({ unless }),
    told: { [begun]: [`${unless} is no switch of the policy`] },
  })),
  {
    fault: "something left out without a reason, and a reason without what it is for",
    definition: {
      ...sound,
      leftOut: [...sound.leftOut, { what: "The porter's name.", why: "" }, { what: "", why: "It is nobody's." }],
    },
    told: { [leftOut]: ["leftOut[1] says not why", "leftOut[2] says not what"] },
  },
];
