/** The command's grammar: what may be written, and what each command does. */
import { type Argument, Command, Option } from "commander";
import manifest from "../../package.json" with { type: "json" };
import { themes } from "../draw/theme.js";
import { executedDialects, parsedDialects } from "../export/history/dialects.js";
import { dialects, exportFormats } from "../export/index.js";
import { lineKinds } from "../line-kind.js";
import type { Answer } from "./answer.js";
import { checkLogs } from "./check/check-command.js";
import { channels, type CheckFlags, mostThreads, orders } from "./check/check-flags.js";
import { type DrawFlags, drawLifecycle } from "./draw/draw-command.js";
import { drawFormats, paintedFormats, themedFormats } from "./draw/draw-format.js";
import { explainFormats, type ExplainFlags, explainTransition } from "./explain-command.js";
import { exportText, type ExportFlags } from "./export-command.js";
import { holdToLaws, type LawsFlags, lawsFormats } from "./laws-command.js";
import { allChosen } from "./lifecycle-choice.js";
import { lifecycleTable } from "./list-command.js";
import type { Output } from "./output.js";
import { proveClaims, type ProveFlags, proveFormats } from "./prove/prove-command.js";
import { type RecheckFlags, recheckFiles } from "./recheck/recheck-command.js";
import { reportFormats } from "./report/report-format.js";
import { type AtlasFlags, showAtlas } from "./serve/atlas-command.js";
import { type InspectFlags, inspectLifecycle } from "./serve/inspect-command.js";
import { simulateLog } from "./simulate-command.js";
import { simulatedChannels, type SimulateFlags } from "./simulate-flags.js";
import type { Surroundings } from "./surroundings.js";
import { colorsFor, isColoured } from "./text/colors.js";
import { lineWidthIn } from "./text/line-width.js";

/** What a lifecycle is named by on the command line; and lifecycles. */
const oneWord = "its id, its provider, or a module of your own that exports it: ./mine.js";
const severalWords = "an id, a provider, or a module of your own that exports some: ./mine.js";

