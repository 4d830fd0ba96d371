// Warms up the contestants before a measurement.

const LEAST = 3000;

/**
 * Runs jobs on every contestant: the JVM compiles hot code after some thousand jobs, and the pictures then fill caches
 * and memory. Each process of a contestant gets its share.
 * @param passes how often a process takes each of the pictures
 * @returns the number of the first job that took the first of the pictures, of contestants with one process
 */
export async function warmUp(bench, contestants, sources, passes = 2) {
  const tiny = await bench.set('tiny');
  const { length } = sources.files;
  const first = Math.ceil(LEAST / length) * length;
  for (const contestant of contestants) {
    const processes = contestant.pids.length;
    await contestant.ends(processes * first, () => contestant.add(processes * first, tiny));
    await contestant.ends(processes * passes * length, () => contestant.add(processes * passes * length));
  }
  return first;
}
