export { type ReportInShort as Told, reportTold as report } from "../src/cli/recheck/told-report.js";
