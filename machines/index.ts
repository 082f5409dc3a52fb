/** Every lifecycle: one line each. */
import { iinkedsign } from "./iinkedsign/lifecycle.js";

export const lifecycles = [iinkedsign] as const;
