/** What was said of each report of a history, in lines below the picture. */
import type { Point } from "./layout.js";
import { element, textAt } from "./markup.js";
import type { PaintedHistory, Remark } from "./paint.js";
import { fonts } from "./sizes.js";
import { wrapText } from "./text-width.js";

const mostRemarks = 12;
const remark = { lineHeight: 16, gap: 5, indent: 40, head: 24 } as const;

export interface Remarks {
  readonly markup: string;
  readonly height: number;
}

/** The remarks in the order of the reports; where they are many, those that only say that a report fits are left out. */
export function remarksOf({ remarks }: PaintedHistory, at: Point, width: number): Remarks {
  const telling = remarks.length <= mostRemarks ? remarks : remarks.filter(({ tone }) => tone !== "ordinary");
  const told = telling.slice(0, mostRemarks);
  const left = remarks.length - told.length;
  let y = at.y + remark.head;
  const rows = told.map(({ report, tone, text }: Remark) => {
    const lines = wrapText(text, width - remark.indent, fonts.remark.size);
    const first = y;
    y += lines.length * remark.lineHeight + remark.gap;
    return element(
      "g",
      { class: `said ${tone}` },
      textAt(`${tone === "refused" ? "× " : ""}${report}`, "remarkNumber", at.x, first),
      ...lines.map((line, index) => textAt(line, "remark", at.x + remark.indent, first + index * remark.lineHeight)),
    );
  });
  if (left > 0) {
    rows.push(textAt(`and ${left} more report${left === 1 ? "" : "s"}`, "remark", at.x + remark.indent, y));
    y += remark.lineHeight;
  }
  const title = textAt("What the reports say, by their lines", "groupName", at.x, at.y);
  return { markup: element("g", { class: "remarks" }, title, ...rows), height: y - at.y };
}
