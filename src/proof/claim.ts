/** What is to be decided, as it was given: a property, or a claim that holds one. */
import { refuseOtherThanFunction, refuseWithout } from "../argument.js";
import type { LifecycleDefinition } from "../definition.js";
import type { Json } from "../json.js";
import { parseFamilies } from "../policy/family.js";
import { noneOf, toldAs } from "../stranger.js";
import { whatText } from "./moment.js";
import { type Claim, optionsOf, type Property } from "./property.js";

export interface StatedClaim {
  readonly name: string;
  readonly property: Property;
  /** Families in place of the definition's own. */
  readonly across: Readonly<Record<string, readonly Json[]>>;
}

/** Throws TypeError for what is no property, and PolicyError for families of what no policy can have. */
export function claimOf(definition: LifecycleDefinition, given: Property | Claim): StatedClaim {
  refuseWithout("property" in Object(given) ? "property" : "text", "property", given, expected);
  const { name, property, across } = "property" in given ? given : { name: given.text, property: given, across: {} };
  refuseOtherThanProperty(property);
  return { name, property, across: parseFamilies(definition, across) };
}

const expected = "what never, always and the like answer";

/** Written by hand, each of its fields may be anything. */
function refuseOtherThanProperty(property: Property): void {
  for (const field of ["text", "kind", "parts"]) refuseWithout(field, "property", property, expected);
  const { text, kind, parts, when }: { readonly [Field in keyof Property]: unknown } = property;
  if (typeof text !== "string" || typeof parts !== "object" || parts === null) {
    throw new TypeError(`property: expected ${expected}`);
  }
  if (typeof kind !== "string" || !Object.hasOwn(optionsOf, kind)) {
    const word = toldAs(kind);
    throw new TypeError(
      `property: its kind${word === undefined ? "" : ` ${word}`} is ${noneOf(kind, Object.keys(optionsOf))}`,
    );
  }
  for (const what of Object.values(property.parts)) if (what !== undefined) whatText(what);
  if (when !== undefined) refuseOtherThanFunction("property: its when", when);
}
