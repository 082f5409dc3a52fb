/** Logs of many subjects as iinkedSign would send them: most histories fit, some have gaps, some cannot be. */

/** What happens to one signer: webhooks of these statuses, a `+` before one for a report by poll, a `!` for a new run. */
const histories = [
  ["+not_started", "+start", "+consent", "+identity_processing", "passed"],
  ["failed", "+start", "failed", "+kba", "passed"],
  ["failed", "failed", "failed_reset", "+cancelled_reset", "!+not_started", "passed"],
  ["failed_locked"],
  ["+start", "error", "+document_processing", "passed"],
  ["passed", "failed"],
  ["failed", "failed_reset", "+start", "passed"],
  ["+end", "cancelled"],
  ["+start", "wat", "passed"],
] as const;

const secondsBetween = [40, 400, 4000, 70_000] as const;

/** NDJSON, `subjects` signers, their reports interleaved; the same text for the same number. */
export function signerLog(subjects: number): string {
  const lines: { readonly at: number; readonly text: string }[] = [];
  for (let signer = 0; signer < subjects; signer += 1) {
    const history = histories[(signer * 7 + (signer >> 4)) % histories.length] ?? [];
    let at = Date.UTC(2024, 0, 1) + ((signer * 7919) % 90) * 86_400_000 + (signer % 86_400) * 1000;
    let run = 1;
    for (const [index, word] of history.entries()) {
      if (word.startsWith("!")) run += 1;
      at += (secondsBetween[(signer + index) % 4] ?? 1) * 1000;
      lines.push({ at, text: messageOf(signer, run, word.replace("!", ""), new Date(at).toISOString(), index) });
    }
  }
  return `${lines
    .toSorted((a, b) => a.at - b.at)
    .map(({ text }) => text)
    .join("\n")}\n`;
}

export const signerName = "Anna Nymous";

function messageOf(signer: number, run: number, word: string, time: string, index: number): string {
  const ids = {
    verificationId: uuid(signer, run),
    packageId: uuid(signer, 100),
    signerId: uuid(signer, 101),
  };
  const state = word.replace("+", "");
  if (!word.startsWith("+")) {
    return JSON.stringify({
      ...ids,
      continue: false,
      state,
      action: "verification_status",
      eventId: uuid(signer, 200 + index),
      eventTime: time,
      signerName,
    });
  }
  const subject = `${ids.packageId}/${ids.signerId}`;
  return JSON.stringify({ at: time, subject, httpStatus: 200, body: { ...ids, state, timeUpdated: time } });
}

const uuid = (signer: number, part: number): string =>
  `${String(signer).padStart(8, "0")}-0000-4000-8000-${String(part).padStart(12, "0")}`;
