/** The versions of a record's form. A release reads its own and, step by step, every earlier one. */
import type * as z from "zod";
import { pathText } from "../path-text.js";
import { RecordError } from "./record-error.js";

/**
 * The form of each earlier version, from the first on, with what makes it the next one: `formOfVersion1.transform(toVersion2)`.
 * Version 1 is the first there is, so nothing is earlier.
 */
const earlierForms: readonly z.ZodType[] = [];

/** The version that this release writes. */
export const recordVersion = earlierForms.length + 1;

/**
 * A stored record in this release's form; one of this release's version, or of none that ever was, as it is.
 *
 * @throws {RecordError} for a later version, and for a record of an earlier one that is damaged, by the path in its own form.
 */
export function inPresentForm(stored: { readonly kycle: unknown }, earlier = earlierForms): unknown {
  const { kycle } = stored;
  const present = earlier.length + 1;
  if (typeof kycle !== "number" || !Number.isInteger(kycle) || kycle < 1) return stored;
  if (kycle > present) throw new RecordError("newer", "kycle", `version ${kycle}, and this is version ${present}`);
  return earlier.slice(kycle - 1).reduce<unknown>((record, form) => readAs(form, record), stored);
}

/** What a form makes of a value, or where it is broken. */
export function readAs<Read>(form: z.ZodType<Read>, value: unknown): Read {
  const parsed = parsedAs(form, value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // A key that should not be there may be anyone's word.
  const problem = issue?.code === "unrecognized_keys" ? "has a field that no record has" : issue?.message;
  throw new RecordError("corrupt", pathText(issue?.path ?? []), problem ?? "cannot be read");
}

function parsedAs<Read>(form: z.ZodType<Read>, value: unknown): z.ZodSafeParseResult<Read> {
  try {
    return form.safeParse(value);
  } catch (error) {
    if (error instanceof RangeError) throw new RecordError("corrupt", "", "nested too deeply");
    throw error;
  }
}
