/** Where everything stands in a lifecycle's picture: as it was laid out when the package was made, or else by ELK now. */
import layouts from "../../../machines/layouts.json" with { type: "json" };
import { layOut } from "../../draw/elk-layout.js";
import { fits } from "../../draw/fits.js";
import type { Layout } from "../../draw/layout.js";
import type { Picture } from "../../draw/picture.js";
import { Misuse } from "../misuse.js";
import { isMissing } from "./optional-package.js";

const kept: Readonly<Record<string, Layout>> = layouts;

/** @throws {Misuse} when the kept layout does not serve and the package that makes one is not installed. */
export async function layoutOf(picture: Picture): Promise<Layout> {
  const layout = kept[picture.id];
  if (layout !== undefined && fits(picture, layout)) return layout;
  try {
    return await layOut(picture);
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new Misuse("this picture needs a layout of its own, and for that the package elkjs: npm install elkjs");
  }
}
