/** The same automaton by everyone's own means. Each takes a history from the start and answers with the state it ends in. */
import JavascriptStateMachine from "javascript-state-machine";
import * as jssm from "jssm";
import { createFsm } from "machina";
import { createMachine as createRobot, interpret, state, transition as robotTransition } from "robot3";
import { SyncStateMachine, t } from "typescript-fsm";
import { createActor, createMachine, initialTransition, transition } from "xstate";
import { automaton, events, initial, nameOf, transitions } from "./workload.mjs";

const states = [...transitions.keys()];
const arrows = states.flatMap((from) => [...transitions.get(from)].map(([event, to]) => ({ from, event, to })));

function kycle() {
  const { origin, step, kindOf } = automaton;
  return (history) => {
    let at = origin;
    for (const status of history) {
      at = step(at, status);
      if (kindOf(at) !== "advance") throw new Error(`${status} is not legal`);
    }
    return nameOf(at);
  };
}

/** The floor: rows of whole numbers, a Map from text to column. */
function denseTable() {
  const columns = new Map(events.map((event, column) => [event, column]));
  const width = events.length;
  const table = new Int32Array(states.length * width).fill(-1);
  for (const { from, event, to } of arrows) {
    table[states.indexOf(from) * width + columns.get(event)] = states.indexOf(to);
  }
  const first = states.indexOf(initial);
  return (history) => {
    let at = first;
    for (const event of history) {
      const to = table[at * width + columns.get(event)];
      if (to >= 0) at = to;
    }
    return states[at];
  };
}

/** What somebody would write by hand, were they patient enough. */
function handWrittenSwitch() {
  const cases = states.map((from, number) => {
    const inner = [...transitions.get(from)].map(
      ([event, to]) => `case ${JSON.stringify(event)}: return ${states.indexOf(to)};`,
    );
    return `case ${number}: switch (event) { ${inner.join(" ")} default: return at; }`;
  });
  const next = new Function("at", "event", `switch (at) { ${cases.join("\n")} default: return at; }`);
  const first = states.indexOf(initial);
  return (history) => {
    let at = first;
    for (const event of history) at = next(at, event);
    return states[at];
  };
}

function typescriptFsm() {
  // Without a callback, `syncDispatch` goes on searching after it has moved.
  const rows = arrows.map(({ from, event, to }) => t(from, event, to, () => {}));
  return (history) => {
    const machine = new SyncStateMachine(initial, rows);
    for (const event of history) machine.syncDispatch(event);
    return machine.getState();
  };
}

function machina() {
  const config = Object.fromEntries(states.map((from) => [from, Object.fromEntries(transitions.get(from))]));
  return (history) => {
    const machine = createFsm({ id: "machina", initialState: initial, context: {}, states: config });
    for (const event of history) machine.handle(event);
    return machine.currentState();
  };
}

function jssmMachine() {
  const source = arrows.map(({ from, event, to }) => `${from} '${event}' -> ${to};`).join("\n");
  return (history) => {
    const machine = jssm.from(`machine_name: "history";\nstart_states: [${initial}];\n${source}`);
    for (const event of history) machine.action(event);
    return machine.state();
  };
}

function robot() {
  const machine = createRobot(
    initial,
    Object.fromEntries(
      states.map((from) => [
        from,
        state(...[...transitions.get(from)].map(([event, to]) => robotTransition(event, to))),
      ]),
    ),
  );
  return (history) => {
    const service = interpret(machine, () => {});
    for (const event of history) service.send(event);
    return service.machine.current;
  };
}

function javascriptStateMachine() {
  const Machine = JavascriptStateMachine.factory({
    init: initial,
    transitions: arrows.map(({ from, event, to }) => ({ name: event, from, to })),
  });
  const methods = new Map(
    events.map((event) => [event, event.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase())]),
  );
  return (history) => {
    const machine = new Machine();
    for (const event of history) machine[methods.get(event)]();
    return machine.state;
  };
}

const xstateMachine = () =>
  createMachine({
    initial,
    states: Object.fromEntries(states.map((from) => [from, { on: Object.fromEntries(transitions.get(from)) }])),
  });

function xstatePure() {
  const machine = xstateMachine();
  return (history) => {
    let [snapshot] = initialTransition(machine);
    for (const type of history) [snapshot] = transition(machine, snapshot, { type });
    return snapshot.value;
  };
}

function xstateActor() {
  const machine = xstateMachine();
  return (history) => {
    const actor = createActor(machine).start();
    for (const type of history) actor.send({ type });
    return actor.getSnapshot().value;
  };
}

/** `share` of the history is enough where an event costs microseconds. */
export const contestants = [
  { name: "Kycle, compiled", make: kycle, share: 1 },
  { name: "a dense table, events as text", make: denseTable, share: 1, isReference: true },
  { name: "a hand-written switch", make: handWrittenSwitch, share: 1, isReference: true },
  { name: "typescript-fsm", make: typescriptFsm, share: 1 },
  { name: "machina", make: machina, share: 1 },
  { name: "jssm", make: jssmMachine, share: 1 },
  { name: "robot3", make: robot, share: 1 },
  { name: "javascript-state-machine", make: javascriptStateMachine, share: 1 },
  { name: "XState, pure transition()", make: xstatePure, share: 0.25 },
  { name: "XState, an actor", make: xstateActor, share: 0.25 },
];
