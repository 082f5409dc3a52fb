/** What an operator may choose, from the environment. */
export interface Settings {
  readonly servers: readonly string[];
  /** Into how many parts the people are divided. To change it, let the workers finish, then stop them. */
  readonly partitions: number;
  /** On how many servers everything is kept; three go on when one is gone. */
  readonly replicas: number;
  /** How long a worker may take over one report before another gets it. */
  readonly ackWaitSeconds: number;
  /** For how long the stream itself drops a delivery that it has; the record knows those that come later. */
  readonly duplicateWindowSeconds: number;
}

export function settingsFrom(environment: Readonly<Record<string, string | undefined>>): Settings {
  const number = (name: string, otherwise: number): number => Number(environment[name] ?? otherwise);
  return {
    servers: (environment["NATS_SERVERS"] ?? "127.0.0.1:4222").split(","),
    partitions: number("PARTITIONS", 8),
    replicas: number("REPLICAS", 3),
    ackWaitSeconds: number("ACK_WAIT_SECONDS", 30),
    duplicateWindowSeconds: number("DUPLICATE_WINDOW_SECONDS", 120),
  };
}
