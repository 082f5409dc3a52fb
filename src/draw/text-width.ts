/**
 * How wide a text is, in the sans-serif family that readers have: Arial, Helvetica and Liberation Sans share their advances.
 *
 * Source: the advance widths of Liberation Sans 2, Regular and Bold, in thousandths of the font size.
 */

export type Weight = "regular" | "bold";

export const fontFamily = 'Arial, Helvetica, "Liberation Sans", sans-serif';

/** Of U+0020 to U+007E. */
// oxfmt-ignore
const advances: Readonly<Record<Weight, readonly number[]>> = {
  regular: [278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584],
  bold: [278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584],
};

// oxfmt-ignore
const others: Readonly<Record<Weight, Readonly<Record<string, number>>>> = {
  regular: { "·": 278, "×": 584, "–": 556, "—": 1000, "‘": 222, "’": 222, "“": 333, "”": 333, "…": 1000, "→": 1000, "≤": 549, "≥": 549 },
  bold: { "·": 278, "×": 584, "–": 556, "—": 1000, "‘": 278, "’": 278, "“": 500, "”": 500, "…": 1000, "→": 1000, "≤": 549, "≥": 549 },
};

/** Of any other character: as wide as the widest common letters, so that it is never told too narrow. */
const unknown = 1000;

/** The width in the unit of `size`, the font size. */
export function textWidth(text: string, size: number, weight: Weight = "regular"): number {
  let thousandths = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    thousandths += advances[weight][code - 32] ?? others[weight][character] ?? unknown;
  }
  return (thousandths * size) / 1000;
}

/**
 * Breaks a text between words into the fewest lines no wider than `width`, as even as they can be; a wider word keeps a line
 * to itself.
 */
export function wrapText(text: string, width: number, size: number, weight: Weight = "regular"): readonly string[] {
  const lines = filled(text, width, size, weight);
  let narrowest = 0;
  let widest = width;
  while (widest - narrowest > 1) {
    const middle = (narrowest + widest) / 2;
    const isEnough =
      filled(text, middle, size, weight).length <= lines.length &&
      text.split(" ").every((word) => textWidth(word, size, weight) <= middle);
    if (isEnough) widest = middle;
    else narrowest = middle;
  }
  return filled(text, widest, size, weight);
}

function filled(text: string, width: number, size: number, weight: Weight): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer, size, weight) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
