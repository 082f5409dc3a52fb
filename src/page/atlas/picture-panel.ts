/** The machine's picture, with what the settings rule out faded and the history painted on it. Its parts can be picked. */
import { paintHistory } from "../../draw/paint-history.js";
import type { Paint } from "../../draw/paint.js";
import { edgesOf } from "../../draw/sizes.js";
import { svg } from "../../draw/svg.js";
import type { Theme } from "../../draw/theme.js";
import { byId } from "../element.js";
import { judgedHistory, recordAt } from "./judged-steps.js";
import { fadedFor, layoutFor, pictureFor } from "./pictures.js";
import { keepAboveSheet } from "./sheet.js";
import type { Picked, State, Store } from "./store.js";

const ownStyle = `
  svg { display: block; margin: 0 auto; height: auto; }
  [data-state], [data-edge] { cursor: pointer; outline: none; }
  [data-state]:focus-visible { outline: 2.6px solid var(--accent); outline-offset: 3px; }
  [data-state]:focus-visible, [data-edge]:focus-visible { opacity: 1; }
  [data-edge]:hover .wire, [data-edge]:focus-visible .wire, [data-edge].picked .wire { stroke: var(--accent); stroke-width: 2.6; }
  [data-edge]:hover .head, [data-edge]:focus-visible .head, [data-edge].picked .head { fill: var(--accent); }
  [data-state]:hover .box, [data-state]:focus-visible .box, [data-state].picked .box { stroke: var(--accent); stroke-width: 2.6; }
  .group:is(:hover, :focus-visible, .picked) .frame { stroke: var(--accent); stroke-opacity: 1; stroke-width: 2.6; }
  .pill { scroll-margin: 90px 60px; }
  text { scroll-margin: 40px; }
  @media print { svg { width: 100% !important; max-height: 96vh; } }
  [data-edge] .reach { fill: none; stroke: transparent; stroke-width: 12; pointer-events: stroke; }
`;

/** Words are still to be read in a picture that is made to fit; it is scrolled then. */
const zooms = { smallest: 0.35, smallestFit: 0.82, largest: 2, step: 1.2 };

