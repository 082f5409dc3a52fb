/** Pairs of digits in bytes, looked up two at a time: the number that they write, or a negative one. */

/** No pair of digits. Negative, and so is any number that has its bits. */
export const noDigits = -1;

/** By two bytes, the first one low: hexadecimal in lower case. */
export const hexadecimalPairs = pairsOf("0123456789abcdef");

/** By two bytes, the first one low. */
export const decimalPairs = pairsOf("0123456789");

function pairsOf(digits: string): Int16Array {
  const numbers = new Int16Array(0x10000).fill(noDigits);
  for (const [high, first] of digits.split("").entries()) {
    for (const [low, second] of digits.split("").entries()) {
      numbers[first.charCodeAt(0) | (second.charCodeAt(0) << 8)] = high * digits.length + low;
    }
  }
  return numbers;
}
