// Before anything is measured.

const LEAST = 3000;

/**
 * Lets everybody work: a JVM compiles what has run often, which takes some thousand jobs, and the pictures then fill
 * caches and memory.
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
