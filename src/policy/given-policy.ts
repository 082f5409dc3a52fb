import type { Json } from "../json.js";

/** A policy as given: only its known fields, in the schema's form. */
export type GivenPolicy = Readonly<Record<string, Json>>;
