// Alternates between contestants, so that disturbances of the machine affect all of them.

export const median = values => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};

export const quantile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
};

/**
 * Measures each contestant once per round; every other round runs in the opposite order.
 * @param measure takes a contestant and returns one figure
 * @returns the figures by name, one per round
 */
export async function paired(contestants, rounds, measure) {
  const figures = Object.fromEntries(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 ? [...contestants].reverse() : contestants;
    for (const contestant of order) figures[contestant.name].push(await measure(contestant, round));
  }
  return figures;
}

/** For each round, the first contestant's figure divided by the best of the others'. `best` is Math.max or Math.min. */
export function ratios(figures, ours, best) {
  const others = Object.keys(figures).filter(name => name !== ours);
  return figures[ours].map((figure, round) => figure / best(...others.map(name => figures[name][round])));
}

/**
 * Jobs per second of one batch: the jobs that end after the last one was added, divided by the time they took, so that
 * the cost of adding jobs does not count. A few long jobs are counted from the first call instead.
 */
export async function jobsPerSecond(contestant, count, pictures) {
  let begun = 0;
  const ends = await contestant.ends(count, async () => {
    if (pictures) begun = Date.now();
    await contestant.add(count);
    if (!pictures) begun = Date.now();
  });
  if (ends.length !== count) throw new Error(`${contestant.name}: ${count} jobs, ${ends.length} ends`);
  const counted = ends.filter(end => end > begun);
  if (counted.length < count / 4) throw new Error(`${contestant.name}: too few jobs were left after the last was added; add more`);
  return (counted.length * 1000) / (Math.max(...counted.slice(-1000)) - begun);
}
