/** One run of the command, from its words to its exit code. Whatever happens, nobody sees a stack trace or the input. */
import { CommanderError } from "commander";
import { ChartError } from "../graph/chart-error.js";
import { PropertyError } from "../proof/property-error.js";
import { Misuse } from "./misuse.js";
import { createOutput } from "./output.js";
import { createProgram } from "./program.js";
import type { Surroundings } from "./surroundings.js";

/** 0: clean. 1: findings. 2: misuse, or input that cannot be read. */
export type ExitCode = 0 | 1 | 2;

export async function run(argv: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const output = createOutput(surroundings.stdout);
  const complaints = createOutput(surroundings.stderr);
  let code: ExitCode = 0;
  try {
    const program = createProgram(surroundings, output, (finished) => {
      code = finished;
    });
    await program.parseAsync(argv, { from: "user" }).catch(unlessHelp);
    await output.flush();
  } catch (error) {
    code = 2;
    complaints.write(`kycle: ${complaint(error)}\n`);
    // What was found before the trouble is still worth reading.
    await output.flush().catch(() => {});
    await complaints.flush().catch(() => {});
  }
  return code;
}

/** Commander ends a run that only asked for help or the version with an error, too. */
function unlessHelp(error: unknown): void {
  if (!(error instanceof CommanderError && error.exitCode === 0)) throw error;
}

/** What is wrong with a lifecycle of the user's own is told in words that are ours. */
function isOurs(error: unknown): error is Error {
  return [Misuse, ChartError, PropertyError].some((known) => error instanceof known);
}

function complaint(error: unknown): string {
  if (isOurs(error)) return error.message;
  if (error instanceof CommanderError) {
    if (error.code === "commander.help") return "say what to do; kycle --help lists the commands";
    return error.message.replace(/^error: /, "").replaceAll("\n", " ");
  }
  // The message of an error that nobody foresaw may hold what was read.
  return `stopped by an error that should not be (${error instanceof Error ? error.name : typeof error})`;
}
