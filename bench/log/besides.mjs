/**
 * What providers send beside what is read: the person's data, the checks that were made, and other resources. Invented, of
 * the size and the variety that such messages have.
 */
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { createRandom } from "./random.mjs";

const names = ["Ana", "José", "Zoë", "Łukasz", "Nguyễn", "O'Neil", "van der Berg", "Ng", "Müller-Lüdenscheid", "Smith"];
const streets = ["Main Street", "Rue de l'Église", "Hauptstraße", "Calle Mayor", "Sveavägen", "5th Avenue"];
const checks = ["document_expired", "age_restriction", "face_match", "barcode_inconsistency", "portrait_clarity"];

function personWith({ share, below }) {
  const pick = (all) => all[below(all.length)];
  const some = (most, one) => Array.from({ length: below(most + 1) }, one);
  const date = () => `${1950 + below(55)}-0${1 + below(9)}-1${below(10)}`;
  return () => ({
    "name-first": pick(names),
    "name-middle": below(3) === 0 ? pick(names) : null,
    "name-last": `${pick(names)} ${pick(names)}`,
    birthdate: date(),
    "email-address": `${below(1e9).toString(36)}@example.com`,
    "phone-number": below(2) === 0 ? null : `+${below(1e9)}`,
    "address-street-1": `${below(200)} ${pick(streets)}`,
    "address-street-2": null,
    "address-city": pick(names),
    "address-postal-code": String(10_000 + below(80_000)),
    "identification-number": String(below(1e9)),
    "document-expiry-date": date(),
    location: { latitude: share() * 90, longitude: share() * 180, accuracy: below(50) },
    checks: some(4, () => ({
      name: pick(checks),
      status: pick(["passed", "failed", "not_applicable"]),
      reasons: some(1, () => pick(checks)),
      score: share(),
      metadata: {},
    })),
    files: some(2, () => ({
      filename: `${below(1e9).toString(36)}.jpg`,
      url: `https://files.example.com/${below(1e9).toString(36)}?expires=${below(1e9)}`,
      "byte-size": below(5_000_000),
    })),
    tags: some(2, () => pick(names)),
  });
}

/** Where a provider's messages hold the person's data. */
const placeIn = (message) => message.data?.attributes?.payload?.data?.attributes ?? message.body ?? message;

/** Writes the log anew, with all that beside what is read. */
export function writeWithBesides(from, to) {
  const person = personWith(createRandom(1));
  const file = openSync(to, "w");
  for (const line of readFileSync(from, "utf8").split("\n")) {
    if (line === "") continue;
    const message = JSON.parse(line);
    Object.assign(placeIn(message), person());
    writeSync(file, `${JSON.stringify({ ...message, included: [person(), person()] })}\n`);
  }
  closeSync(file);
}
