import * as z from "zod";

export const jsonValues = z.array(z.json());
export const jsonRecord = z.record(z.string(), z.json());
