/** The head of the page: which lifecycle, and which view of it. */
import type { Lifecycle } from "../../lifecycle.js";
import { byId, element, replaceChildren } from "../element.js";
import type { Store, View } from "./store.js";

const views: readonly (readonly [View, string])[] = [
  ["machine", "Machine"],
  ["matrix", "Transitions"],
  ["log", "Log"],
];

export function showHeader(store: Store, lifecycles: readonly Lifecycle[]): void {
  const choice = element(
    "select",
    { id: "lifecycle" },
    ...lifecycles.map(({ id, title }) => element("option", { value: id, title }, id)),
  );
  byId("lifecycle").replaceWith(choice);
  choice.addEventListener("change", () => {
    const lifecycle = lifecycles.find(({ id }) => id === choice.value);
    if (lifecycle !== undefined) store.set({ lifecycle, policy: {}, reports: [], at: 0, picked: undefined });
  });
  store.draw(["lifecycle"], ({ lifecycle: { id } }) => {
    choice.value = id;
    document.title = `${id} · Kycle atlas`;
    history.replaceState(null, "", `#${id}`);
  });
  store.draw(["view"], ({ view: shown }) => {
    replaceChildren(
      byId("views"),
      ...views.map(([view, name]) =>
        element(
          "button",
          {
            type: "button",
            "data-key": view,
            "aria-current": view === shown ? "page" : undefined,
            onclick: () => store.set({ view, picked: undefined }),
          },
          name,
        ),
      ),
    );
    for (const [view] of views) byId(`${view}-view`).hidden = view !== shown;
  });
}
