/** iinkedSign's webhooks as bytes, each with its line break. */
import { mixed } from "./random.mjs";
import { words } from "./walk.mjs";

const noUuid = "00000000-0000-0000-0000-000000000000";
const noTime = "0000-00-00T00:00:00.0000000Z";

const templates = words.map((word) =>
  Buffer.from(
    `{"verificationId":"${noUuid}","packageId":"${noUuid}","signerId":"${noUuid}","continue":${word === "passed"},"state":"${word}","action":"verification_status","eventId":"${noUuid}","eventTime":"${noTime}"}\n`,
  ),
);
const after = (template, text) => template.indexOf(text) + text.length;
const places = templates.map((template) => ({
  run: after(template, '"verificationId":"'),
  package: after(template, '"packageId":"'),
  signer: after(template, '"signerId":"'),
  event: after(template, '"eventId":"'),
  time: after(template, '"eventTime":"'),
}));

export const longestWebhook = Math.max(...templates.map(({ length }) => length));

/** Ticks of 100 ns, of which a time has seven digits. */
export const ticksOfSecond = 10_000_000;
const start = Date.UTC(2031, 0, 1);
const [hyphen, zero, upperZ, quote, brace, lineFeed] = Buffer.from('-0Z"}\n');
const hex = Buffer.from("0123456789abcdef");

function writeWord(bytes, at, word) {
  bytes[at] = hex[word >>> 28];
  bytes[at + 1] = hex[(word >>> 24) & 15];
  bytes[at + 2] = hex[(word >>> 20) & 15];
  bytes[at + 3] = hex[(word >>> 16) & 15];
}

/** A version 4 UUID of four words. */
function writeUuid(bytes, at, a, b, c, d) {
  writeWord(bytes, at, a);
  writeWord(bytes, at + 4, a << 16);
  writeWord(bytes, at + 9, b);
  writeWord(bytes, at + 14, ((b & 0x0fff) | 0x4000) << 16);
  writeWord(bytes, at + 19, (c & 0x3fff_ffff) | 0x8000_0000);
  bytes[at + 23] = hyphen;
  writeWord(bytes, at + 24, c << 16);
  writeWord(bytes, at + 28, d);
  writeWord(bytes, at + 32, d << 16);
}

/** One for each number. */
function writeNamed(bytes, at, number, salt) {
  const d = mixed(number + salt);
  writeUuid(bytes, at, mixed(d ^ 0x2545f491), mixed(d + 0x7f4a7c15), mixed(d ^ (salt * 0x51ed270b)), d);
}

function writeDigits(bytes, at, number, digits) {
  for (let place = at + digits - 1; place >= at; place--) {
    bytes[place] = zero + (number % 10);
    number = Math.floor(number / 10);
  }
}

/** Writes webhooks; `isTrimmed` leaves out the zeros at the end of a time's fraction, as some libraries do. */
export function createWebhookWriter(isTrimmed) {
  let day = "";
  let dayNumber = -1;

  function writeTime(bytes, at, seconds, ticks) {
    const wanted = Math.floor(seconds / 86_400);
    if (wanted !== dayNumber) {
      dayNumber = wanted;
      day = Buffer.from(new Date(start + wanted * 86_400_000).toISOString().slice(0, 10));
    }
    const second = seconds % 86_400;
    bytes.set(day, at);
    writeDigits(bytes, at + 11, Math.floor(second / 3600), 2);
    writeDigits(bytes, at + 14, Math.floor(second / 60) % 60, 2);
    writeDigits(bytes, at + 17, second % 60, 2);
    writeDigits(bytes, at + 20, ticks, 7);
  }

  /** Ends a line after the time's last digit that counts. */
  function endTrimmed(bytes, at) {
    let end = at + 27;
    while (bytes[end - 1] === zero && end > at + 20) end -= 1;
    if (end === at + 20) end -= 1;
    for (const byte of [upperZ, quote, brace, lineFeed]) bytes[end++] = byte;
    return end;
  }

  /** Writes one at a place, and tells where it ends. */
  return function write(bytes, at, { number, word, run, event, seconds, ticks }) {
    const place = places[word];
    bytes.set(templates[word], at);
    const own = mixed(number + 11);
    writeUuid(bytes, at + place.run, mixed(own ^ run), mixed(own + run + 1), own, mixed(own ^ mixed(run + 1)));
    writeNamed(bytes, at + place.package, number, 5);
    writeNamed(bytes, at + place.signer, number, 55);
    writeUuid(bytes, at + place.event, event, mixed(event + 1), mixed(event ^ 0x1b873593), mixed(event + 3));
    writeTime(bytes, at + place.time, seconds, ticks);
    return isTrimmed ? endTrimmed(bytes, at + place.time) : at + templates[word].length;
  };
}
