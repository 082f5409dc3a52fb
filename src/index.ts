/** Kycle's engine: everything that knows no provider. */
export type { RunRelation, Said, SymbolNumber } from "./compiled/alphabet.js";
export type { Automaton } from "./compiled/automaton.js";
export { type CheckedLog, checkLog, checkMessages, type LineReport, type LogOptions } from "./bulk/check-log.js";
export type { Candidate } from "./graph/candidates.js";
export type { Configuration, Context } from "./graph/chart.js";
export { ChartError } from "./graph/chart-error.js";
export type { Checkpoint } from "./record/checkpoint.js";
export type { Estimates } from "./observer/configurations.js";
export type {
  Announcement,
  Announcements,
  GuardWords,
  KnownTimes,
  LifecycleDefinition,
  Opaque,
  PlacedReport,
  PolicyField,
  Runs,
} from "./definition.js";
export type { Evidence, EvidenceRow, Level, NeverRow, StartRow } from "./evidence.js";
export { type Exchange, exchangeSchema, instantText } from "./exchange.js";
export type { Contradicted, Explained, Finding, Findings, Found, Refused } from "./verdict/decision.js";
export { explore } from "./explore.js";
export type { GivenPolicy } from "./policy/given-policy.js";
export { PolicyError } from "./policy/policy-error.js";
export type { Latest as LatestReport, Report as RecordedReport } from "./observer/folded.js";
export type { ExploreOptions, Graph, Transition } from "./graph/graph.js";
export { addMilliseconds, compareInstants, type Instant, parseInstant } from "./instant.js";
export type { Json } from "./json.js";
export { checkLaws, type LawReport } from "./laws/laws.js";
export { type BoundLifecycle, defineLifecycle, type Lifecycle, type Observed, type Settings } from "./lifecycle.js";
export type { LineKind } from "./line-kind.js";
export type { LookupAnswer } from "./lookup.js";
export type { Messages } from "./messages/messages.js";
export { type AnyWord, type Channel, type Observation, plainWord, type Reading, type Unjudged } from "./observation.js";
export { ObservationError } from "./observation-error.js";
export type { OpenOptions } from "./open-record.js";
export {
  type Attempt,
  type PersonChoice,
  personChoices,
  type PersonOptions,
  type PersonView,
  viewPerson,
} from "./person.js";
export { type Outcome, type Phase, phases } from "./phase.js";
export type { Change as CounterexampleChange, Counterexample, CounterexampleStep } from "./proof/counterexample.js";
export type { Ending } from "./proof/decide.js";
export {
  type Anything,
  anything,
  type Moment,
  type Occasion,
  type Predicate,
  type What,
  where,
  type WordOf,
} from "./proof/moment.js";
export {
  always,
  atMost,
  type Bound,
  type Claim,
  type Claims,
  type Condition,
  type ContextOf,
  counts,
  eventuallyPossible,
  inevitable,
  leadsTo,
  type MomentOf,
  never,
  neverAfter,
  type PolicyOf,
  possible,
  precedes,
  type Property,
  type PropertyKind,
  type Since,
  type Times,
  type Until,
  type Whenever,
} from "./proof/property.js";
export { PropertyError } from "./proof/property-error.js";
export {
  type Explored,
  type Fails,
  type Holds,
  type NotSeveral,
  type Proof,
  type PropertyOf,
  prove,
  type ProveOptions,
  type Truncated,
} from "./proof/prove.js";
export { replay } from "./proof/replay.js";
export { irrelevant, malformed, type ReadOptions } from "./reading.js";
export type { KycleRecord } from "./record/record.js";
export { RecordError } from "./record/record-error.js";
export type { UnmetGuard } from "./explanation/refusal.js";
export { type Reason, type Rule, type Rules, rules, type VerdictKind, verdictKinds, type WordsOf } from "./rule.js";
export type { Step } from "./compiled/step.js";
export {
  checkHistory,
  type HistoryOptions,
  type HistoryReport,
  type Judge,
  type Order,
  type Tracker,
  trackSubjects,
} from "./trace.js";
export type { TransitionCheck } from "./transition.js";
export type { AuditEntry, Verdict, VerdictOf } from "./verdict/verdict.js";
export type { Count, Deadline, Permission, View } from "./view.js";
