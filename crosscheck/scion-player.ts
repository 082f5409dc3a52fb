/** SCION, an independent SCXML interpreter, as the player of a tour: it runs the exported document. */
import { plainEvent } from "../src/export/automaton.js";
import type { Tour } from "../src/export/tour.js";
import { createClock } from "./clock.js";
import type { Player } from "./walk-tour.js";

interface Statechart {
  start(): unknown;
  gen(event: { readonly name: string }): unknown;
  getConfiguration(): readonly string[];
}

export interface Scion {
  readonly core: {
    readonly Statechart: new (
      model: unknown,
      options: {
        customSend(
          event: { readonly name: string; readonly sendid: string },
          options: { readonly delay: number },
        ): void;
        customCancel(sendid: string): void;
      },
    ) => Statechart;
  };
  documentStringToModel(name: string, text: string, done: (error: unknown, model?: Preparing) => void): void;
}

interface Preparing {
  prepare(done: (error: unknown, model?: unknown) => void): void;
}

/** The interpreter, or undefined where `npm run crosscheck` has not installed it yet. */
export async function loadScion(): Promise<Scion | undefined> {
  const name = "@scion-scxml/scxml";
  try {
    const { default: scion }: { default: Scion } = await import(/* @vite-ignore */ name);
    return scion;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

export async function scionPlayers(scion: Scion, scxml: string, { timers }: Tour): Promise<() => Player> {
  const preparing = await promised<Preparing>((done) => scion.documentStringToModel("lifecycle.scxml", scxml, done));
  const model = await promised((done) => preparing.prepare(done));
  return () => {
    const clock = createClock();
    const sent = new Map<string, number>();
    const statechart = new scion.core.Statechart(model, {
      customSend: ({ name, sendid }, { delay }) => {
        sent.set(
          sendid,
          clock.wait(() => statechart.gen({ name }), delay),
        );
      },
      customCancel: (sendid) => clock.cancel(sent.get(sendid) ?? 0),
    });
    statechart.start();
    return {
      at: () => statechart.getConfiguration().join(" and "),
      send: (event) => statechart.gen({ name: plainEvent(event) }),
      wait: (timer) => clock.passUntil(timers[timer] ?? 0),
    };
  };
}

async function promised<Value>(ask: (done: (error: unknown, value?: Value) => void) => void): Promise<Value> {
  return new Promise((resolve, reject) => {
    ask((error, value) => (error === null || error === undefined ? resolve(value as Value) : reject(error)));
  });
}
