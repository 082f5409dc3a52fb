/** What a command answers at once, and the code that it exits with. */
export interface Answer {
  readonly text: string;
  /** 1 for findings: a transition that is illegal, a claim that is not proved, a law that is broken. */
  readonly code: 0 | 1;
}
