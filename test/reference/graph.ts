// One policy's configurations, numbered as they are met. Node 0 is the origin; refused steps are kept beside enabled ones.
import type { Announced, Configuration, Model } from "./model.js";

export interface Edge {
  readonly to: number;
  readonly event: string;
  readonly always: boolean;
  readonly startsRun: boolean;
  readonly guards: readonly string[];
}

export interface Graph {
  readonly origin: number;
  configuration(node: number): Configuration | undefined;
  edges(node: number): readonly Edge[];
}

export function graphOf<Given, Policy>(
  model: Model<Given, Policy>,
  policy: Policy,
  subscribed: readonly string[] | undefined,
): Graph {
  const origin = 0;
  const configurations: (Configuration | undefined)[] = [undefined];
  const numbers = new Map<string, number>();
  const known: (readonly Edge[] | undefined)[] = [];

  const numberOf = (configuration: Configuration): number => {
    const counters = Object.entries(configuration.counters).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([configuration.status, counters]);
    const number = numbers.get(key) ?? configurations.push(configuration) - 1;
    numbers.set(key, number);
    return number;
  };

  const isAlways = (announced: Announced, from: string | undefined, to: string): boolean =>
    announced === "always" && from !== to && (subscribed === undefined || subscribed.includes(to));

  const edgesOf = (node: number): readonly Edge[] => {
    const from = configurations[node];
    if (from === undefined) {
      const to = model.initial(policy);
      const always = isAlways(model.originAnnounced, undefined, to.status);
      return [{ to: numberOf(to), event: "", always, startsRun: false, guards: [] }];
    }
    return model.steps(policy, from).map((step) => ({
      to: numberOf(step.to),
      event: step.event,
      always: isAlways(step.announced, from.status, step.to.status),
      startsRun: step.startsRun,
      guards: step.guards,
    }));
  };

  return {
    origin,
    configuration: (node) => configurations[node],
    edges: (node) => (known[node] ??= edgesOf(node)),
  };
}
