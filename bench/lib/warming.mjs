// Warms up the contestants before a measurement.

const LEAST = 3000;

/**
 * Runs jobs on every contestant: the JVM compiles hot code after some thousand jobs, and the pictures then fill caches
 * and memory.
 * @returns the number of the first job that took the first of the pictures
 */
export async function warmUp(bench, contestants, sources) {
  const tiny = await bench.set('tiny');
  const { length } = sources.files;
  const first = Math.ceil(LEAST / length) * length;
  for (const contestant of contestants) {
    await contestant.ends(first, () => contestant.add(first, tiny));
    await contestant.ends(2 * length, () => contestant.add(2 * length));
  }
  return first;
}
