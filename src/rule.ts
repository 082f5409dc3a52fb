/** The kinds of verdict, and the rules that decide about a report, each with its kind and its reason. */

/**
 * The kinds of verdict. What decides first: the delivery is known (`duplicate`); the word or the subject is not (`unknown`); the run
 * was replaced (`superseded`); the message contradicts itself or its time cannot be (`illegal`); it is too old to be placed (`stale`);
 * a poll shows what is known (`duplicate`); nothing fits (`illegal`). What is left fits: `late`, `gap` or `advance`.
 */
export const verdictKinds = [
  "duplicate",
  "unknown",
  "superseded",
  "stale",
  "late",
  "advance",
  "gap",
  "illegal",
] as const;

/** What is said of a report, in one word: what to do with each is told in docs/verdicts.md. */
export type VerdictKind = (typeof verdictKinds)[number];

/** Every rule by its word for a log: the kind, and the reason where the kind has several. */
export const rules = {
  advance: { kind: "advance", rule: "advance" },
  /** The consumer followed the provider whatever the verdict. */
  "advance.adopted": { kind: "advance", reason: "adopted", rule: "advance.adopted" },
  gap: { kind: "gap", rule: "gap" },
  late: { kind: "late", rule: "late" },
  /** The delivery is in the window. */
  "duplicate.delivery": { kind: "duplicate", reason: "delivery", rule: "duplicate.delivery" },
  /** A poll shows what is known. */
  "duplicate.repeat": { kind: "duplicate", reason: "repeat", rule: "duplicate.repeat" },
  stale: { kind: "stale", rule: "stale" },
  superseded: { kind: "superseded", rule: "superseded" },
  /** The word is not in the vocabulary. */
  "unknown.status": { kind: "unknown", reason: "status", rule: "unknown.status" },
  /** Nothing shows that the subject ever existed. */
  "unknown.session": { kind: "unknown", reason: "session", rule: "unknown.session" },
  /** The message contradicts itself. */
  "illegal.contradiction": { kind: "illegal", reason: "contradiction", rule: "illegal.contradiction" },
  /** Its time cannot be. */
  "illegal.mistimed": { kind: "illegal", reason: "mistimed", rule: "illegal.mistimed" },
  /** The first rule of the machine that refuses it. */
  "illegal.run": { kind: "illegal", reason: "run", rule: "illegal.run" },
  "illegal.guard": { kind: "illegal", reason: "guard", rule: "illegal.guard" },
  "illegal.final": { kind: "illegal", reason: "final", rule: "illegal.final" },
  "illegal.unreachable": { kind: "illegal", reason: "unreachable", rule: "illegal.unreachable" },
} as const satisfies Readonly<
  Record<string, { readonly kind: VerdictKind; readonly reason?: string; readonly rule: string }>
>;

export type Rules = typeof rules;

/** Kind and reason in one word, as in `illegal.guard`. */
export type Rule = keyof Rules;

/** The words of a rule; no reason where its kind has but one. */
export type WordsOf<Each extends Rule> = Rules[Each] extends { readonly reason: string }
  ? Rules[Each]
  : Rules[Each] & { readonly reason?: never };

export type Reason = Extract<Rules[Rule], { readonly reason: string }>["reason"];

/** Whether a word is that of a rule. */
export const isRule = (word: unknown): word is Rule => typeof word === "string" && Object.hasOwn(rules, word);
