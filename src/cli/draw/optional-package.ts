/** Whether an import failed because the package is not installed; a loader may have wrapped the error that says so. */
export function isMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === "ERR_MODULE_NOT_FOUND") || isMissing(error.cause);
}
