/** Faults between a machine and the evidence beside it. */
import type { EvidenceRow } from "../../src/evidence.js";
import { type Fault, machineWith, sound } from "./sound.js";

const exactly = "takes exactly the transitions that its evidence tells of, under policies that switch every option";
const byEvent = "takes no transition by an event that its evidence does not tell of";
const sourced = "tells of known statuses and events only, each with a source";
const never = "never takes a step that is said never to follow";

const { rows } = sound.evidence;
const withRows = (changed: readonly EvidenceRow[]): Fault["definition"] => ({
  ...sound,
  evidence: { ...sound.evidence, rows: changed },
});

const guess: EvidenceRow = {
  from: ["expired"],
  to: "approved",
  event: ["badge.approved"],
  level: "ASSUMED",
  source: "Nobody.",
};

export const evidenceFaults: readonly Fault[] = [
  {
    fault: "a transition without evidence",
    definition: withRows(rows.filter(({ to }) => to !== "approved")),
    told: {
      [exactly]: ["submitted → approved is taken, and no evidence tells of it"],
      [byEvent]: ["submitted → approved by badge.approved"],
    },
  },
  {
    fault: "evidence without a transition",
    definition: withRows([...rows, guess]),
    told: { [exactly]: ["expired → approved is told of, and never taken"] },
  },
  {
    fault: "a transition to another state than the evidence says",
    definition: { ...sound, machine: machineWith({ on: { "badge.approved": { target: "#declined" } } }) },
    told: {
      [exactly]: ["submitted → approved is told of, and never taken"],
      [byEvent]: ["submitted → declined by badge.approved"],
      "reaches every status under some policy": ["approved is never reached"],
    },
  },
  {
    fault: "a transition by another event than the evidence says",
    definition: withRows(rows.map((row) => (row.to === "approved" ? { ...row, event: ["badge.granted"] } : row))),
    told: {
      [byEvent]: ["submitted → approved by badge.approved"],
      [sourced]: ["submitted → approved by badge.granted, which is no event of the machine"],
    },
  },
  {
    fault: "a misspelt event, and a delay without its `after`",
    definition: withRows(
      rows.map((row) => ({
        ...row,
        event: row.event.map((type) =>
          type.replace("badge.approved", "badge.approve").replace("after validity", "validity"),
        ),
      })),
    ),
    told: {
      [byEvent]: [
        "created → expired by after validity",
        "submitted → approved by badge.approved",
        "submitted → expired by after validity",
      ],
      [sourced]: [
        "created, submitted → expired by validity, which is no event of the machine: did you mean after validity?",
        "submitted → approved by badge.approve, which is no event of the machine: did you mean badge.approved?",
      ],
    },
  },
  {
    fault: "evidence of states that nobody has, without a source",
    definition: withRows([...rows, { ...guess, from: ["expired", "stolen"], to: "lost", source: "" }]),
    told: {
      [exactly]: ["expired → lost is told of, and never taken", "stolen → lost is told of, and never taken"],
      [sourced]: ["expired, stolen → lost has no source", "lost is no status", "stolen is no status"],
    },
  },
  {
    fault: "a step that is ruled out, and taken",
    definition: {
      ...sound,
      evidence: { ...sound.evidence, never: [{ ...guess, from: ["expired", "submitted"], to: "approved" }] },
    },
    told: { [never]: ["submitted → approved"] },
  },
  {
    fault: "a step that is ruled out, and told of",
    definition: {
      ...sound,
      evidence: { ...sound.evidence, rows: [...rows, guess], never: [{ ...guess, from: ["expired"] }] },
    },
    told: { [exactly]: ["expired → approved is told of, and never taken"], [never]: ["expired → approved"] },
  },
];
