/** Options of histories and checks that there cannot be: each is refused by its name, and by what it may be. */
import { parseInstant } from "../instant.js";
import type { TellingOptions } from "./history.js";

const mostReports = 1000;

/** @throws {RangeError} for a value that is given and no whole number within the bounds, which are inclusive. */
export function refuseNoWholeNumber(name: string, value: unknown, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (value === undefined) return;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most) return;
  const from = least === Number.MIN_SAFE_INTEGER ? "" : ` from ${least}`;
  throw new RangeError(
    `the option ${name} is a whole number${from}${most === Number.MAX_SAFE_INTEGER ? "" : ` to ${most}`}`,
  );
}

/** @throws {RangeError} for a number of reports or a start that there cannot be. */
export function refuseNoTelling({ maxReports, startedAt }: TellingOptions): void {
  refuseNoWholeNumber("maxReports", maxReports, 1, mostReports);
  const start: unknown = startedAt;
  if (start === undefined || (typeof start === "string" && parseInstant(start) !== undefined)) return;
  throw new RangeError("the option startedAt is an ISO 8601 instant");
}
