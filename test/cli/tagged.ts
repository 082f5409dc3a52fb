/** Colours as words, so that a test reads which one a text has: `<red>text</red>`. */
import { type Colors, colorsFor } from "../../src/cli/text/colors.js";

const plain = colorsFor(false);

export const tagged: Colors = new Proxy(plain, {
  get: (colors, name: keyof Colors): unknown => {
    const paint = colors[name];
    if (typeof paint !== "function") return paint;
    return (text: string | number) => (text === "" ? "" : `<${name}>${text}</${name}>`);
  },
});
