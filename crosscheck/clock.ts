/** A clock that stands still until it is told which of the waiting timers is due. */
export interface Clock {
  /** Waits `milliseconds`, then calls back; the answer cancels it. */
  readonly wait: (callback: () => void, milliseconds: number) => number;
  readonly cancel: (timer: number) => void;
  /** Lets time pass until the timer that waits this long is due, with all that are due before; false when none waits so long. */
  readonly passUntil: (milliseconds: number) => boolean;
}

interface Timer {
  readonly due: number;
  readonly milliseconds: number;
  readonly callback: () => void;
}

export function createClock(): Clock {
  const timers = new Map<number, Timer>();
  let now = 0;
  let count = 0;
  return {
    wait: (callback, milliseconds) => {
      count += 1;
      timers.set(count, { due: now + milliseconds, milliseconds, callback });
      return count;
    },
    cancel: (timer) => timers.delete(timer),
    passUntil: (milliseconds) => {
      const target = [...timers.values()].find((timer) => timer.milliseconds === milliseconds);
      if (target === undefined) return false;
      const isDue = ([, timer]: [number, Timer]): boolean => timer.due <= target.due;
      for (let due = [...timers].filter(isDue); due.length > 0; due = [...timers].filter(isDue)) {
        const [[number, timer] = [0, target]] = due.toSorted(([, a], [, b]) => a.due - b.due);
        timers.delete(number);
        now = timer.due;
        timer.callback();
      }
      return true;
    },
  };
}
