/** One history as a strip: each report a bar in its phase's colour and height, with signs for what did not simply fit. */
import type { Mark, Row } from "../../atlas/summary.js";
import type { Timeline } from "../../atlas/timeline.js";
import type { Phase } from "../../phase.js";
import type { VerdictKind } from "../../rule.js";
import { element } from "../element.js";
import { signOf } from "../signs.js";

const stripHeight = 26;

/** A phase is told by its height, too. */
const levels: Readonly<Record<Phase, number>> = {
  not_started: 0.2,
  awaiting_person: 0.4,
  awaiting_provider: 0.6,
  awaiting_owner: 0.8,
  approved: 1,
  declined: 1,
  no_result: 1,
};

/** What does not simply fit has its sign above the bar; a refused report leaves the phase as it was. */
export const findings = [
  "gap",
  "illegal",
  "late",
  "unknown",
  "superseded",
  "stale",
] as const satisfies readonly VerdictKind[];

const isFinding = (verdict: VerdictKind): boolean => findings.some((kind) => kind === verdict);

const narrowest = 2.5;

export interface Brush {
  readonly colors: Readonly<Record<Phase, string>>;
  readonly paper: string;
  readonly bad: string;
  readonly warn: string;
}

/** The colours as the style sheet has them now, light or dark. */
export function brushOf(place: HTMLElement): Brush {
  const probe = element("span", { hidden: true });
  place.append(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const brush = {
    colors: {
      not_started: colour("phase-not-started"),
      awaiting_person: colour("phase-awaiting-person"),
      awaiting_provider: colour("phase-awaiting-provider"),
      awaiting_owner: colour("phase-awaiting-owner"),
      approved: colour("phase-approved"),
      declined: colour("phase-declined"),
      no_result: colour("phase-no-result"),
    },
    paper: colour("paper"),
    bad: colour("bad"),
    warn: colour("warn"),
  };
  probe.remove();
  return brush;
}

/** Draws a row into a canvas that is `width` × `stripHeight` pixels large on the page. */
export function drawStrip(canvas: HTMLCanvasElement, row: Row, width: number, timeline: Timeline, brush: Brush): void {
  const ratio = devicePixelRatio;
  if (canvas.width !== Math.round(width * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(stripHeight * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${stripHeight}px`;
  }
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, stripHeight);
  const starts = timeline.starts(row);
  for (const [index, mark] of row.marks.entries()) {
    const left = (starts[index] ?? 0) * width;
    const right = Math.max(left + narrowest, (starts[index + 1] ?? Math.min(1, (starts[index] ?? 0) + 0.02)) * width);
    drawBar(pen, mark, { left, right }, brush);
  }
  // Signs lie above every bar.
  for (const [index, { verdict }] of row.marks.entries()) {
    if (!isFinding(verdict)) continue;
    const colour = verdict === "illegal" ? brush.bad : brush.warn;
    drawSign(pen, signOf(verdict), (starts[index] ?? 0) * width, colour, brush, width);
  }
}

const top = 9;

function drawBar(
  pen: CanvasRenderingContext2D,
  { phase }: Mark,
  { left, right }: { readonly left: number; readonly right: number },
  brush: Brush,
): void {
  const height = (stripHeight - top) * levels[phase];
  const width = Math.max(1, right - left - 0.75);
  pen.fillStyle = brush.colors[phase];
  pen.fillRect(left, stripHeight - height, width, height);
  if (phase !== "declined" && phase !== "no_result") return;
  // Both are as high as an approval: one is crossed by lines, the other is hollow.
  pen.fillStyle = brush.paper;
  if (phase === "no_result")
    pen.fillRect(left + 1.25, stripHeight - height + 1.25, Math.max(0, width - 2.5), height - 2.5);
  else for (let y = stripHeight - height + 3; y < stripHeight; y += 5) pen.fillRect(left, y, width, 1.5);
}

function drawSign(
  pen: CanvasRenderingContext2D,
  sign: string,
  left: number,
  colour: string,
  brush: Brush,
  width: number,
): void {
  pen.font = "bold 12px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const x = Math.min(Math.max(left + 1, 6), width - 6);
  pen.lineWidth = 3;
  pen.strokeStyle = brush.paper;
  pen.strokeText(sign, x, 6);
  pen.fillStyle = colour;
  pen.fillText(sign, x, 6);
}
