/** What the reader has picked out: an arrow with its evidence, a state with its ways out, a pair of the matrix. */
import type { Picture, PictureArrow } from "../../draw/picture.js";
import { edgesOf } from "../../draw/sizes.js";
import { element } from "../element.js";
import { evidenceLine, facts, part } from "./parts.js";
import { pictureFor } from "./pictures.js";
import type { State } from "./store.js";
import { count, phaseWords } from "./words.js";

export function pickedPart(state: State, close: () => void): readonly HTMLElement[] {
  const { picked } = state;
  if (picked === undefined) return [];
  const picture = pictureFor(state);
  const children = contentOf(picture, state);
  if (children === undefined) return [];
  const button = element(
    "button",
    { type: "button", class: "quiet close", "data-key": "close", "aria-label": "close", onclick: close },
    "×",
  );
  return [part(children.title, [button, ...children.nodes], "picked")];
}

interface Content {
  readonly title: string;
  readonly nodes: readonly HTMLElement[];
}

function contentOf(picture: Picture, { picked, lifecycle, policy }: State): Content | undefined {
  if (picked?.kind === "edge") {
    const edge = edgesOf(picture).find(({ id }) => id === picked.id);
    if (edge === undefined) return undefined;
    return { title: `${nameOf(picture, edge.from)} → ${nameOf(picture, edge.to)}`, nodes: edge.arrows.map(arrowPart) };
  }
  if (picked?.kind === "state") return stateContent(picture, picked.id);
  if (picked === undefined) return undefined;
  const { from, to } = picked;
  const check = lifecycle.checkTransition(from, to, policy);
  return {
    title: `${from} → ${to}`,
    nodes: [
      element("p", { class: "sentence" }, check.message),
      facts([
        ["answer", check.reason === undefined ? check.kind : `${check.kind} (${check.reason})`],
        ...(check.between.length > 0 ? [["way", [from, ...check.between, to].join(" → ")] as const] : []),
        ...check.guards.map(({ guard, needs, numbers }) => [guard, `needs ${needs}; ${numbers}`] as const),
      ]),
      ...(check.evidence === undefined ? [] : [evidenceLine(check.evidence)]),
    ],
  };
}

function arrowPart({ event, timer, guard, condition, note, effects, evidence }: PictureArrow): HTMLElement {
  return element(
    "div",
    { class: "arrow" },
    element("h3", {}, timer === null ? event : `after ${timer.words}`),
    facts([
      ...(condition === "" ? [] : [["if", condition] as const]),
      ...(guard === null ? [] : [["guard", `${guard.name}: needs ${guard.needs}`] as const]),
      ...(note === "" ? [] : [["note", note] as const]),
      ...effects.map((effect) => ["does", effect] as const),
    ]),
    ...evidence.flatMap((piece) => [
      evidenceLine(piece),
      element("p", { class: "hint" }, `from ${piece.from.join(", ")}`),
    ]),
  );
}

function stateContent(picture: Picture, id: string): Content | undefined {
  const state = picture.states.find((candidate) => candidate.id === id);
  if (state === undefined) return undefined;
  const around = new Set([id]);
  for (let parent = state.parent; parent !== null;) {
    around.add(parent);
    parent = picture.states.find((candidate) => candidate.id === parent)?.parent ?? null;
  }
  const out = picture.arrows.filter(
    ({ from, evidence }) => around.has(from) && evidence.some((piece) => piece.from.includes(id)),
  );
  const into = picture.arrows.filter(({ to }) => to === id);
  return {
    title: state.name,
    nodes: [
      ...(state.description === "" ? [] : [element("p", { class: "sentence" }, state.description)]),
      ...(state.kind === "group"
        ? []
        : [
            facts([
              ["means", state.phases.map(phaseWords).join(" or ")],
              ["waits for", state.waitingFor ?? "nobody"],
            ]),
          ]),
      ...(state.kind === "group"
        ? []
        : [
            element("h3", {}, out.length === 0 ? "Nothing can follow" : `${count(out.length, "way")} on`),
            waysList(
              out.map(
                (arrow) =>
                  `${arrow.event} → ${nameOf(picture, arrow.to)}${arrow.condition === "" ? "" : ` if ${arrow.condition}`}`,
              ),
            ),
            element("h3", {}, `${count(into.length, "way")} here`),
            waysList(into.map((arrow) => `${nameOf(picture, arrow.from)}, by ${arrow.event}`)),
          ]),
    ],
  };
}

const waysList = (ways: readonly string[]): HTMLElement =>
  element("ul", { class: "ways" }, ...ways.map((way) => element("li", {}, way)));

const nameOf = ({ states }: Picture, id: string): string => states.find((state) => state.id === id)?.name ?? id;
