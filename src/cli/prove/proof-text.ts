/** What `kycle prove` found, for a reader: one line a claim, and each counterexample as it happens. */
import { canonical, type Json } from "../../json.js";
import type { Counterexample, CounterexampleStep } from "../../proof/counterexample.js";
import type { Explored, Fails, Proof } from "../../proof/prove.js";
import type { Colors } from "../text/colors.js";
import { counted, grouped } from "../text/counted.js";
import { inAFile, type LineWidth } from "../text/line-width.js";
import { tableRows } from "../text/table.js";
import { folded, wrap } from "../text/wrap.js";
import { isFine, isProved, type ProvenLifecycle, type TimedProof } from "./proven.js";

export function proofText(proven: readonly ProvenLifecycle[], colors: Colors, { most }: LineWidth = inAFile): string {
  const parts = proven.map((one) => `${folded(headline(one, colors), most, 2)}\n${claimLines(one, colors, most)}`);
  return `${[...parts, folded(total(proven, colors), most)].join("\n")}\n`;
}

function headline({ lifecycle, policy, proofs }: ProvenLifecycle, colors: Colors): string {
  const given = Object.entries(policy).map(([field, value]) => `${field}=${written(value)}`);
  const widest = proofs.map(({ proof }) => proof.explored).toSorted((a, b) => b.configurations - a.configurations)[0];
  const under = given.length === 0 ? "" : `  ${colors.dim(`under ${given.join(", ")}`)}`;
  return `${colors.bold(lifecycle.id)}${under}  ${colors.dim(widest === undefined ? "claims nothing" : extent(widest))}`;
}

/** "120 policies, 22,118 configurations, 78,567 transitions, depth 39, complete" */
function extent({ policies, configurations, edges, depth, complete }: Explored): string {
  return [
    counted(policies, "policy", "policies"),
    counted(configurations, "configuration"),
    counted(edges, "transition"),
    `depth ${depth}`,
    complete ? "complete" : "truncated",
  ].join(", ");
}

function claimLines({ proofs }: ProvenLifecycle, colors: Colors, most: number): string {
  if (proofs.length === 0) return "";
  const rows = proofs.map((timed) => {
    const { proof, milliseconds } = timed;
    return [
      mark(timed, colors),
      proof.name,
      colors.dim(grouped(proof.explored.policies)),
      colors.dim(grouped(proof.explored.configurations)),
      colors.dim(`${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`),
    ];
  });
  const lines = tableRows({
    head: ["", "claim", "policies", "configurations", ""].map(colors.dim),
    rows,
    right: [2, 3, 4],
    words: 1,
    most,
  });
  const head = lines.slice(0, lines.length - proofs.length);
  return [
    ...head,
    ...proofs.flatMap((timed, index) => [lines[head.length + index], ...notes(timed, colors, most)]),
    "",
  ].join("\n");
}

function mark(timed: TimedProof, colors: Colors): string {
  if (timed.proof.kind === "fails") return colors.red("✗");
  if (timed.isBeside) return colors.dim("–");
  return isFine(timed) ? colors.green("✓") : colors.yellow("?");
}

const noteIndent = 5;
const widestNote = 96;

function notes({ proof, isBeside }: TimedProof, colors: Colors, most: number): readonly string[] {
  if (proof.kind === "fails") return counterexampleLines(proof, colors, most);
  const note = noteText(proof, isBeside, colors);
  return note === undefined ? [] : [folded(note, most, noteIndent)];
}

function noteText(proof: Exclude<Proof, Fails>, isBeside: boolean, colors: Colors): string | undefined {
  if (proof.kind === "truncated") {
    return colors.yellow(`     not decided: ${grouped(proof.frontier)} configurations were reached and not explored`);
  }
  if (proof.vacuous === null) return undefined;
  return isBeside
    ? colors.dim("     it is about other policies than the one given")
    : colors.yellow(`     vacuous: ${proof.vacuous}`);
}

function counterexampleLines(
  { property, policy, failing, explored, counterexample }: Fails,
  colors: Colors,
  most: number,
): readonly string[] {
  const width = Math.min(widestNote, most - noteIndent);
  const settings = Object.entries(policy).map(([field, value]) => `${field}=${written(value)}`);
  const under = `fails under ${counted(failing, "policy", "policies")} of ${grouped(explored.policies)}; the shortest counterexample is under ${settings.join(", ")}`;
  return [
    ...wrap(property, width).map((line) => colors.dim(`     ${line}`)),
    ...wrap(under, width).map((line) => `     ${line}`),
    ...traceLines(counterexample, colors).map((line) => folded(line, most, 10)),
    "",
    colors.dim("     as a test:"),
    ...counterexample.test
      .trimEnd()
      .split("\n")
      .map((line) => (line === "" ? "" : colors.dim(`     ${line}`))),
    "",
  ];
}

function traceLines({ steps, loop, ending }: Counterexample, colors: Colors): readonly string[] {
  const width = Math.max(...steps.map(({ event }) => (event ?? "start").length));
  const statusWidth = Math.max(...steps.map(({ status }) => status.length));
  const lines = steps.map((step, index) => {
    const isBreach = ending === "breach" && index === steps.length - 1;
    const text = `${(step.event ?? "start").padEnd(width)}  → ${step.status.padEnd(statusWidth)}  ${changesText(step)}`;
    const number = String(index).padStart(8);
    const again = loop === index ? colors.yellow("  ⟲ from here for ever") : "";
    return `${number}  ${isBreach ? colors.red(text.trimEnd()) : text.trimEnd()}${again}`;
  });
  return [...lines, ...(endings[ending] === undefined ? [] : [colors.red(`          ${endings[ending]}`)])];
}

const endings: Readonly<Partial<Record<Counterexample["ending"], string>>> = {
  end: "and nothing can follow",
  "no way": "and no way leads from here to what is claimed",
};

function changesText({ changes }: CounterexampleStep): string {
  return Object.entries(changes)
    .map(([field, { from, to }]) => `${field} ${written(from)} → ${written(to)}`)
    .join(", ");
}

function total(proven: readonly ProvenLifecycle[], colors: Colors): string {
  const all = proven.flatMap(({ proofs }) => proofs);
  const proved = all.filter(isProved).length;
  const beside = all.filter(({ isBeside }) => isBeside).length;
  const failed = all.filter(({ proof }) => proof.kind === "fails").length;
  const time = `${(all.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000).toFixed(1)} s`;
  const open = all.length - proved - failed - beside;
  const words = [
    colors.green(`${proved} proved`),
    ...(beside > 0 ? [`${beside} about other policies`] : []),
    ...(failed > 0 ? [colors.red(`${failed} refuted`)] : []),
    ...(open > 0 ? [colors.yellow(`${open} vacuous or not decided`)] : []),
  ];
  return `${counted(all.length, "claim")} of ${counted(proven.length, "lifecycle")}: ${words.join(", ")}  ${colors.dim(time)}`;
}

function written(value: Json): string {
  return typeof value === "string" ? value : Array.isArray(value) ? value.map(written).join("+") : canonical(value);
}
