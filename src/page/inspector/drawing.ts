/** A machine drawn: as its picture where the page has one, else as boxes within boxes. Either shows where it stands. */
import { element } from "../element.js";
import type { MachineState } from "./message.js";

export interface Drawing {
  readonly root: HTMLElement;
  /** Marks the active states, and those that were active before; by their paths. */
  show(active: readonly string[], visited: ReadonlySet<string>): void;
}

/** The picture's own states are named by the leaf's key, and groups by their path with an asterisk. */
export function pictureDrawing(svg: string): Drawing {
  const root = element("div", { class: "picture" });
  const shadow = root.attachShadow({ mode: "open" });
  shadow.innerHTML = `${svg}<style>
    svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
    .was .box { stroke-width: 2.8; }
    .is .box { stroke: var(--accent); stroke-width: 5; }
    .is > .name { font-weight: 700; }
    .is > .frame { stroke: var(--accent); stroke-opacity: 1; stroke-width: 1.8; }
  </style>`;
  return {
    root,
    show(active, visited) {
      const leaves = new Set([...visited].map(leafOf));
      const current = new Set(active.flatMap((path) => [leafOf(path), `${path}.*`]));
      for (const state of shadow.querySelectorAll("[data-state]")) {
        const id = state.getAttribute("data-state") ?? "";
        mark(state, current.has(id), leaves.has(id));
      }
      shadow.querySelector(".is:has(> .box)")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
  };
}

const leafOf = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

export function boxDrawing(machine: MachineState): Drawing {
  const byPath = new Map<string, HTMLElement>();
  const root = element("div", { class: "boxes" }, ...childrenOf(machine, [], byPath));
  return {
    root,
    show(active, visited) {
      for (const [path, box] of byPath) mark(box, active.includes(path), visited.has(path));
      byPath.get(active.at(-1) ?? "")?.scrollIntoView({ block: "nearest" });
    },
  };
}

function mark(state: Element, isActive: boolean, wasActive: boolean): void {
  state.classList.toggle("is", isActive);
  state.classList.toggle("was", wasActive && !isActive);
  if (isActive) state.setAttribute("aria-current", "true");
  else state.removeAttribute("aria-current");
}

function childrenOf(
  { states }: MachineState,
  above: readonly string[],
  byPath: Map<string, HTMLElement>,
): readonly HTMLElement[] {
  return Object.entries(states).map(([key, state]) => {
    const path = [...above, key];
    const inner = childrenOf(state, path, byPath);
    const box = element(
      "section",
      { class: inner.length > 0 ? "state compound" : "state", "data-state": path.join(".") },
      element("h3", {}, key, ...(state.type === "final" ? [element("small", {}, " final")] : [])),
      ...(state.description === undefined ? [] : [element("p", {}, state.description)]),
      waysOut(state),
      ...(inner.length > 0 ? [element("div", { class: "inside" }, ...inner)] : []),
    );
    byPath.set(path.join("."), box);
    return box;
  });
}

function waysOut({ on, after }: MachineState): HTMLElement {
  const named = [
    ...Object.entries(on),
    ...Object.entries(after).map(([delay, list]) => [`after ${delay}`, list] as const),
  ];
  const ways = named.flatMap(([event, list]) =>
    list.map(({ target, guard, description }) =>
      element(
        "li",
        {},
        element("b", {}, event),
        target === undefined ? " stays" : ` → ${leafOf(target).replace(/^#/, "")}`,
        ...(guard === undefined ? [] : [element("small", {}, ` if ${description ?? guard}`)]),
      ),
    ),
  );
  return element("ul", {}, ...ways);
}