export function showPicture(store: Store): void {
  const place = byId("picture");
  const shadow = place.attachShadow({ mode: "open" });
  /** How large the picture is; undefined while it is as wide as its place. */
  let zoom: number | undefined;

  function size(): void {
    const drawing = shadow.querySelector("svg");
    if (drawing === null) return;
    const natural = drawing.viewBox.baseVal.width;
    const scale = zoom ?? Math.max(zooms.smallestFit, Math.min(1, (place.clientWidth - 16) / natural));
    drawing.style.width = `${natural * scale}px`;
  }

  function zoomBy(factor: number): void {
    const drawing = shadow.querySelector("svg");
    if (drawing === null) return;
    const now = drawing.clientWidth / drawing.viewBox.baseVal.width;
    zoom = Math.max(zooms.smallest, Math.min(zooms.largest, now * factor));
    size();
  }

  byId("smaller").addEventListener("click", () => zoomBy(1 / zooms.step));
  byId("larger").addEventListener("click", () => zoomBy(zooms.step));
  byId("fit").addEventListener("click", () => {
    zoom = undefined;
    size();
  });
  new ResizeObserver(size).observe(place);

  shadow.addEventListener("click", ({ target }) => pick(target));
  shadow.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent) || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    pick(event.target);
  });

  function pick(target: EventTarget | null): void {
    const picked = partOf(target);
    if (picked !== undefined) store.set({ picked });
  }

  function focus(part: Picked): void {
    const found = elementsOf(shadow, part)[0];
    (found ?? place).focus({ preventScroll: true });
  }

  function draw(state: State, theme: Theme): void {
    const focused = partOf(shadow.activeElement);
    const drawn = svg(pictureFor(state), layoutFor(state), { theme, paint: paintOf(state) });
    shadow.innerHTML = `${drawn}<style>${ownStyle}</style>`;
    makeReachable(shadow, state);
    if (focused !== undefined) focus(focused);
    size();
    markPicked(shadow, state);
  }

  // Paper is light, whatever the screen is.
  addEventListener("beforeprint", () => draw(store.get(), "light"));
  addEventListener("afterprint", () => draw(store.get(), "auto"));

  store.draw(["lifecycle", "policy", "reports", "at"], (state) => {
    draw(state, "auto");
    const isRefused = judgedHistory(state).steps[state.at - 1]?.verdict.kind === "illegal";
    const told =
      shadow.querySelector(isRefused ? ".pill.refused" : ".pill.current") ?? shadow.querySelector(".pill.current");
    told?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  let picked: Picked | undefined;
  store.draw(["picked"], (state) => {
    markPicked(shadow, state);
    // What is told of a part is closed where it is told, and the reader is back at the part.
    if (picked !== undefined && state.picked === undefined && byId("right").contains(document.activeElement))
      focus(picked);
    picked = state.picked;
    const found = elementsOf(shadow, picked)[0];
    keepAboveSheet(found?.querySelector("text") ?? found);
  });
  store.draw(["lifecycle"], () => {
    place.scrollTo(0, 0);
  });
}

function paintOf(state: State): Paint {
  const faded = fadedFor(state);
  if (state.at === 0) return { faded };
  const steps = judgedHistory(state).steps.slice(0, state.at);
  const reports = steps.map(({ verdict }, index) => ({ number: index + 1, verdict }));
  const { likely } = state.lifecycle.estimates(recordAt(state));
  const current = [...new Set(likely.map(({ status }) => status))];
  const history = paintHistory(pictureFor(state), reports, current);
  // The list beside the picture tells of every report: here, of the refused ones, only the latest is drawn.
  return {
    faded,
    history: {
      ...history,
      numbers: "reports",
      refused: history.refused.filter(({ report }) => report === state.at),
      remarks: [],
    },
  };
}

/** Arrows and states can be reached by keyboard, each with a name; an arrow also beside its thin line. */
function makeReachable(shadow: ShadowRoot, state: State): void {
  const picture = pictureFor(state);
  const names = new Map(picture.states.map(({ id, name, description }) => [id, `${name}. ${description}`]));
  const edges = new Map(
    edgesOf(picture).map(({ id, from, to, arrows }) => [
      id,
      `${names.get(from)?.split(".")[0] ?? from} to ${to}, by ${arrows.map(({ event }) => event).join(", ")}`,
    ]),
  );
  for (const part of shadow.querySelectorAll("[data-edge], [data-state]")) {
    const name = edges.get(part.getAttribute("data-edge") ?? "") ?? names.get(part.getAttribute("data-state") ?? "");
    part.setAttribute("tabindex", "0");
    part.setAttribute("role", "button");
    part.setAttribute("aria-label", name ?? "");
    for (const wire of part.querySelectorAll(".wire")) {
      const reach = wire.cloneNode();
      if (!(reach instanceof Element)) continue;
      reach.setAttribute("class", "reach");
      part.prepend(reach);
    }
  }
  // A picture whose parts can be reached is no single image.
  shadow.querySelector("svg")?.setAttribute("role", "group");
}

function markPicked(shadow: ShadowRoot, { picked }: State): void {
  for (const part of shadow.querySelectorAll(".picked")) part.classList.remove("picked");
  for (const part of elementsOf(shadow, picked)) part.classList.add("picked");
}

/** The part of the picture that an element belongs to. */
function partOf(target: EventTarget | null): Picked | undefined {
  const found = target instanceof Element ? target.closest("[data-edge], [data-state]") : null;
  const edge = found?.getAttribute("data-edge") ?? undefined;
  const state = found?.getAttribute("data-state") ?? undefined;
  if (edge !== undefined) return { kind: "edge", id: edge };
  return state === undefined ? undefined : { kind: "state", id: state };
}

function elementsOf(shadow: ShadowRoot, part: Picked | undefined): readonly SVGElement[] {
  if (part === undefined || part.kind === "pair") return [];
  const ofKind = [...shadow.querySelectorAll<SVGElement>(`[data-${part.kind}]`)];
  return ofKind.filter((element) => element.getAttribute(`data-${part.kind}`) === part.id);
}
