/** How large everything in a picture is before it has a place: the boxes of states, the labels of edges. In pixels. */
import type { Level } from "../evidence.js";
import { whoseTurn } from "./phase-words.js";
import type { Picture, PictureArrow, PictureState } from "./picture.js";
import { textWidth, type Weight, wrapText } from "./text-width.js";

export const fonts = {
  title: { size: 18, weight: "bold" },
  subtitle: { size: 12.5, weight: "regular" },
  name: { size: 13.5, weight: "bold" },
  turn: { size: 11, weight: "regular" },
  group: { size: 11.5, weight: "bold" },
  event: { size: 11.5, weight: "bold" },
  condition: { size: 11, weight: "regular" },
  effect: { size: 11, weight: "regular" },
  legend: { size: 11, weight: "regular" },
} as const satisfies Readonly<Record<string, { readonly size: number; readonly weight: Weight }>>;

export type FontRole = keyof typeof fonts;

export const box = { padding: 13, height: 46, icon: 10, iconGap: 5 } as const;
export const group = { padding: 16, head: 26 } as const;
const label = { padding: 5, lineHeight: 14, widest: 150, between: 5 } as const;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface LabelLine {
  readonly text: string;
  readonly role: "event" | "condition" | "effect";
  /** Its baseline, from the top of the label. */
  readonly baseline: number;
}

/** Arrows that run from one state to another side by side and rest on as much are drawn as one. */
export interface Edge {
  /** The id of its first arrow. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly level: Level;
  readonly arrows: readonly PictureArrow[];
  readonly label: Size & { readonly lines: readonly LabelLine[] };
}

export const widthOf = (text: string, role: FontRole): number => textWidth(text, fonts[role].size, fonts[role].weight);

export function sizeOfState(state: PictureState): Size {
  const turn = box.icon + box.iconGap + widthOf(whoseTurn(state), "turn");
  const width = Math.max(widthOf(state.name, "name"), turn) + 2 * box.padding;
  return { width: Math.ceil(width / 2) * 2, height: box.height };
}

export function edgesOf({ arrows }: Picture): readonly Edge[] {
  const together = new Map<string, PictureArrow[]>();
  for (const arrow of arrows) {
    const key = `${arrow.from}\n${arrow.to}\n${arrow.level}`;
    together.set(key, [...(together.get(key) ?? []), arrow]);
  }
  return [...together.values()].flatMap((merged) => {
    const [first] = merged;
    if (first === undefined) return [];
    const { id, from, to, level } = first;
    return [{ id, from, to, level, arrows: merged, label: labelOf(merged) }];
  });
}

function labelOf(arrows: readonly PictureArrow[]): Edge["label"] {
  const lines: LabelLine[] = [];
  let bottom: number = label.padding;
  for (const [index, arrow] of arrows.entries()) {
    if (index > 0) bottom += label.between;
    for (const { text, role } of linesOf(arrow)) {
      bottom += label.lineHeight;
      lines.push({ text, role, baseline: bottom - 3.5 });
    }
  }
  const width = Math.max(...lines.map(({ text, role }) => widthOf(text, role))) + 2 * label.padding;
  return { width: Math.ceil(width), height: Math.ceil(bottom + label.padding), lines };
}

type Words = Omit<LabelLine, "baseline">;

/** The event; when it is taken; what it does: each on lines of its own. */
function linesOf({ event, timer, condition, note, effects }: PictureArrow): readonly Words[] {
  return [
    { text: timer === null ? event : `after ${timer.words}`, role: "event" },
    ...wrapped(condition === "" ? "" : `[${condition}]`, "condition"),
    ...wrapped(note, "effect"),
    ...effects.flatMap((effect) => wrapped(`/ ${effect}`, "effect")),
  ];
}

function wrapped(text: string, role: "condition" | "effect"): readonly Words[] {
  if (text === "") return [];
  return wrapText(text, label.widest, fonts[role].size, fonts[role].weight).map((line) => ({ text: line, role }));
}
