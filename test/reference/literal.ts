// The definitions once more, word for word and without any cache, to check the judge against on small policies.
import type { Configuration, Model, Report, Step } from "./model.js";

/** A configuration under a policy; a configuration of undefined is the origin. */
interface Place<Policy> {
  readonly policy: Policy;
  readonly configuration: Configuration | undefined;
}

interface Estimates<Policy> {
  readonly likely: readonly Place<Policy>[];
  readonly fitting: readonly Place<Policy>[];
}

export interface Literal<Policy> {
  readonly origin: Estimates<Policy>;
  expected(from: Estimates<Policy>, last: Report | undefined, report: Report): readonly Place<Policy>[];
  possible(from: Estimates<Policy>, last: Report | undefined, report: Report): readonly Place<Policy>[];
  /** The number of transitions on the shortest path on which nothing is lost. */
  shortest(from: Estimates<Policy>, last: Report | undefined, report: Report): number | undefined;
  /** The fewest missing on any whole history from one of the places that contains the reports in order, up to 6. */
  fewestMissing(
    from: readonly Place<Policy>[],
    last: Report | undefined,
    reports: readonly Report[],
  ): number | undefined;
}

interface Point<Policy> {
  readonly at: Place<Policy>;
  readonly reported: number;
  readonly crossed: boolean;
  /** Whether a transition was made since the last report, and how many in all. */
  readonly moved: boolean;
  readonly length: number;
  /** Missing in the finished stretches between reports, and in the open one. */
  readonly missing: number;
  readonly open: number;
}

export function literal<Given, Policy>(model: Model<Given, Policy>, given: Given): Literal<Policy> {
  const policies = model.policies(given);
  const places = policies.map((policy) => ({ policy, configuration: undefined }));

  const stepsFrom = ({ policy, configuration }: Place<Policy>): readonly Step[] =>
    configuration === undefined
      ? [{ to: model.initial(policy), event: "", announced: model.originAnnounced, startsRun: false, guards: [] }]
      : model.steps(policy, configuration).filter(({ guards }) => guards.length === 0);

  const keyOf = (point: Point<Policy>): string =>
    JSON.stringify([
      policies.indexOf(point.at.policy),
      point.at.configuration,
      point.reported,
      point.crossed,
      point.moved,
      point.missing,
      point.open,
    ]);

  /** `event`: the transition just made, if one was made since the last report. */
  function ends(point: Point<Policy>, event: string | undefined, last: Report | undefined, report: Report): boolean {
    const { policy, configuration } = point.at;
    if (configuration === undefined) return false;
    const isNamed = report.status === undefined ? event === report.event : configuration.status === report.status;
    if (!isNamed || !model.fits(policy, configuration, report.counters ?? {})) return false;
    const named = last?.run !== undefined && report.run !== undefined;
    if (named && point.crossed !== (last.run !== report.run)) return false;
    const mayStay = report.channel === "poll" || (last?.channel === "poll" && last.status === report.status);
    return mayStay || point.moved;
  }

  /** The ends, nearest first, of all histories that contain the reports and lose at most `limit` always announced transitions. */
  function histories(
    from: readonly Place<Policy>[],
    last: Report | undefined,
    reports: readonly Report[],
    limit: number,
  ): readonly Point<Policy>[] {
    const points = from.map((at): Point<Policy> => ({
      at,
      reported: 0,
      crossed: false,
      moved: false,
      length: 0,
      missing: 0,
      open: 0,
    }));
    const seen = new Set(points.map(keyOf));
    const add = (point: Point<Policy>): void => {
      if (point.missing > limit || seen.has(keyOf(point))) return;
      seen.add(keyOf(point));
      points.push(point);
    };
    const report = (point: Point<Policy>, event: string | undefined, lost: number): void => {
      const next = reports[point.reported];
      const before = point.reported === 0 ? last : reports[point.reported - 1];
      if (next === undefined || !ends(point, event, before, next)) return;
      const missing = point.missing + (next.channel === "poll" ? 0 : lost);
      add({ ...point, reported: point.reported + 1, crossed: false, moved: false, missing, open: 0 });
    };
    for (const point of points) {
      if (point.reported === reports.length) continue;
      if (!point.moved) report(point, undefined, 0);
      for (const step of stepsFrom(point.at)) {
        const at = { policy: point.at.policy, configuration: step.to };
        const crossed = point.crossed || step.startsRun;
        const next = { ...point, at, crossed, moved: true, length: point.length + 1 };
        report(next, step.event, point.open);
        // The cap keeps the search finite: beyond the limit only a poll can end the stretch.
        const open = limit === Infinity ? 0 : Math.min(limit + 1, point.open + (step.announced === "always" ? 1 : 0));
        add({ ...next, open });
      }
    }
    return points.filter(({ reported }) => reported === reports.length);
  }

  const placesOf = (points: readonly Point<Policy>[]): readonly Place<Policy>[] => {
    const named = points.map(
      ({ at }) => [JSON.stringify([policies.indexOf(at.policy), at.configuration]), at] as const,
    );
    return [...new Map(named).values()];
  };

  return {
    origin: { likely: places, fitting: places },
    expected: ({ likely }, last, report) => placesOf(histories(likely, last, [report], 0)),
    possible: ({ fitting }, last, report) => placesOf(histories(fitting, last, [report], Infinity)),
    shortest: ({ likely }, last, report) => histories(likely, last, [report], 0)[0]?.length,
    fewestMissing: (from, last, reports) =>
      [0, 1, 2, 3, 4, 5, 6].find((limit) => histories(from, last, reports, limit).length > 0),
  };
}
