/** Whether a layout that was kept is one of this picture. */
import type { Layout } from "./layout.js";
import type { Picture } from "./picture.js";
import { edgesOf, sizeOfState, type Size } from "./sizes.js";

/** True when everything in the picture has a place in the layout, and room in it for its words. */
export function fits(picture: Picture, layout: Layout): boolean {
  const edges = edgesOf(picture);
  return (
    Object.keys(layout.states).length === picture.states.length &&
    Object.keys(layout.edges).length === edges.length &&
    picture.states.every((state) => holds(layout.states[state.id], sizeOfState(state, picture))) &&
    edges.every(({ id, label }) => holds(layout.edges[id]?.label, label))
  );
}

const holds = (place: Size | undefined, needed: Size): boolean =>
  place !== undefined && place.width >= needed.width && place.height >= needed.height;
