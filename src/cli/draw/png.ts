/** Pictures as pixels, by resvg: no browser, but a font of the reader's machine. */
import { Misuse } from "../misuse.js";
import { isMissing } from "./optional-package.js";

/** Pixels for each unit of the drawing: sharp on the screens of today. */
const zoom = 2;

/** @throws {Misuse} when the package that does it is not installed, or the machine has no font. */
export async function png(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js").catch((error: unknown): never => {
    if (!isMissing(error)) throw error;
    throw new Misuse("--format png needs the package @resvg/resvg-js: npm install @resvg/resvg-js");
  });
  const font = { loadSystemFonts: true, defaultFontFamily: "Liberation Sans", sansSerifFamily: "Liberation Sans" };
  const sample =
    '<svg xmlns="http://www.w3.org/2000/svg"><text y="20" font-family="Arial, Helvetica, Liberation Sans, sans-serif">x</text></svg>';
  if (new Resvg(sample, { font }).getBBox() === undefined) {
    throw new Misuse(
      "--format png finds no font on this machine: install Liberation Sans, Arial or Helvetica (on Debian, fonts-liberation)",
    );
  }
  return new Resvg(svg, { font, fitTo: { mode: "zoom", value: zoom } }).render().asPng();
}
