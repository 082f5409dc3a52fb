/** `kycle draw`: a lifecycle as a picture; under a policy, and with a history painted onto it. */
import { writeFile } from "node:fs/promises";
import { dot } from "../../draw/dot.js";
import { html } from "../../draw/html.js";
import { mermaid } from "../../draw/mermaid.js";
import type { Paint } from "../../draw/paint.js";
import { pictureOf } from "../../draw/picture.js";
import { unreachable } from "../../draw/reach.js";
import { svg } from "../../draw/svg.js";
import { type Theme, themes } from "../../draw/theme.js";
import { benchOf } from "../bench.js";
import { codeOf, unwritable, writtenText } from "../file-errors.js";
import { chosenLifecycle } from "../lifecycle-choice.js";
import { Misuse, oneOf } from "../misuse.js";
import type { Output } from "../output.js";
import type { Surroundings } from "../surroundings.js";
import { paintTrace } from "./draw-trace.js";
import { type DrawFormat, drawFormatOf, paintedFormats, themedFormats } from "./draw-format.js";
import { layoutOf } from "./layouts.js";
import { png } from "./png.js";

/** As written; undefined for a flag that is not there. */
export interface DrawFlags {
  readonly format?: string;
  readonly policy: readonly string[];
  readonly trace?: string;
  readonly subject?: string;
  readonly theme?: string;
  readonly output?: string;
}

export async function drawLifecycle(
  name: string,
  flags: DrawFlags,
  surroundings: Surroundings,
  output: Output,
): Promise<void> {
  const format = drawFormatOf(flags);
  const lifecycle = await chosenLifecycle(name);
  const bench = benchOf(lifecycle, flags);
  const { policy } = bench;
  const theme = themeOf(flags.theme, format);
  if (flags.subject !== undefined && flags.trace === undefined) throw new Misuse("--subject: needs --trace FILE");
  if (!paintedFormats.includes(format)) {
    const flag = flags.trace === undefined ? (flags.policy.length > 0 ? "--policy" : undefined) : "--trace";
    if (flag !== undefined) throw new Misuse(`${flag}: paints ${paintedFormats.join(", ")}; ${format} has no paint`);
  }
  const picture = pictureOf(lifecycle, policy);
  const paint: Paint = {
    ...(flags.policy.length === 0 ? {} : { faded: unreachable(lifecycle, picture, policy) }),
    ...(flags.trace === undefined
      ? {}
      : {
          history: await paintTrace({ file: flags.trace, subject: flags.subject }, bench, picture, surroundings),
        }),
  };
  switch (format) {
    case "mermaid":
      return deliver(mermaid(lifecycle.machine, lifecycle.title));
    case "dot":
      return deliver(dot(picture));
    case "json":
      return deliver(`${JSON.stringify({ ...picture, ...paint }, null, 2)}\n`);
    case "svg":
      return deliver(svg(picture, await layoutOf(picture), { theme, paint }));
    case "html":
      return deliver(html(picture, await layoutOf(picture), { theme, paint }));
    case "png":
      return deliver(await png(svg(picture, await layoutOf(picture), { theme, paint })));
  }

  async function deliver(content: string | Uint8Array): Promise<void> {
    if (flags.output !== undefined) {
      await write(flags.output, content);
      surroundings.stderr.write(writtenText(flags.output));
      return;
    }
    if (typeof content === "string") return output.write(content);
    if (surroundings.stdout.isTTY === true) {
      throw new Misuse("--format png: pixels are not for a terminal; name a file with --output, or redirect to one");
    }
    output.writeBytes(content);
  }
}

/** Pixels cannot follow the reader's preference. */
function themeOf(given: string | undefined, format: DrawFormat): Theme {
  const theme = given === undefined ? undefined : oneOf("--theme", given, themes);
  if (theme !== undefined && !themedFormats.includes(format)) {
    throw new Misuse(`--theme: is for ${themedFormats.join(", ")}; ${format} has none`);
  }
  if (format !== "png") return theme ?? "auto";
  if (theme === "auto") throw new Misuse("--theme: a png is light or dark; auto is for svg and html");
  return theme ?? "light";
}

async function write(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    throw unwritable(file, codeOf(error));
  }
}
