/** `kycle laws`: each machine held to what was written beside it by hand, over everything that it can do. */
import { checkLaws, type LawReport } from "../laws/laws.js";
import type { Answer } from "./answer.js";
import { allChosen } from "./lifecycle-choice.js";
import { oneOf } from "./misuse.js";
import type { Colors } from "./text/colors.js";
import { counted } from "./text/counted.js";
import { inAFile, type LineWidth } from "./text/line-width.js";
import { folded, wrap } from "./text/wrap.js";

export const lawsFormats = ["text", "json"] as const;

export interface LawsFlags {
  readonly format: string;
}

interface Held {
  readonly lifecycle: string;
  readonly laws: readonly LawReport[];
}

export async function holdToLaws(
  words: readonly string[],
  flags: LawsFlags,
  colors: Colors,
  lineWidth: LineWidth = inAFile,
): Promise<Answer> {
  const format = oneOf("--format", flags.format, lawsFormats);
  const chosen = await allChosen(words);
  const held = chosen.map((lifecycle) => ({ lifecycle: lifecycle.id, laws: checkLaws(lifecycle) }));
  const isClean = held.every(({ laws }) => laws.every(isKept));
  const text = format === "json" ? `${JSON.stringify(held, null, 2)}\n` : lawsText(held, colors, lineWidth);
  return { text, code: isClean ? 0 : 1 };
}

const isKept = ({ breaches }: LawReport): boolean => breaches.length === 0;

function lawsText(held: readonly Held[], colors: Colors, { most }: LineWidth): string {
  const parts = held.map(({ lifecycle, laws }) =>
    [colors.bold(lifecycle), ...laws.flatMap((law) => lawLines(law, colors, most)), ""].join("\n"),
  );
  const all = held.flatMap(({ laws }) => laws);
  const broken = all.filter((law) => !isKept(law)).length;
  const words = [
    colors.green(`${all.length - broken} kept`),
    ...(broken === 0 ? [] : [colors.red(`${broken} broken`)]),
  ];
  const checks = `${counted(all.length, "law")} of ${counted(held.length, "lifecycle")}: ${words.join(", ")}`;
  return `${[...parts, folded(checks, most)].join("\n")}\n`;
}

const breachIndent = 5;
const widestBreach = 96;

function lawLines(report: LawReport, colors: Colors, most: number): readonly string[] {
  const mark = isKept(report) ? colors.green("✓") : colors.red("✗");
  const width = Math.min(widestBreach, most - breachIndent);
  return [
    folded(` ${mark} ${report.law}`, most, 3),
    ...report.breaches.flatMap((breach) => wrap(breach, width).map((line) => `     ${line}`)),
  ];
}
