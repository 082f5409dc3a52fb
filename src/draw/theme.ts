/** Colours, light and dark. Who is awaited and how it ended are told by hue, and by icon and word beside it. */
import type { Phase } from "../phase.js";
import { type FontRole, fonts } from "./sizes.js";
import { fontFamily } from "./text-width.js";

/** `auto` follows the reader's `prefers-color-scheme`. */
export type Theme = "auto" | "light" | "dark";
export const themes = ["auto", "light", "dark"] as const satisfies readonly Theme[];

interface Tint {
  readonly fill: string;
  readonly stroke: string;
}

interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly frame: string;
  readonly refused: string;
  readonly trace: string;
  /** What is not looked at: what a policy rules out, and what a history did not touch. */
  readonly quiet: { readonly text: string; readonly line: string };
  readonly tints: Readonly<Record<Phase | "several", Tint>>;
}

const light: Palette = {
  paper: "#ffffff",
  ink: "#1c2430",
  muted: "#566172",
  line: "#66728a",
  frame: "#5b7088",
  refused: "#c8102e",
  trace: "#0b57a4",
  quiet: { text: "#5f6979", line: "#7d8797" },
  tints: {
    not_started: { fill: "#ffffff", stroke: "#7a8698" },
    awaiting_person: { fill: "#e4f0fd", stroke: "#3677c4" },
    awaiting_provider: { fill: "#eeebfa", stroke: "#7765bd" },
    awaiting_owner: { fill: "#fdf1d7", stroke: "#b0770f" },
    approved: { fill: "#e1f4e8", stroke: "#2c8753" },
    declined: { fill: "#fce8e4", stroke: "#bd4c38" },
    no_result: { fill: "#eceff3", stroke: "#6f7a8a" },
    several: { fill: "#f5f6f8", stroke: "#6f7a8a" },
  },
};

const dark: Palette = {
  paper: "#0f141b",
  ink: "#e8edf4",
  muted: "#a3afbf",
  line: "#8b98ac",
  frame: "#93a7c0",
  refused: "#ff6b78",
  trace: "#7cc0ff",
  quiet: { text: "#8b96a6", line: "#6f7987" },
  tints: {
    not_started: { fill: "#0f141b", stroke: "#8f9cae" },
    awaiting_person: { fill: "#15304f", stroke: "#67a6ec" },
    awaiting_provider: { fill: "#2a2450", stroke: "#a598ea" },
    awaiting_owner: { fill: "#3d2f10", stroke: "#d8a441" },
    approved: { fill: "#133627", stroke: "#57bd87" },
    declined: { fill: "#451f1a", stroke: "#ea8572" },
    no_result: { fill: "#232b36", stroke: "#8b97a8" },
    several: { fill: "#1a212b", stroke: "#8b97a8" },
  },
};

export const palettes = { light, dark } as const;

/** The classes of what is not looked at. */
const quiet = ["faded", "aside"] as const;

/** The style sheet of a picture. Plain colours by class, since not every renderer knows variables. */
export function styleSheet(theme: Theme): string {
  const shared = [
    `text{font-family:${fontFamily};text-rendering:geometricPrecision}`,
    ...Object.entries(fonts).map(
      ([role, { size, weight }]) => `.${role}{font-size:${size}px;font-weight:${weight === "bold" ? 700 : 400}}`,
    ),
    ".wire{fill:none;stroke-width:1.4;stroke-linejoin:round;stroke-linecap:butt}",
    ".IMPLIED .wire{stroke-dasharray:9 4}",
    ".ASSUMED .wire{stroke-dasharray:1.5 3.5}",
    ".box,.inner{stroke-width:1.4}.inner{fill:none;stroke-width:1}",
    ".frame{fill-opacity:.05;stroke-opacity:.45;stroke-width:1}",
    ".icon{stroke-width:1.3;stroke-linecap:round;stroke-linejoin:round}",
    ".turn-back{fill:none;stroke-width:1.3;stroke-linecap:round}",
    ".rule{stroke-opacity:.3;stroke-width:1}",
    ...quiet.map(
      (name) =>
        `.${name} text{font-weight:400}.${name} .wire,.${name} .box{stroke-width:1}.${name} .box,.${name} .frame{fill-opacity:0}`,
    ),
    ".faded .box,.faded .frame{stroke-dasharray:4 3}",
    ".taken .wire{stroke-width:2.6}",
    ".ring{fill:none;stroke-width:2.6}.ring.passed{stroke-width:1.6;stroke-dasharray:2 4}.ring.missing{stroke-dasharray:7 4}",
    ".refusal .wire{stroke-width:2.6;stroke-dasharray:none}.cross{fill:none;stroke-width:2.4;stroke-linecap:round}",
  ];
  const colours = theme === "dark" ? coloursOf(dark) : coloursOf(light);
  const adapting = theme === "auto" ? `@media (prefers-color-scheme:dark){${coloursOf(dark)}}` : "";
  return [...shared, colours, adapting].join("");
}

function coloursOf({
  paper,
  ink,
  muted,
  line,
  frame,
  refused,
  trace,
  quiet: { text, line: thin },
  tints,
}: Palette): string {
  const roles: Readonly<Partial<Record<FontRole, string>>> = {
    subtitle: muted,
    groupName: muted,
    turn: ink,
    legend: muted,
    condition: muted,
    effect: muted,
  };
  return [
    `.paper{fill:${paper}}`,
    `text{fill:${ink}}`,
    ...Object.entries(roles).map(([role, colour]) => `.${role}{fill:${colour}}`),
    `.frame{fill:${frame};stroke:${frame}}.rule{stroke:${frame}}`,
    `.wire,.turn-back{stroke:${line}}.head,.dot{fill:${line}}`,
    ...Object.entries(tints).map(
      ([phase, { fill, stroke }]) =>
        `.${phase} .box{fill:${fill};stroke:${stroke}}.${phase} .inner{stroke:${stroke}}.${phase} .icon{fill:${stroke};stroke:${stroke}}`,
    ),
    ...quiet.map(
      (name) =>
        `.${name} text{fill:${text}}.${name} .box,.${name} .inner,.${name} .wire,.${name} .turn-back{stroke:${thin}}.${name} .head{fill:${thin}}.${name} .icon{fill:${thin};stroke:${thin}}`,
    ),
    ".icon .open{fill:none}",
    `.taken .wire{stroke:${trace}}.taken .head{fill:${trace}}`,
    `.ring{stroke:${trace}}.ring.missing,.ring.refused{stroke:${refused}}`,
    `.pill rect{fill:${trace}}.pill text{fill:${paper}}.pill.refused rect,.pill.missing rect,.pill.crossed rect{fill:${refused}}`,
    `.pill.passed rect{fill:${paper};stroke:${trace}}.pill.passed text{fill:${trace}}`,
    `.pill.current rect,.pill.now rect{fill:${ink}}`,
    `.refusal .wire,.cross{stroke:${refused}}.refusal .head{fill:${refused}}.ground{fill:${paper}}`,
    `.refused .remark,.refused .remarkNumber{fill:${refused}}.ordinary .remark{fill:${muted}}`,
    `.edge.refused .wire{stroke:${refused};stroke-width:2.6}.edge.refused .event{fill:${refused}}`,
  ].join("");
}
