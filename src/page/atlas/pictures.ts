/** The picture of the lifecycle that is shown, and where everything in it stands: the page carries the places. */
import * as z from "zod";
import type { Layout } from "../../draw/layout.js";
import { type Picture, pictureOf } from "../../draw/picture.js";
import { unreachable } from "../../draw/reach.js";
import { canonical } from "../../json.js";
import type { Lifecycle } from "../../lifecycle.js";
import { embedded } from "../element.js";
import type { State } from "./store.js";

const layouts = z.record(z.string(), z.custom<Layout>()).parse(embedded("layouts"));

const pictures = new Map<Lifecycle, Picture>();

export function pictureFor({ lifecycle }: Pick<State, "lifecycle">): Picture {
  const picture = pictures.get(lifecycle) ?? pictureOf(lifecycle);
  pictures.set(lifecycle, picture);
  return picture;
}

export function layoutFor({ lifecycle: { id } }: Pick<State, "lifecycle">): Layout {
  const layout = layouts[id];
  if (layout === undefined) throw new Error(`the page carries no layout of ${id}`);
  return layout;
}

const ruledOut = new Map<string, readonly string[]>();

/** The states and arrows that cannot be under the settings that are known. */
export function fadedFor(state: Pick<State, "lifecycle" | "policy">): readonly string[] {
  const { lifecycle, policy } = state;
  if (Object.keys(policy).length === 0) return [];
  const key = `${lifecycle.id} ${canonical(policy)}`;
  const faded = ruledOut.get(key) ?? unreachable(lifecycle, pictureFor(state), policy);
  ruledOut.set(key, faded);
  return faded;
}
