// Jobs per second when the pixels cost little or nothing; the cost of a long backlog and of more processes.
import { join } from 'node:path';
import { bullmq, gateway, streams } from '../lib/contestants.mjs';
import { jobsPerSecond, median, paired, ratios } from '../lib/pairing.mjs';
import { warmUp } from '../lib/warming.mjs';

const NO_IMAGE = { folder: '/tmp', files: [] };
const small = { format: 'jpeg', width: 1920, quality: 85 };
const emptyRoutes = bench => ({ IMG_GW_ROUTES_DIR: join(bench.setup.bench, 'routes') });

/**
 * @param against the peer to compare with; default: the better one of each round
 * @param rounds more rounds than usual, for short rounds with a high variance
 */
async function beside(bench, { id, title, mark, reach, inFlight, count, warm, task, against, rounds = 0 }) {
  return bench.onServer(id, async ({ server, folder }) => {
    const at = { server, folder, setup: bench.setup, inFlight, task };
    const contestants = [await gateway(at), await bullmq(at), await streams(at)];
    try {
      for (const contestant of contestants) await contestant.ends(warm, () => contestant.add(warm));
      const figures = await paired(contestants, bench.quick ? 1 : Math.max(rounds, bench.rounds), contestant => jobsPerSecond(contestant, bench.scale(count), false));
      const compared = against ? { gateway: figures.gateway, [against]: figures[against] } : figures;
      const ratio = ratios(compared, 'gateway', Math.max);
      return { id, title, mark, reach, unit: 'jobs/s', figures, ratio: median(ratio), ratios: ratio };
    } finally {
      for (const contestant of contestants) await contestant.stop();
    }
  });
}

// With 8 in flight no core is idle, and the JVM takes 50,000 jobs to compile the hot code.
const tiny = inFlight => ({
  id: `tiny-${inFlight}`,
  title: `64×64 images, ${inFlight} in flight`,
  mark: 3,
  reach: 8,
  run: async bench =>
    beside(bench, { ...tiny(inFlight), inFlight, count: 6000, warm: 60_000, task: { sources: await bench.set('tiny'), outputs: [small], gatewayEnv: {}, peerEnv: {} } }),
});

const empty = inFlight => ({
  id: `queue-${inFlight}`,
  title: `queue only, ${inFlight} in flight, vs. BullMQ`,
  mark: 1,
  reach: 2,
  against: 'BullMQ + sharp',
  rounds: 11,
  run: bench =>
    beside(bench, { ...empty(inFlight), inFlight, count: 40_000, warm: 300_000, task: { sources: NO_IMAGE, outputs: [], gatewayEnv: emptyRoutes(bench), peerEnv: {} } }),
});

/** Several processes with one worker against one process with two. */
const processes = (many, mark) => ({
  id: `processes-${many}`,
  title: `${many} processes with one worker vs. one with two, camera JPEGs to JPEG`,
  mark,
  run: async bench => {
    const task = { sources: await bench.set('camera'), outputs: [small], gatewayEnv: {} };
    const one = async count =>
      bench.onServer(`processes-${count}`, async ({ server, folder }) => {
        const [inFlight, name] = count === 1 ? [2, 'one process of two'] : [1, `${count} processes of one`];
        const contestant = await gateway({ server, folder, setup: bench.setup, inFlight, processes: count, name: name.replaceAll(' ', '-'), task });
        try {
          // Each round starts new processes, which all compile.
          await warmUp(bench, [contestant], task.sources, 16);
          return await jobsPerSecond(contestant, bench.scale(48), true);
        } finally {
          await contestant.stop();
        }
      });
    const both = [{ name: `${many} processes`, count: many }, { name: 'one process', count: 1 }];
    const figures = await paired(both, Math.min(bench.rounds, 5), ({ count }) => one(count));
    const ratio = ratios(figures, `${many} processes`, Math.max);
    return { id: `processes-${many}`, title: processes(many, mark).title, mark, unit: 'jobs/s', figures, ratio: median(ratio), ratios: ratio };
  },
});

/** Microseconds per empty job with a backlog of a thousand, a hundred thousand and a million. */
const backlog = {
  id: 'backlog',
  title: 'empty jobs: cost per job with a million queued vs. a thousand',
  limit: 1.1,
  run: bench =>
    bench.onServer('backlog', async ({ server, folder }) => {
      const sizes = bench.quick ? [1000, 20_000] : [1000, 100_000, 1_000_000];
      const task = { sources: NO_IMAGE, outputs: [], gatewayEnv: emptyRoutes(bench) };
      const contestant = await gateway({ server, folder, setup: bench.setup, inFlight: 2, task });
      try {
        await contestant.ends(200_000, () => contestant.add(200_000));
        // From the smallest to the largest and back again, so that a machine that gets slower or faster affects all of them equally.
        const order = [...sizes, ...sizes.slice(0, -1).reverse()];
        const figures = Object.fromEntries(sizes.map(size => [`${size} queued`, []]));
        for (let round = 0; round < (bench.quick ? 1 : 2); round++) {
          for (const size of order) {
            for (let n = 0; n < (size === 1000 ? 15 : 1); n++) figures[`${size} queued`].push(1000 * (await contestant.drain(size)));
          }
        }
        const costs = Object.values(figures).map(median);
        const ratio = costs.at(-1) / costs[0];
        return { id: 'backlog', title: backlog.title, limit: 1.1, unit: 'µs per job', figures, ratio, ratios: [ratio] };
      } finally {
        await contestant.stop();
      }
    }),
};

export const rows = [tiny(2), tiny(8), empty(2), empty(8), processes(2, 0.95), processes(4, 0.9), backlog];
