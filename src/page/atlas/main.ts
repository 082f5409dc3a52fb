/** The atlas: every lifecycle to look at and to try, and the histories of a log. All of it runs in the page. */
import { lifecycles as every } from "../../../machines/index.js";
import type { Lifecycle } from "../../lifecycle.js";
import { showHeader } from "./header.js";
import { showHistory } from "./history-panel.js";
import { showKnown } from "./known-panel.js";
import { openLogs } from "./log-files.js";
import { showLog } from "./log-view.js";
import { showMatrix } from "./matrix-view.js";
import { showPicture } from "./picture-panel.js";
import { showPolicy } from "./policy-panel.js";
import { createStore } from "./store.js";

const lifecycles: readonly Lifecycle[] = every;
const [first] = lifecycles;
if (first === undefined) throw new Error("there is no lifecycle");

const store = createStore({
  view: "machine",
  lifecycle: lifecycles.find(({ id }) => `#${id}` === decodeURIComponent(location.hash)) ?? first,
  policy: {},
  reports: [],
  at: 0,
  picked: undefined,
  log: undefined,
});

showHeader(store, lifecycles);
showPolicy(store);
showPicture(store);
showHistory(store);
showKnown(store);
showMatrix(store);
showLog(store);
openLogs(store, lifecycles);
