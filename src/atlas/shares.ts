/** An estimate in short: its statuses, each with its configurations. */
import type { Configuration } from "../graph/chart.js";

export interface StatusShare {
  readonly status: string;
  readonly configurations: readonly Configuration[];
}

export function byStatus(configurations: readonly Configuration[]): readonly StatusShare[] {
  const shares = new Map<string, Configuration[]>();
  for (const configuration of configurations) {
    const share = shares.get(configuration.status) ?? [];
    shares.set(configuration.status, share);
    share.push(configuration);
  }
  return [...shares].map(([status, share]) => ({ status, configurations: share }));
}
