/** Why a mutant of the code may live, by file: in survivors.json, beside this file. */
import { readFileSync } from "node:fs";
import * as z from "zod";
import type { Change } from "./survivor.js";

const schema = z.record(
  z.string(),
  z.array(
    z.strictObject({
      why: z.string().min(20),
      mutants: z.array(z.strictObject({ was: z.string(), is: z.string() })).min(1),
    }),
  ),
);

/** The reasons of each file's survivors. */
export type Reasons = Readonly<z.output<typeof schema>>;

export function readReasons(file: URL | string): Reasons {
  return schema.parse(JSON.parse(readFileSync(file, "utf8")));
}

export function reasonFor(reasons: Reasons, file: string, { was, is }: Change): string | undefined {
  return reasons[file]?.find(({ mutants }) => mutants.some((mutant) => mutant.was === was && mutant.is === is))?.why;
}

/** Reasons without a survivor, told as text: the mutant is noticed now, or the line has changed. */
export function idleReasons(reasons: Reasons, file: string, survivors: readonly Change[]): readonly string[] {
  return (reasons[file] ?? [])
    .flatMap(({ mutants }) => mutants)
    .filter(({ was, is }) => !survivors.some((change) => change.was === was && change.is === is))
    .map(({ was, is }) => `${was}  =>  ${is}`);
}
