/** Text from outside that is safe on a terminal: no control or format characters, and no longer than a line. */
export function printable(text: string, length = 200): string {
  const plain = text.slice(0, length).replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "\u{FFFD}");
  return text.length > length ? `${plain}…` : plain;
}
