export type Announced = "always" | "maybe" | "never";

export interface Configuration {
  readonly status: string;
  readonly counters: Readonly<Record<string, number | string | boolean>>;
}

export interface Step {
  readonly to: Configuration;
  readonly event: string;
  readonly announced: Announced;
  readonly startsRun: boolean;
  /**
   * Named conditions that the step needs and that do not hold here. A step with none is enabled; one with some is refused,
   * and listed so that one can ask which conditions would have to be ignored.
   */
  readonly guards: readonly string[];
}

/** Counts as a poll reports them, under the provider's names. */
export type ReportedCounters = Readonly<Record<string, number>>;

/** What a report shows of the policy, by field. */
export type Facts = Readonly<Record<string, string>>;

export interface Model<Given, Policy> {
  readonly id: string;
  readonly statuses: readonly string[];
  readonly guards: readonly string[];
  /** The provider's names of counts, by the names that the machine gives its counters. */
  readonly counterNames: Readonly<Record<string, string>>;
  /** Events that are reported by their own name: they say nothing of the status. */
  readonly reportedEvents: readonly string[];
  /** How the step from the origin to the initial configuration is announced. */
  readonly originAnnounced: Announced;
  /** The family: every concrete policy that has the given fields. */
  policies(given: Given): readonly Policy[];
  initial(policy: Policy): Configuration;
  steps(policy: Policy, from: Configuration): readonly Step[];
  fits(policy: Policy, configuration: Configuration, reported: ReportedCounters): boolean;
  /** Whether a policy is one that shows these facts, as far as they move the lifecycle. */
  agrees(policy: Policy, facts: Facts): boolean;
}

export interface Report {
  readonly channel: "webhook" | "poll";
  readonly status?: string | undefined;
  /** Of a webhook without a status: what happened last. */
  readonly event?: string | undefined;
  readonly run?: string | undefined;
  readonly counters?: ReportedCounters | undefined;
  readonly facts?: Facts | undefined;
}
