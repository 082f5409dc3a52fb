/** Pairs of digits in bytes, looked up two at a time: the number that they write, or a mark above all such numbers. */

/** No pair of digits: a bit that no pair's number has. */
export const noDigits = 0x100;

/** By two bytes, the first one low: hexadecimal in lower case. */
export const hexadecimalPairs = pairsOf("0123456789abcdef");

/** By two bytes, the first one low. */
export const decimalPairs = pairsOf("0123456789");

function pairsOf(digits: string): Uint16Array {
  const numbers = new Uint16Array(0x10000).fill(noDigits);
  for (const [high, first] of digits.split("").entries()) {
    for (const [low, second] of digits.split("").entries()) {
      numbers[first.charCodeAt(0) | (second.charCodeAt(0) << 8)] = high * digits.length + low;
    }
  }
  return numbers;
}
