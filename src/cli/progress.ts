/** A progress bar for people who wait: on a terminal, and for a log that is long enough. */
import { Presets, SingleBar } from "cli-progress";
import type { CheckSettings } from "./check-flags.js";
import type { Source } from "./sources.js";
import type { Surroundings } from "./surroundings.js";

export interface Progress {
  readonly read: (bytes: number) => void;
  /** One of so many lines that waited for the last is judged. */
  readonly judged: (waiting: number) => void;
  /** Takes the bar away; a second time changes nothing. */
  readonly stop: () => void;
}

const longLog = 4 * 1024 * 1024;

export function progressOf(
  sources: readonly Source[],
  { stdout, stderr }: Surroundings,
  { format, order }: Pick<CheckSettings, "format" | "order">,
): Progress {
  const size = sources.reduce((sum, source) => sum + (source.size ?? Number.NaN), 0);
  // Only the text report holds back what it writes until the bar is gone; others would tear it apart on one terminal.
  const isTorn = format !== "text" && stdout.isTTY === true;
  if (stderr.isTTY !== true || isTorn || !(size > longLog)) {
    return { read: () => {}, judged: () => {}, stop: () => {} };
  }
  const bar = new SingleBar(
    {
      stream: stderr,
      format: "checking {bar} {percentage}%, {eta_formatted} left",
      clearOnComplete: true,
      hideCursor: null,
    },
    Presets.shades_grey,
  );
  // What is judged as it happened is first read and then judged.
  bar.start(order === "happened" ? 2 * size : size, 0);
  return {
    read: (bytes) => bar.increment(bytes),
    judged: (waiting) => bar.increment(size / waiting),
    stop: () => {
      if (bar.isActive) bar.stop();
    },
  };
}
