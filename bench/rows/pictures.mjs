// Jobs per second on pictures, and how good they are.
import { statSync } from 'node:fs';
import { bullmq, gateway, streams } from '../lib/contestants.mjs';
import { jobsPerSecond, median, paired, ratios } from '../lib/pairing.mjs';
import { peakMemory } from '../lib/processes.mjs';
import { reference, similarity } from '../lib/quality.mjs';

const SHARPS_EFFORT = 4;
const full = (format, more = {}) => ({ format, width: 1920, quality: 85, ...more });

/** One row: the gateway beside both peers. `gatewayOutputs` differs from `outputs` where defaults are compared. */
async function row(bench, { id, title, mark, reach, set, outputs, gatewayOutputs = outputs, gatewayEnv = {}, quality = false }) {
  const sources = await bench.set(set);
  const base = { sources, peerEnv: {} };
  return bench.onServer(id, async ({ server, folder }) => {
    const at = { server, folder, setup: bench.setup, inFlight: 2 };
    const contestants = [
      await gateway({ ...at, task: { ...base, outputs: gatewayOutputs, gatewayEnv } }),
      await bullmq({ ...at, task: { ...base, outputs } }),
      await streams({ ...at, task: { ...base, outputs } }),
    ];
    try {
      const warm = 2 * sources.files.length;
      for (const contestant of contestants) await contestant.ends(warm, () => contestant.add(warm));
      const count = bench.scale(3 * sources.files.length);
      const figures = await paired(contestants, bench.rounds, contestant => jobsPerSecond(contestant, count, true));
      const ratio = ratios(figures, 'gateway', Math.max);
      const result = {
        id, title, mark, reach, unit: 'jobs/s', figures, ratio: median(ratio), ratios: ratio,
        memory: Object.fromEntries(contestants.map(({ name, pids }) => [name, Math.max(...pids.map(peakMemory))])),
      };
      return quality ? { ...result, quality: await compare(sources, contestants.slice(0, 2), outputs[0].width) } : result;
    } finally {
      for (const contestant of contestants) await contestant.stop();
    }
  });
}

async function compare(sources, contestants, width) {
  const all = Object.fromEntries(contestants.map(({ name }) => [name, { similarity: [], bytes: [] }]));
  for (const [number, file] of sources.files.entries()) {
    const best = await reference(`${sources.folder}/${file}`, width);
    for (const { name, stored } of contestants) {
      all[name].similarity.push(await similarity(stored(number), best));
      all[name].bytes.push(statSync(stored(number)).size);
    }
  }
  const [ours, theirs] = contestants.map(({ name }) => all[name]);
  return {
    similarity: Object.fromEntries(Object.entries(all).map(([name, one]) => [name, median(one.similarity)])),
    worstLoss: Math.max(...ours.similarity.map((value, i) => theirs.similarity[i] - value)),
    bytes: ours.bytes.reduce((a, b) => a + b) / theirs.bytes.reduce((a, b) => a + b),
  };
}

const BEST = { IMG_GW_IMAGE_RESIZE: 'best' };
const JAVA = { IMG_GW_IMAGE_ENGINE: 'java' };

export const rows = [
  { id: 'photos-jpeg', title: 'photos to JPEG 1920', mark: 1.9, reach: 2.3, set: 'photos', outputs: [full('jpeg')], quality: true },
  { id: 'photos-webp', title: 'photos to WebP 1920, same effort', mark: 1.3, reach: 1.45, set: 'photos', outputs: [full('webp', { effort: SHARPS_EFFORT })], quality: true },
  { id: 'camera-jpeg', title: 'camera JPEGs to JPEG 1920', mark: 1.6, reach: 1.9, set: 'camera', outputs: [full('jpeg')], quality: true },
  { id: 'camera-webp', title: 'camera JPEGs to WebP 1920, same effort', mark: 1.15, reach: 1.25, set: 'camera', outputs: [full('webp', { effort: SHARPS_EFFORT })], quality: true },
  { id: 'photos-webp-defaults', title: 'photos to WebP 1920, default efforts (sharp could turn its effort down too, see the next row)', mark: 1.9, reach: 2.4, set: 'photos', outputs: [full('webp')], quality: true },
  { id: 'photos-webp-low-effort', title: 'photos to WebP 1920, both at our default effort', set: 'photos', outputs: [full('webp', { effort: 2 })], gatewayOutputs: [full('webp')], quality: true },
  { id: 'photos-thumbnail', title: 'photos to a JPEG of 320', mark: 1.15, reach: 1.5, set: 'photos', outputs: [full('jpeg', { width: 320 })], quality: true },
  { id: 'photos-renditions', title: 'three renditions (1920, 800, 320 WebP), default efforts', mark: 1.8, reach: 2.5, set: 'photos', outputs: [full('webp'), full('webp', { width: 800 }), full('webp', { width: 320 })] },
  { id: 'photos-wide-gamut', title: 'photos in Display P3 to JPEG 1920', mark: 1.2, reach: 2, set: 'wideGamut', outputs: [full('jpeg')], quality: true },
  { id: 'photos-best', title: 'photos to JPEG 1920, `gateway.image.resize: best`', mark: 0.95, reach: 1.25, set: 'photos', outputs: [full('jpeg')], gatewayEnv: BEST, quality: true },
  { id: 'photos-java', title: 'photos to JPEG 1920, the pure-Java engine', set: 'photos', outputs: [full('jpeg')], gatewayEnv: JAVA, quality: true },
  { id: 'camera-java', title: 'camera JPEGs to JPEG 1920, the pure-Java engine', set: 'camera', outputs: [full('jpeg')], gatewayEnv: JAVA, quality: true },
].map(options => ({ ...options, run: bench => row(bench, options) }));
