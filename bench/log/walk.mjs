/**
 * Signers on their ways through iinkedSign, under a policy of three attempts: told by hand from the vendor's page "Verification
 * status". Nothing of Kycle is asked, so that what is illegal here is so by the page and not by the checker.
 */

export const attempts = 3;

/** The words of the webhook that are told here. */
export const words = ["failed", "failed_reset", "error", "cancelled_reset", "passed", "cancelled", "invalid"];
const [failed, failedReset, error, cancelledReset, passed, cancelled, invalid] = words.keys();

/** Nothing comes after these. */
const lastWords = [passed, passed, passed, passed, passed, cancelled, invalid];

/** Where a signer stands: at 0, 1 or 2 failures of the current verification, or at a verification that is over. */
const awaitsReset = attempts;
const wasReset = attempts + 1;
const ended = attempts + 2;

/** By where a signer stands, what comes next and where it leads; all are equally likely. */
const ways = [
  [...Array.from({ length: 8 }, () => [failed, 1]), [error, 0], [error, 0]],
  [...Array.from({ length: 8 }, () => [failed, 2]), [error, 1], [cancelledReset, wasReset]],
  [...Array.from({ length: 8 }, () => [failedReset, awaitsReset]), [error, 2], [cancelledReset, wasReset]],
];

/**
 * So many signers with so many legal reports in all, a fifth of them at work side by side: one whose history ends makes
 * room for the next, as often as it takes for all to begin. The log ends in the midst of the last ones' histories.
 */
export function createWalk({ subjects, reports, random }) {
  const at = new Uint8Array(subjects);
  const runs = new Uint32Array(subjects);
  const atWork = Array.from({ length: Math.max(1, Math.floor(subjects / 5)) }, (_, number) => number);
  const done = [];
  let opened = atWork.length;
  let left = reports;

  function end(place) {
    const number = atWork[place];
    at[number] = ended;
    done.push(number);
    atWork[place] = opened++;
  }

  return {
    hasEnded: (number) => at[number] === ended,
    /** The next legal report. The object is the same each time. */
    step(report) {
      const place = random.below(atWork.length);
      const number = atWork[place];
      report.number = number;
      left -= 1;
      if (opened < subjects && random.share() * left < subjects - opened) {
        if (at[number] >= awaitsReset) runs[number] += 1;
        report.word = lastWords[random.below(lastWords.length)];
        report.run = runs[number];
        end(place);
        return;
      }
      if (at[number] === awaitsReset && random.below(4) === 0) {
        report.word = cancelledReset;
        report.run = runs[number];
        at[number] = wasReset;
        return;
      }
      // A reset brings a new verification, and with it all attempts.
      if (at[number] >= awaitsReset) {
        runs[number] += 1;
        at[number] = 0;
      }
      const [word, to] = ways[at[number]][random.below(10)];
      report.word = word;
      report.run = runs[number];
      at[number] = to;
    },
    /**
     * A report that no history of the signer's can go on with, whatever was lost: a failure after the last word, a third failure
     * that asks for no reset, or a failure of a verification that is over. Its reason; undefined when nobody is found for one.
     * Signers of whom `isUnsure` were told of less than happened.
     */
    misstep(report, isUnsure) {
      report.word = failed;
      for (let tries = random.below(2) === 0 ? 8 : 0; tries > 0; tries--) {
        const number = atWork[random.below(atWork.length)];
        if (at[number] < attempts - 1 || isUnsure(number)) continue;
        report.number = number;
        report.run = runs[number];
        return at[number] === attempts - 1 ? "oneFailureTooMany" : "withoutReset";
      }
      if (done.length <= 100) return undefined;
      report.number = done[random.below(done.length)];
      report.run = runs[report.number];
      return "afterTheEnd";
    },
  };
}
