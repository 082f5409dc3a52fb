import * as fc from "fast-check";
import { refuseWithout } from "../argument.js";
import type { Lifecycle } from "../lifecycle.js";
import { unknownWords } from "./words.js";

/**
 * A plain word that is none of the statuses: new, or a known one in another case or with something added.
 *
 * @throws {TypeError} for what is no lifecycle.
 */
export function unknownStatus(lifecycle: Pick<Lifecycle, "statuses">): fc.Arbitrary<string> {
  refuseWithout("statuses", "lifecycle", lifecycle, "one, or one bound to a policy with `under`");
  return fc.constantFrom(...unknownWords(lifecycle.statuses));
}
