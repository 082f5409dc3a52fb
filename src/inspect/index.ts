/** Lifecycles in the Stately inspector, and in the page that comes with the command: live actors and pure folds alike. */
export { type InspectorOptions, inspectorOptions, type RawMessage } from "./inspector-options.js";
export type {
  ActorMessage,
  EventMessage,
  InspectorMessage,
  SeenEvent,
  SeenReport,
  SeenSnapshot,
  SnapshotMessage,
  StateValue,
} from "./message.js";
export { type MessageSink, watched } from "./watched.js";
