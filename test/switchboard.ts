export { switchboard } from "../src/laws/switchboard.js";
