/** `kycle explain`: may this status follow that one, by which way, and on what that rests. */
import type { TransitionCheck } from "../transition.js";
import type { Answer } from "./answer.js";
import { chosenLifecycle } from "./lifecycle-choice.js";
import { oneOf } from "./misuse.js";
import { policiesFrom } from "./policy-flag.js";
import type { Colors } from "./text/colors.js";
import { evidenceText } from "./text/evidence-text.js";
import { inAFile, type LineWidth } from "./text/line-width.js";
import { folded, wrap } from "./text/wrap.js";

export const explainFormats = ["text", "json"] as const;

export interface ExplainFlags {
  readonly policy: readonly string[];
  readonly format: string;
}

export async function explainTransition(
  words: { readonly lifecycle: string; readonly from: string; readonly to: string },
  flags: ExplainFlags,
  colors: Colors,
  lineWidth: LineWidth = inAFile,
): Promise<Answer> {
  const format = oneOf("--format", flags.format, explainFormats);
  const lifecycle = await chosenLifecycle(words.lifecycle);
  const from = oneOf(`a status of ${lifecycle.id}`, words.from, lifecycle.statuses);
  const to = oneOf(`a status of ${lifecycle.id}`, words.to, lifecycle.statuses);
  const [policy] = policiesFrom(flags.policy, [lifecycle]);
  const check = lifecycle.checkTransition(from, to, policy);
  const told = { lifecycle: lifecycle.id, policy, ...check };
  return {
    text: format === "json" ? `${JSON.stringify(told, null, 2)}\n` : checkText(check, colors, lineWidth),
    code: check.kind === "illegal" ? 1 : 0,
  };
}

function checkText(
  { kind, reason, from, to, between, evidence, message }: TransitionCheck,
  colors: Colors,
  { line: width, most }: LineWidth,
): string {
  const isIllegal = kind === "illegal";
  const verdict = reason === undefined ? kind : `${kind} (${reason})`;
  const facts = [
    ...(isIllegal || kind === "same" ? [] : [["path", [from, ...between, to].join(" → ")] as const]),
    ...(evidence === undefined ? [] : [["rests on", evidenceText(evidence)] as const]),
  ];
  return [
    folded(`${from} → ${to}  ${isIllegal ? colors.red(verdict) : colors.green(verdict)}`, most, 2),
    ...wrap(message, width),
    ...facts.flatMap(([label, text]) =>
      wrap(text, width - 12).map((line, index) => `  ${colors.dim((index === 0 ? label : "").padEnd(8))}  ${line}`),
    ),
    "",
  ].join("\n");
}
