// A client and the processes it runs in a row, by hand from the section "Client level" of the provider page
// (providers/assetpay.md). Not the machine: nothing here is imported from src/ or machines/.
import { countFits, countTo, isBelow, type Limit } from "./counts.js";
import type { Configuration, Model, Step } from "./model.js";

export interface ClientPolicy {
  readonly maxProcesses: Limit;
}

export type ClientGiven = Partial<ClientPolicy>;

const statuses = ["no_process", "running", "ended", "verified"] as const;

function stepsFrom({ maxProcesses }: ClientPolicy, from: Configuration): readonly Step[] {
  const { status: current } = from;
  const processes = Number(from.counters["processes"]);
  // Linking makes a client verified whatever its process does.
  const unfinished = from.counters["unfinished"] === true;

  const steps: Step[] = [];
  const go = (
    status: (typeof statuses)[number],
    event: string,
    needs: Readonly<Record<string, boolean>> = {},
    after: Readonly<Record<string, number | boolean>> = {},
  ): void => {
    steps.push({
      to: { status, counters: { processes, unfinished, ...after } },
      event,
      announced: "never",
      startsRun: event === "client.started",
      guards: Object.keys(needs).filter((name) => needs[name] !== true),
    });
  };

  go(
    "running",
    "client.started",
    {
      notVerified: current !== "verified",
      noneUnfinished: !unfinished,
      // Of a refusal's guards the machine names the first: a verified client's start is refused before it is counted.
      processesLeft: current === "verified" || isBelow(maxProcesses, processes),
    },
    { processes: countTo(maxProcesses, processes + 1), unfinished: true },
  );
  if (current === "running") {
    go("verified", "process accepted", {}, { unfinished: false });
    go("ended", "process ended unsuccessfully", {}, { unfinished: false });
  }
  go("verified", "account linked", { notVerified: current !== "verified" });
  return steps;
}

export const assetpayClientModel: Model<ClientGiven, ClientPolicy> = {
  id: "assetpay/client",
  statuses,
  guards: ["notVerified", "noneUnfinished", "processesLeft"],
  counterNames: {},
  reportedEvents: [],
  originAnnounced: "never",
  policies: ({ maxProcesses = "unlimited" }) => [{ maxProcesses }],
  initial: () => ({ status: "no_process", counters: { processes: 0, unfinished: false } }),
  steps: stepsFrom,
  fits: ({ maxProcesses }, { counters }, reported) =>
    countFits(maxProcesses, Number(counters["processes"]), reported["processes"]),
  agrees: () => true,
};
