/** Lifecycles for other engines and stores, as text. */
export { ExportError } from "./export-error.js";
export {
  exportFormats,
  exportLifecycle,
  type Exported,
  type ExportFormat,
  type ExportOptions,
  tourUnder,
} from "./formats.js";
export type { Tour } from "./tour.js";
export { type HistoryDialect, historyDialects } from "./history/dialects.js";
export { dialects, type Dialect } from "./sql/names.js";
