/** A progress bar for people who wait: on a terminal, and for a log that is long enough. */
import { Presets, SingleBar } from "cli-progress";
import type { Source } from "../reading/sources.js";
import type { Surroundings } from "../surroundings.js";
import type { CheckSettings } from "./check-flags.js";

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
      format: "checking {bar} {percentage}%, {done} of {size} at {rate}/s, {eta_formatted} left",
      // Of so many updates, so that the time left does not jump about.
      etaBuffer: 200,
      clearOnComplete: true,
      hideCursor: null,
    },
    Presets.shades_grey,
  );
  // What is judged as it happened is first read and then judged.
  const steps = order === "happened" ? 2 : 1;
  const started = performance.now();
  let done = 0;
  let shown = 0;
  const told = (): object => ({
    done: inBytes(done),
    size: inBytes(size),
    rate: inBytes((1000 * done) / Math.max(1, performance.now() - started)),
  });
  function advance(bytes: number): void {
    done = Math.min(size, done + bytes / steps);
    // Reports come by the million.
    if (done - shown < size / 1000) return;
    shown = done;
    bar.update(done, told());
  }
  bar.start(size, 0, told());
  return {
    read: advance,
    judged: (waiting) => advance(size / waiting),
    stop: () => {
      if (bar.isActive) bar.stop();
    },
  };
}

const units = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** Two or three digits of it. */
function inBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(bytes) / 3)));
  return `${Number((bytes / 1000 ** power).toPrecision(3))} ${units[power]}`;
}
