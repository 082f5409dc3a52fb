/** One line of JSON for each thing that happened. Verdicts and readings carry nothing about a person; a body would. */
export function log(level: "info" | "warn" | "error", entry: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify({ level, at: new Date().toISOString(), ...entry }));
}