/** A program that writes to `output` and hands the exit code to `finish`; misuse is thrown. */
export function createProgram(surroundings: Surroundings, output: Output, finish: (code: 0 | 1) => void): Command {
  const colors = colorsFor(isColoured(surroundings));
  const lineWidth = lineWidthIn(surroundings);
  const give = ({ text, code }: Answer): void => {
    output.write(text);
    finish(code);
  };
  const program = new Command("kycle")
    .description("KYC lifecycles as state machines: does each report fit, what was skipped, and if not, why not.")
    .version(manifest.version)
    .exitOverride()
    .configureOutput({ writeOut: output.write, writeErr: () => {} })
    .configureHelp({
      subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(usageOf)].join(" "),
    });

  program
    .command("list")
    .description("every lifecycle, with what it knows and what that rests on")
    .argument("[lifecycle...]", `each ${severalWords}; all that are shipped when none is named`)
    .action(async (words: readonly string[]) =>
      output.write(lifecycleTable(await allChosen(words), colors, lineWidth)),
    );

  program
    .command("explain")
    .description("may one status follow another? Exit code 1 when it may not")
    .argument("<lifecycle>", oneWord)
    .argument("<from>")
    .argument("<to>")
    .addOption(policyOption())
    .option("--format <format>", explainFormats.join(" | "), "text")
    .action(async (lifecycle: string, from: string, to: string, flags: ExplainFlags) =>
      give(await explainTransition({ lifecycle, from, to }, flags, colors, lineWidth)),
    );

  program
    .command("draw")
    .description("the lifecycle as a picture; what a policy rules out is faded, and a history is painted onto it")
    .argument("<lifecycle>", oneWord)
    .option(
      "--format <format>",
      `${drawFormats.join(" | ")}; when not given, told by the suffix of --output, and mermaid without one`,
    )
    .addOption(policyOption("all unknown", `; for ${paintedFormats.join(", ")}`))
    .option(
      "--trace <FILE>",
      `a log as check reads it, of one subject: visited, missing, now, and what was refused; for ${paintedFormats.join(", ")}`,
    )
    .option("--subject <subject>", "whose history, where the log tells of several")
    .option(
      "--theme <theme>",
      `${themes.join(" | ")}; auto follows the reader's preference; for ${themedFormats.join(", ")}`,
    )
    .option("-o, --output <file>", "write to a file: .svg, .png, .html, .dot or .gv, .mmd, .json")
    .action((lifecycle: string, flags: DrawFlags) => drawLifecycle(lifecycle, flags, surroundings, output));

  program
    .command("prove")
    .description("every claim of the lifecycles, decided on all that can happen. Exit code 1 when one is not proved")
    .argument("[lifecycle...]", `each ${severalWords}; all that are shipped when none is named`)
    .addOption(policyOption())
    .option("--format <format>", proveFormats.join(" | "), "text")
    .action(async (words: readonly string[], flags: ProveFlags) =>
      give(await proveClaims(words, flags, colors, lineWidth)),
    );

  program
    .command("laws")
    .description("each machine held to its statuses and its evidence. Exit code 1 when one breaks a law")
    .argument("[lifecycle...]", `each ${severalWords}; all that are shipped when none is named`)
    .option("--format <format>", lawsFormats.join(" | "), "text")
    .action(async (words: readonly string[], flags: LawsFlags) =>
      give(await holdToLaws(words, flags, colors, lineWidth)),
    );

  program
    .command("export")
    .description("the lifecycle for another engine or store")
    .argument("<lifecycle>", oneWord)
    .addOption(policyOption("the machine's defaults; of sql and history all unknown"))
    .option("--format <format>", exportFormats.join(" | "))
    .option(
      "--dialect <dialect>",
      `of sql: ${dialects.join(" | ")}; of history: ${executedDialects.join(" | ")}, and tried with a parser alone ${parsedDialects.join(" | ")}; the first when not given`,
    )
    .option("--channel <channel>", `of both: ${channels.join(" | ")}; webhook where there are webhooks, when not given`)
    .action(async (lifecycle: string, flags: ExportFlags) => output.write(await exportText(lifecycle, flags)));

  program
    .command("check")
    .description(
      "a verdict for every line of an event log. Exit code 1 for findings of the kinds in --fail-on; for an empty log 0 with --lifecycle, and 2 without, since nothing tells it",
    )
    .argument("[FILE...]", "logs: one message a line, as the provider sent it; - is standard input")
    .option(
      "--lifecycle <lifecycle>",
      `what the messages are about: ${severalWords}; told by the first report when not given`,
    )
    .addOption(policyOption())
    .option("--channel <channel>", `${channels.join(" | ")}; told by each message's shape when not given`)
    .option("--subscribed <s,…>", "the statuses that the webhooks were subscribed to; all when not given")
    .option("--order <order>", `${orders.join(" | ")}: judge in this order`, "delivered")
    .option("--format <format>", reportFormats.join(" | "), "text")
    .option("--fail-on <kind,…>", `what fails the check: ${lineKinds.join(", ")}, or none`, "illegal,malformed")
    .option(
      "--threads <n>",
      `up to ${mostThreads}: 1 reads and judges by turns, each further one reads; as many as pay when not given`,
    )
    .action(async (files: readonly string[], flags: CheckFlags) => {
      finish(await checkLogs(files, flags, surroundings, output));
    });

  program
    .command("recheck")
    .description("committed histories, judged today. Exit code 1 when a verdict is not what was recorded")
    .argument("<FILE...>", "traces: histories with their sources and verdicts, as JSON")
    .option("--lifecycle <module>", "a module of your own, where their lifecycles are looked for first: ./mine.js")
    .option("--update", "record the verdicts of today, and write those that are not there yet")
    .action(async (files: readonly string[], flags: RecheckFlags) => {
      finish(await recheckFiles(files, flags, surroundings, output));
    });

  program
    .command("simulate")
    .description("a log as the provider could have sent it, with everything that goes wrong, and the truth about it")
    .argument("<lifecycle>", oneWord)
    .option("--subjects <n>", "how many subjects it is about", "100")
    .option("--seed <n>", "the same seed and flags give the same log", "1")
    .addOption(policyOption())
    .option("--channel <channel>", `${simulatedChannels.join(" | ")}; webhook where the provider sends them, else poll`)
    .option("--duplicates <rate>", "how many reports are delivered again: 0 to 1", "0.05")
    .option("--shuffle <n>", "by how many places a report may be overtaken", "1")
    .option("--delays <rate>", "how many come much later", "0.01")
    .option("--loss <rate>", "how many are never delivered", "0.02")
    .option("--illegal <rate>", "how many are followed by one that cannot be", "0.02")
    .option("--superseded <rate>", "how many of a newer run are followed by one of the run that it replaced", "0.02")
    .option("--unknown <rate>", "how many come with one whose word nobody knows", "0.01")
    .option("--corrupt <rate>", "how many lines are followed by one that cannot be read", "0.005")
    .option("--output <file>", "where the log goes; standard output when not given")
    .option("--truth <file>", "where the truth goes: one line for each line of the log that is not as it should be")
    .action(async (lifecycle: string, flags: SimulateFlags) => simulateLog(lifecycle, flags, surroundings, output));

  program
    .command("inspect")
    .description("the machine on a page of this computer, with a log replayed on it step by step")
    .argument("<lifecycle>", oneWord)
    .argument("[FILE]", "a log as check reads it; - is standard input")
    .addOption(policyOption())
    .option("--subject <subject>", "the one to replay; may be left out where the log tells of one")
    .option("--url <address>", "show it in this inspector's page instead, such as https://stately.ai/inspect")
    .option("--port <number>", "where to serve it; 0 is any that is free", "0")
    .option("--messages", "write the inspector's messages, one a line, and serve nothing")
    .option("--no-open", "leave the browser alone")
    .action(async (lifecycle: string, file: string | undefined, flags: InspectFlags) => {
      await inspectLifecycle({ lifecycle, file }, flags, surroundings, output);
    });

  program
    .command("atlas")
    .description("a page to look at lifecycles with, to try histories, and to go through logs")
    .argument("[FILE...]", "logs to go through, as check reads them; - is standard input")
    .option("--output <folder>", "write the page there, as index.html, and serve nothing")
    .option("--port <number>", "where to serve it on this computer; 0 is any that is free", "0")
    .option("--no-open", "leave the browser alone")
    .action(async (files: readonly string[], flags: AtlasFlags) => showAtlas(files, flags, surroundings, output));

  return program;
}

function usageOf(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? "..." : ""}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

function policyOption(unless = "all unknown", more = ""): Option {
  return new Option("--policy <k=v,…>", `the provider's settings that are known; lists as a+b; may repeat${more}`)
    .default([], unless)
    .argParser((text, texts: readonly string[]) => [...texts, text]);
}
