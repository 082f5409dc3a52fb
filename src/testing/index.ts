/** Tests of what you build on a lifecycle: any history of it as fast-check's arbitraries, and a check of a reducer of your own. */
export type { Messages } from "../messages/messages.js";
export {
  type CheckedReducer,
  checkReducer,
  type Disagreement,
  ReducerDisagreement,
  type ReducerOptions,
} from "./check-reducer.js";
export { corruptMessage } from "./corrupt-message.js";
export type { Arrival, Cause } from "./deliver.js";
export { type Delivery, delivery, type DeliveryOptions } from "./delivery.js";
export type { Aspect, Shown } from "./expectation.js";
export type { History } from "./history.js";
export { type IllegalHistory, illegalHistory } from "./illegal-history.js";
export { type HistoryOptions, legalHistory } from "./legal-history.js";
export type { Problem, Row } from "./trial.js";
export { type Trouble, usualTrouble } from "./trouble.js";
export { unknownStatus } from "./unknown-status.js";
