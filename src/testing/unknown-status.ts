import * as fc from "fast-check";
import type { Lifecycle } from "../lifecycle.js";
import { unknownWords } from "./words.js";

/** A plain word that is none of the statuses: new, or a known one in another case or with something added. */
export function unknownStatus({ statuses }: Pick<Lifecycle, "statuses">): fc.Arbitrary<string> {
  return fc.constantFrom(...unknownWords(statuses));
}
