/** What Stryker found out about the mutants of a room, as it is kept: its own report, of which this much is read. */
import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";

const position = z.object({ line: z.int(), column: z.int() });

const mutant = z.object({
  status: z.enum(["Killed", "Survived", "NoCoverage", "CompileError", "RuntimeError", "Timeout", "Ignored", "Pending"]),
  /** Lines and columns from 1; the end is not part of it. */
  location: z.object({ start: position, end: position }),
  replacement: z.string().default(""),
});

const schema = z.object({ files: z.record(z.string(), z.object({ source: z.string(), mutants: z.array(mutant) })) });

export type MeasuredMutant = Readonly<z.output<typeof mutant>>;

/** By file. */
export type Measured = Readonly<z.output<typeof schema>["files"]>;

/** Files that are there no more are left out. */
export function readMeasured(report: string): Measured {
  const { files } = schema.parse(JSON.parse(readFileSync(report, "utf8")));
  return Object.fromEntries(Object.entries(files).filter(([file]) => existsSync(file)));
}

/** The files that have another text now than when they were measured. */
export function changedSince(measured: Measured): readonly string[] {
  return Object.entries(measured)
    .filter(([file, { source }]) => readFileSync(file, "utf8") !== source)
    .map(([file]) => file);
}
