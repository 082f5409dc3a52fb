/** What a log is instead of one message a line, in a sentence that says what would help. None of the log is repeated. */
import type { Lifecycle } from "../../lifecycle.js";
import type { Channel } from "../../observation.js";
import { printable } from "../text/printable.js";
import type { LogForm } from "./log-form.js";

export interface AskedOf {
  /** As on the command line; `-` is standard input. */
  readonly file: string;
  /** The lifecycles that were named; undefined where none was. */
  readonly chosen?: readonly Pick<Lifecycle, "id" | "provider">[] | undefined;
  /** Of `--channel`; undefined where none was given. */
  readonly channel?: Channel | undefined;
}

/** Undefined for JSON, one value a line, in which nothing is known: its lines tell of themselves. */
export function logFormText(form: LogForm, asked: AskedOf): string | undefined {
  const told = formText(form, asked);
  return told === undefined ? undefined : `${logName(asked.file)}: ${told}`;
}

export const logName = (file: string): string => (file === "-" ? "standard input" : printable(file));

const oneALine = "a log has one message a line";
const alone = "a log has the message alone, one a line";

function formText(form: LogForm, asked: AskedOf): string | undefined {
  const by = (command: string): string => `(${command}${operandOf(asked.file)})`;
  switch (form.kind) {
    case "empty":
      return "empty";
    case "gzip":
      return `gzip; gzip -dc${operandOf(asked.file)} | kycle check -`;
    case "UTF-16":
      return `UTF-16 text; convert it to UTF-8 ${by(`iconv -f ${form.encoding} -t UTF-8`)}`;
    case "no text":
      return `not UTF-8 text; ${oneALine}, in the provider's JSON`;
    case "array":
      return `one JSON array; ${oneALine} ${by("jq -c '.[]'")}`;
    case "elements":
      return `a JSON array written one element a line; ${alone}, without brackets and commas ${by("jq -c '.[]'")}`;
    case "pretty":
      return `pretty-printed JSON; ${oneALine} ${by("jq -c .")}`;
    case "long line":
      return `its first line is longer than a MiB; ${oneALine}, in the provider's JSON`;
    case "table":
      return `a table (CSV); ${oneALine}, in the provider's JSON`;
    case "no JSON":
      return `no line is JSON, as far as the first MiB; ${oneALine}, in the provider's JSON`;
    case "prefixed":
      return `line ${form.line} has text before its JSON; ${alone} ${by("sed 's/^[^{]*//'")}`;
    case "enveloped": {
      const where = form.path.length === 0 ? "inside a JSON string" : `under ${form.path.join(".")}`;
      const command = form.filter.includes(" ") ? `jq -c '${form.filter}'` : `jq -c ${form.filter}`;
      return `line ${form.line} holds a message of ${printable(form.provider)} ${where}; ${alone} ${by(command)}`;
    }
    case "report":
      return reportText(form, asked);
    case "JSON":
      return undefined;
  }
}

function reportText(
  { line, lifecycle, provider, channel }: Extract<LogForm, { readonly kind: "report" }>,
  asked: AskedOf,
): string {
  const reportOf = (whose: string): string => `line ${line} is a report of ${printable(whose)}`;
  const { chosen } = asked;
  const whose = [provider, lifecycle].find(
    (word) => chosen?.some((one) => [one.provider, one.id].includes(word)) === false,
  );
  if (whose !== undefined) return `${reportOf(whose)}: --lifecycle ${printable(whose)}`;
  const told = reportOf(provider);
  return asked.channel === undefined ? told : `${told} by ${channel}, which --channel ${asked.channel} does not read`;
}

/** The file as a shell takes it; nothing for standard input. */
function operandOf(file: string): string {
  if (file === "-") return "";
  return /^[\w./][\w./-]*$/.test(file) ? ` ${file}` : " FILE";
}
