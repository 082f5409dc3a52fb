/** Logs that come by file chooser, by drag and drop, or with the page itself. Their bytes never leave the page. */
import * as z from "zod";
import { createLogReader, type Log } from "../../atlas/log-reader.js";
import type { Lifecycle } from "../../lifecycle.js";
import type { Observation } from "../../observation.js";
import { byId, embedded } from "../element.js";
import type { Store } from "./store.js";

const carried = z.object({
  histories: z.record(z.string(), z.array(z.custom<Observation>())),
  unread: z.object({ malformed: z.number(), irrelevant: z.number(), "no-information": z.number() }),
  lines: z.number(),
});

export function openLogs(store: Store, lifecycles: readonly Lifecycle[]): void {
  const chooser = byId("file");
  if (!(chooser instanceof HTMLInputElement)) throw new Error("the page has no file chooser");
  const drop = byId("drop");

  function show(log: Log): void {
    const [told] = log.byLifecycle.keys();
    const current = store.get().lifecycle;
    const lifecycle = log.byLifecycle.has(current.id) ? current : (lifecycles.find(({ id }) => id === told) ?? current);
    store.set({
      log,
      view: "log",
      lifecycle,
      ...(lifecycle === current ? {} : { policy: {} }),
      reports: [],
      at: 0,
      picked: undefined,
    });
  }

  async function open(files: Iterable<File>): Promise<void> {
    const reader = createLogReader(lifecycles);
    for (const file of files) {
      const stream = file.stream().pipeThrough(new TextDecoderStream()).getReader();
      for (let chunk = await stream.read(); !chunk.done; chunk = await stream.read()) reader.push(chunk.value);
      reader.push("\n");
    }
    show(reader.end());
  }

  chooser.addEventListener("change", () => void open(chooser.files ?? []));
  addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.hidden = false;
  });
  addEventListener("dragleave", ({ relatedTarget }) => {
    if (relatedTarget === null) drop.hidden = true;
  });
  addEventListener("drop", (event) => {
    event.preventDefault();
    drop.hidden = true;
    const files = event.dataTransfer?.files;
    if (files !== undefined && files.length > 0) void open(files);
  });

  const embeddedLog = embedded("log");
  if (embeddedLog !== undefined) show(logOf(carried.parse(embeddedLog)));
}

function logOf({ histories, unread, lines }: z.output<typeof carried>): Log {
  const byLifecycle = new Map<string, ReadonlyMap<string, readonly Observation[]>>();
  for (const [id, observations] of Object.entries(histories)) {
    const subjects = new Map<string, Observation[]>();
    for (const observation of observations) {
      const known = subjects.get(observation.subject);
      if (known === undefined) subjects.set(observation.subject, [observation]);
      else known.push(observation);
    }
    byLifecycle.set(id, subjects);
  }
  return { byLifecycle, unread, lines };
}
