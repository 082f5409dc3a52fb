/** How large everything in a picture is before it has a place: the boxes of states, the labels of edges. In pixels. */
import type { Level } from "../evidence.js";
import { whoseTurn } from "./phase-words.js";
import { type Picture, type PictureArrow, type PictureState, refuseOtherThanPicture } from "./picture.js";
import { textWidth, type Weight, wrapText } from "./text-width.js";

export const fonts = {
  title: { size: 18, weight: "bold" },
  subtitle: { size: 12.5, weight: "regular" },
  name: { size: 13.5, weight: "bold" },
  turn: { size: 11, weight: "regular" },
  groupName: { size: 11.5, weight: "bold" },
  event: { size: 11.5, weight: "bold" },
  condition: { size: 11, weight: "regular" },
  effect: { size: 11, weight: "regular" },
  legend: { size: 11, weight: "regular" },
  mark: { size: 10.5, weight: "bold" },
  remark: { size: 12, weight: "regular" },
  remarkNumber: { size: 12, weight: "bold" },
} as const satisfies Readonly<Record<string, { readonly size: number; readonly weight: Weight }>>;

export type FontRole = keyof typeof fonts;

export const box = { padding: 13, height: 46, icon: 10, iconGap: 5 } as const;
export const group = { padding: 16, head: 26, belowHead: 10 } as const;
/** `indent` is where the words of a self-transition begin, behind the loop. */
export const label = { padding: 5, lineHeight: 14, widest: 124, between: 5, indent: 15 } as const;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface LabelLine {
  /** The id of the arrow that it tells of. */
  readonly arrow: string;
  readonly text: string;
  readonly role: "event" | "condition" | "effect";
  /** Its baseline, from the top of the label. */
  readonly baseline: number;
}

export interface Label extends Size {
  readonly lines: readonly LabelLine[];
}

/** Arrows that run from one state to another side by side and rest on as much are drawn as one. */
export interface Edge {
  /** The id of its first arrow. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly level: Level;
  readonly arrows: readonly PictureArrow[];
  readonly label: Label;
}

export const widthOf = (text: string, role: FontRole): number => textWidth(text, fonts[role].size, fonts[role].weight);

/** The size of a leaf's box; of a group's head with what stands in it, which its box is no smaller than. */
export function sizeOfState(state: PictureState, { arrows }: Picture): Size {
  const inside = insideOf(state, arrows);
  const turn = box.icon + box.iconGap + widthOf(whoseTurn(state), "turn");
  const own = state.kind === "group" ? widthOf(state.name, "groupName") : Math.max(widthOf(state.name, "name"), turn);
  const width = Math.max(own + 2 * box.padding, inside === undefined ? 0 : inside.width + 2 * label.indent);
  return {
    width: Math.ceil(width / 2) * 2,
    height: (state.kind === "group" ? group.head : box.height) + (inside?.height ?? 0),
  };
}

/** The transitions that lead back to where they begin: written into the state. */
export function insideOf({ id }: PictureState, arrows: readonly PictureArrow[]): Label | undefined {
  const own = arrows.filter(({ from, to }) => from === id && to === id);
  return own.length === 0 ? undefined : labelOf(own);
}

/**
 * The lines between the states of a picture, with their labels: arrows of one source, target and level of evidence share a line.
 *
 * @throws {TypeError} for what is no picture.
 */
export function edgesOf(picture: Picture): readonly Edge[] {
  refuseOtherThanPicture(picture);
  const together = new Map<string, PictureArrow[]>();
  for (const arrow of picture.arrows) {
    if (arrow.from === arrow.to) continue;
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

function labelOf(arrows: readonly PictureArrow[]): Label {
  const lines: LabelLine[] = [];
  let bottom: number = label.padding;
  for (const [index, arrow] of arrows.entries()) {
    if (index > 0) bottom += label.between;
    for (const { text, role } of linesOf(arrow)) {
      bottom += label.lineHeight;
      lines.push({ arrow: arrow.id, text, role, baseline: bottom - 3.5 });
    }
  }
  // A policy sets how long a timer runs: there is room for whatever it says.
  const timers = arrows.some(({ timer }) => timer !== null) ? [widthOf(longestTimer, "event")] : [];
  const width = Math.max(...lines.map(({ text, role }) => widthOf(text, role)), ...timers) + 2 * label.padding;
  return { width: Math.ceil(width), height: Math.ceil(bottom + label.padding), lines };
}

const longestTimer = "after 59 minutes 59 seconds";

type Words = Pick<LabelLine, "text" | "role">;

/** The event; when it is taken; what it does: each on lines of its own. */
export function linesOf({ event, timer, condition, note, effects }: PictureArrow): readonly Words[] {
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
