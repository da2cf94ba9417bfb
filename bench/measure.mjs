/**
 * Times functions against each other in alternating rounds of one run, so that what else the machine does falls on
 * all of them alike. Each is called with the number of turns to make.
 * @param {Record<string, (turns: number) => void>} contestants
 * @param {{ rounds: number, roundMs: number }} effort
 * @returns {Record<string, number[]>} nanoseconds a turn, one figure a round
 */
export function race(contestants, { rounds, roundMs }) {
  const names = Object.keys(contestants);
  const turns = Object.fromEntries(names.map((name) => [name, calibrate(contestants[name], roundMs)]));
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const start = process.hrtime.bigint();
      contestants[name](turns[name]);
      times[name].push(Number(process.hrtime.bigint() - start) / turns[name]);
    }
  }
  return times;
}

function calibrate(run, roundMs) {
  let turns = 1;
  for (;;) {
    const start = performance.now();
    run(turns);
    const took = performance.now() - start;
    if (took >= roundMs / 2 || turns > 1e9)
      return Math.max(1, Math.round((turns * roundMs) / Math.max(took, 0.01)));
    turns *= took < roundMs / 20 ? 10 : 2;
  }
}

/** Median and the quartiles around it. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/** The ratios of two contestants, round by round. */
export function ratio(times, of, to) {
  return spread(times[of].map((time, round) => time / times[to][round]));
}
