/** One line of JSON for each thing that happened. Verdicts carry nothing about a person; a webhook's body would. */
export function log(level: "info" | "warn" | "error", entry: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify({ level, at: new Date().toISOString(), ...entry }));
}
