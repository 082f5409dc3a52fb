/** `kycle recheck`: committed histories, judged today and compared with the verdicts that they had. */
import { writeFile } from "node:fs/promises";
import type { Lifecycle } from "../../lifecycle.js";
import { codeOf, unwritable } from "../file-errors.js";
import { chosenLifecycles, lifecycleNamed } from "../lifecycle-choice.js";
import type { Output } from "../output.js";
import type { Surroundings } from "../surroundings.js";
import { colorsFor, isColoured } from "../text/colors.js";
import { counted, grouped } from "../text/counted.js";
import { printable } from "../text/printable.js";
import { changedTraceText } from "./recheck-text.js";
import { type RecheckedTrace, recheckTrace } from "./recheck.js";
import { traceFileText } from "./trace-file-text.js";
import { parseTraceFile, readTraceFile, type TraceFile } from "./trace-file.js";

export interface RecheckFlags {
  readonly lifecycle?: string;
  readonly update?: boolean;
}

interface RecheckedFile {
  readonly file: string;
  readonly text: string;
  readonly content: TraceFile;
  readonly traces: readonly RecheckedTrace[];
}

/** The exit code: 1 when a verdict is not what was recorded, unless it is recorded now. */
export async function recheckFiles(
  files: readonly string[],
  { lifecycle: own, update = false }: RecheckFlags,
  surroundings: Surroundings,
  output: Output,
): Promise<0 | 1> {
  const colors = colorsFor(isColoured(surroundings));
  // All are read and judged before anything is written.
  const rechecked: RecheckedFile[] = [];
  const ownOnes = own === undefined ? [] : await chosenLifecycles(own);
  for (const file of files) rechecked.push(await recheckFile(file, ownOnes));
  let code: 0 | 1 = 0;
  for (const { file, traces } of rechecked) {
    const changed = traces.filter(({ isSame }) => !isSame);
    const reports = traces.reduce((sum, trace) => sum + trace.reports.length, 0);
    const [held, heard] = [counted(traces.length, "trace"), counted(reports, "report")];
    if (changed.length === 0) {
      output.write(`${printable(file)}: ${held}, ${heard}: judged as recorded\n`);
      continue;
    }
    output.write(
      `${printable(file)}: ${grouped(changed.length)} of ${held} with ${heard}: judged otherwise than recorded\n\n`,
    );
    for (const trace of changed) output.write(changedTraceText(trace, colors));
    if (!update) code = 1;
  }
  for (const each of update ? rechecked : []) await record(each, output);
  if (code === 1) output.write("Where that is meant, kycle recheck --update records it.\n");
  return code;
}

async function recheckFile(file: string, own: readonly Lifecycle[]): Promise<RecheckedFile> {
  const text = await readTraceFile(file);
  const content = parseTraceFile(text, file);
  const lifecycle = own.find(({ id }) => id === content.lifecycle) ?? lifecycleNamed(content.lifecycle);
  return { file, text, content, traces: content.traces.map((trace) => recheckTrace(lifecycle, trace)) };
}

/** Written also where only the layout differs; a file that is as it would be written is left alone. */
async function record({ file, content, text, traces: rechecked }: RecheckedFile, output: Output): Promise<void> {
  const verdictsOf = (place: number): string[] =>
    rechecked[place]?.reports.flatMap(({ now }) => (now === undefined ? [] : [now])) ?? [];
  const traces = content.traces.map((trace, place) => ({ ...trace, verdicts: verdictsOf(place) }));
  const recorded = traceFileText({ ...content, traces });
  if (recorded === text) return;
  await writeFile(file, recorded).catch((error: unknown) => {
    throw unwritable(file, codeOf(error));
  });
  output.write(`${printable(file)}: recorded\n`);
}
