/** The page that shows lifecycles live: what it is sent by the program that opened it, or by the command that serves it. */
import * as z from "zod";
import { byId, element, embedded } from "../element.js";
import { signOf } from "../signs.js";
import { boxDrawing, type Drawing, pictureDrawing } from "./drawing.js";
import { readMessage } from "./message.js";
import { activePaths, type Session, type Sessions, withMessage } from "./sessions.js";
import { listen } from "./source.js";

// Its page forbids itself to make code from text.
z.config({ jitless: true });

const pictures = z.record(z.string(), z.string()).catch({}).parse(embedded("pictures"));

let sessions: Sessions = [];
/** The session and the step that are shown; the step is undefined while the latest is followed. */
let shown: string | undefined;
let step: number | undefined;
let drawn: { readonly machine: Session["machine"]; readonly drawing: Drawing } | undefined;
let isWaiting = false;

listen(document, (value) => {
  const message = readMessage(value);
  if (message === undefined) return;
  sessions = withMessage(sessions, message);
  shown ??= message.sessionId;
  drawSoon();
});

function drawSoon(): void {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    draw();
  });
}

function draw(): void {
  const session = sessions.find(({ id }) => id === shown);
  byId("nothing").hidden = session !== undefined;
  byId("seen").hidden = session === undefined;
  if (session === undefined) return;
  drawSessions();
  const at = Math.min(step ?? Number.POSITIVE_INFINITY, session.steps.length - 1);
  drawMachine(session, at);
  drawSteps(session, at);
  drawContext(session, at);
}

function drawSessions(): void {
  const choice = byId("sessions");
  const known = choice.children.length;
  choice.append(...sessions.slice(known).map(({ id, name }) => element("option", { value: id }, name)));
  byId("choice").hidden = sessions.length < 2;
}

function drawMachine({ machine, steps }: Session, at: number): void {
  if (machine === undefined) return;
  if (drawn?.machine !== machine) {
    const picture = pictures[machine.id ?? ""];
    drawn = { machine, drawing: picture === undefined ? boxDrawing(machine) : pictureDrawing(picture) };
    byId("machine").replaceChildren(drawn.drawing.root);
  }
  const visited = new Set(steps.slice(0, at).flatMap(({ snapshot }) => activePaths(snapshot.value)));
  drawn.drawing.show(activePaths(steps[at]?.snapshot.value), visited);
}

function drawSteps({ steps }: Session, at: number): void {
  byId("steps").replaceChildren(
    ...steps.map(({ label, verdict, isChange }, index) =>
      element(
        "li",
        { class: `${verdict ?? "event"}${isChange ? "" : " unchanged"}` },
        element(
          "button",
          { type: "button", "aria-current": index === at ? "step" : undefined, onclick: () => go(index) },
          element("span", { class: "sign", "aria-hidden": "true" }, signOf(verdict)),
          label,
        ),
      ),
    ),
  );
  byId("place").textContent = `${at + 1} of ${steps.length}`;
  byId("steps").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

function drawContext({ steps }: Session, at: number): void {
  const snapshot = steps[at]?.snapshot;
  const rows = [
    ["state", activePaths(snapshot?.value).at(-1)?.replaceAll(".", " › ") ?? "unknown"],
    ["actor", snapshot?.status ?? "active"],
    ...Object.entries(snapshot?.context ?? {}).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  ];
  byId("context").replaceChildren(
    ...rows.flatMap(([name = "", value = ""]) => [element("dt", {}, name), element("dd", {}, value)]),
  );
}

function go(index: number): void {
  const last = (sessions.find(({ id }) => id === shown)?.steps.length ?? 1) - 1;
  const to = Math.max(0, Math.min(index, last));
  step = to === last ? undefined : to;
  draw();
}

function goBy(count: number): void {
  const last = (sessions.find(({ id }) => id === shown)?.steps.length ?? 1) - 1;
  go((step ?? last) + count);
}

byId("sessions").addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLSelectElement)) return;
  shown = target.value;
  step = undefined;
  draw();
});
byId("back").addEventListener("click", () => goBy(-1));
byId("on").addEventListener("click", () => goBy(1));
addEventListener("keydown", (event) => {
  if (event.target instanceof HTMLSelectElement || event.altKey || event.ctrlKey || event.metaKey) return;
  const count = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
  if (count === undefined) return;
  event.preventDefault();
  goBy(count);
});
