export { type ReportInShort as Told, reportTold as report } from "../src/cli/told-report.js";
