/** What is said of one line, as one flat object: the line of `--format ndjson`, and what every report is made from. */
import type { Evidence } from "../../evidence.js";
import type { UnmetGuard } from "../../explanation/refusal.js";
import type { LineKind } from "../../line-kind.js";
import type { Observation, Unjudged } from "../../observation.js";
import type { Reason } from "../../rule.js";
import type { Verdict } from "../../verdict/verdict.js";

/** Where a line stands; `file` only where there are several. */
export interface Place {
  readonly line: number;
  readonly file?: string | undefined;
}

/** The keys stand in the order in which they are printed; what is meaningless for a line is undefined. */
export interface Outcome extends Place {
  readonly lifecycle?: string | undefined;
  readonly subject?: string | undefined;
  readonly run?: string | undefined;
  readonly status?: string | undefined;
  readonly verdict: LineKind;
  readonly reason?: Reason | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly skipped?: readonly string[] | undefined;
  readonly missing?: readonly string[] | undefined;
  readonly fills?: readonly string[] | undefined;
  readonly warnings?: readonly string[] | undefined;
  readonly message: string;
  /** Where in a malformed message. */
  readonly field?: string | undefined;
  /** The provider's own word, where it is not the status. */
  readonly reported?: string | undefined;
  readonly event?: string | undefined;
  readonly at?: string | undefined;
  readonly delivery?: string | undefined;
  readonly sequence?: number | undefined;
  readonly path?: readonly string[] | undefined;
  readonly guards?: readonly UnmetGuard[] | undefined;
  readonly breaches?: readonly string[] | undefined;
  readonly evidence?: Evidence | undefined;
  readonly fitting?: readonly string[] | undefined;
}

export function judgedOutcome({ line, file }: Place, observation: Observation, verdict: Verdict): Outcome {
  const { status, reported, event } = observation;
  return {
    line,
    file,
    lifecycle: verdict.lifecycle,
    subject: verdict.subject,
    run: verdict.run,
    status,
    verdict: verdict.kind,
    reason: verdict.reason,
    from: verdict.from,
    to: verdict.to,
    skipped: unlessEmpty(verdict.skipped),
    missing: unlessEmpty(verdict.missing),
    fills: unlessEmpty(verdict.fills),
    warnings: unlessEmpty(verdict.warnings),
    message: verdict.message,
    reported: reported === status ? undefined : reported,
    event,
    at: verdict.at,
    delivery: verdict.delivery,
    sequence: verdict.sequence,
    path: unlessEmpty(verdict.path),
    guards: unlessEmpty(verdict.guards),
    breaches: unlessEmpty(verdict.breaches),
    evidence: verdict.evidence,
    fitting: unlessEmpty(verdict.fitting),
  };
}

export function unjudgedOutcome({ line, file }: Place, lifecycle: string | undefined, reading: Unjudged): Outcome {
  const told = { line, file, lifecycle };
  const { kind, message } = reading;
  switch (kind) {
    case "malformed":
      return { ...told, verdict: kind, message, field: reading.path === "" ? undefined : reading.path };
    case "irrelevant":
      return { ...told, verdict: kind, message, reported: reading.name };
    case "no-information":
      return { ...told, subject: reading.subject, verdict: kind, warnings: unlessEmpty(reading.warnings), message };
  }
}

function unlessEmpty<Item>(items: readonly Item[] | undefined): readonly Item[] | undefined {
  return items === undefined || items.length === 0 ? undefined : items;
}
