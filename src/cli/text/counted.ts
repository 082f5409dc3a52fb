/** Numbers for people: in groups of three digits, and with what they count. */

export function grouped(number: number): string {
  return number.toLocaleString("en");
}

export function counted(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}
