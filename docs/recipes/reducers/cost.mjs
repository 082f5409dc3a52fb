// What a report costs in a Redux Toolkit slice, beside the pure fold: npm run recipes -- reducers && node docs/recipes/reducers/cost.mjs
import { createSlice, original } from "@reduxjs/toolkit";
import { iinkedsign } from "kycle/iinkedsign";

const reports = Array.from({ length: 400 }, (_, place) => ({
  subject: "package/signer",
  status: place % 2 === 0 ? "start" : "consent",
  reported: "word",
  channel: "poll",
  at: new Date(Date.UTC(2024, 2, 1, 0, place)).toISOString(),
  breaches: [],
  warnings: [],
}));
const opened = () =>
  iinkedsign.open({ subject: "package/signer", policy: { maxAttempts: "unlimited", maxErrors: 1, maxResets: 0 } });

const slice = (reported) => createSlice({ name: "cost", initialState: opened, reducers: { reported } }).reducer;
const stored = slice((state, { payload }) => iinkedsign.reducer(original(state), payload));
const drafted = slice((state, { payload }) => iinkedsign.reducer(state, payload));

const folds = {
  "the pure fold": () => reports.reduce(iinkedsign.reducer, opened()),
  "a slice that takes the stored record": () =>
    reports.reduce((state, payload) => stored(state, { type: "cost/reported", payload }), undefined),
  "a slice that takes Immer's draft": () =>
    reports.reduce((state, payload) => drafted(state, { type: "cost/reported", payload }), undefined),
};

const medians = Object.entries(folds).map(([name, fold]) => {
  fold();
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    fold();
    return performance.now() - start;
  });
  return [name, times.toSorted((a, b) => a - b)[3] / reports.length];
});
const [[, base]] = medians;
for (const [name, each] of medians) {
  console.log(`${name}: ${(each * 1000).toFixed(1)} µs a report, ${(each / base).toFixed(1)} times the pure fold`);
}
