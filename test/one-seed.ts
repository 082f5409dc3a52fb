/** Property tests draw the same examples in every run, so that a mutant lives or dies the same way twice. */
import * as fc from "fast-check";

fc.configureGlobal({ seed: 1 });
