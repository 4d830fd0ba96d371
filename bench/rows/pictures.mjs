// Jobs per second on pictures, and the quality of the results.
import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bullmq, gateway, streams } from '../lib/contestants.mjs';
import { jobsPerSecond, median, paired, ratios } from '../lib/pairing.mjs';
import { logo } from '../lib/pictures.mjs';
import { peakMemory } from '../lib/processes.mjs';
import { decoded, similarity } from '../lib/quality.mjs';
import { warmUp } from '../lib/warming.mjs';

const SHARPS_EFFORT = 4;
const TWO_ARENAS = { MALLOC_ARENA_MAX: '2' };
const full = (format, more = {}) => ({ format, width: 1920, quality: 85, ...more });

/**
 * One row: the gateway and both peers. `gatewayOutputs` differs from `outputs` where defaults are compared; `passes` is how
 * often each round goes through the pictures, more often for short jobs.
 */
async function row(bench, { id, title, mark, reach, set, outputs, gatewayOutputs = outputs, gatewayEnv = {}, malloc, passes = 4, quality = false, memoryMark }) {
  const sources = await bench.set(set);
  const base = { sources, peerEnv: {} };
  return bench.onServer(id, async ({ server, folder }) => {
    const at = { server, folder, setup: malloc ? { ...bench.setup, malloc } : bench.setup, inFlight: 2 };
    const contestants = [
      await gateway({ ...at, task: { ...base, outputs: gatewayOutputs, gatewayEnv } }),
      await bullmq({ ...at, task: { ...base, outputs } }),
      await streams({ ...at, task: { ...base, outputs } }),
    ];
    try {
      const first = await warmUp(bench, contestants, sources);
      const count = bench.scale(passes * sources.files.length);
      const figures = await paired(contestants, bench.rounds, contestant => jobsPerSecond(contestant, count, true));
      const ratio = ratios(figures, 'gateway', Math.max);
      const memory = Object.fromEntries(contestants.map(({ name, pids }) => [name, Math.max(...pids.map(peakMemory))]));
      const result = {
        id, title, mark, reach, unit: 'jobs/s', figures, ratio: median(ratio), ratios: ratio, memory,
        ...(quality && { quality: await compare(sources, contestants.slice(0, 2), first) }),
      };
      return memoryMark ? [result, memoryRow(memoryMark, contestants)] : result;
    } finally {
      for (const contestant of contestants) await contestant.stop();
    }
  });
}

/** @param first the number of the first job of `sources` */
async function compare(sources, contestants, first) {
  const all = Object.fromEntries(contestants.map(({ name }) => [name, { similarity: [], bytes: [] }]));
  for (const [number, file] of sources.files.entries()) {
    const full = await decoded(`${sources.folder}/${file}`);
    const job = first + number;
    for (const { name, stored } of contestants) {
      all[name].similarity.push(await similarity(stored(job), full));
      all[name].bytes.push(statSync(stored(job)).size);
    }
  }
  const [ours, theirs] = contestants.map(({ name }) => all[name]);
  return {
    similarity: Object.fromEntries(Object.entries(all).map(([name, one]) => [name, median(one.similarity)])),
    worstLoss: Math.max(...ours.similarity.map((value, i) => theirs.similarity[i] - value)),
    bytes: ours.bytes.reduce((a, b) => a + b) / theirs.bytes.reduce((a, b) => a + b),
  };
}

/** Peak memory when the C library retains freed memory in two arenas at most, instead of per thread. */
const tuned = {
  id: 'memory-tuned',
  title: 'peak memory on photos to JPEG 1920, `MALLOC_ARENA_MAX=2` for all',
  run: async bench => {
    const sources = await bench.set('photos');
    const task = { sources, outputs: [full('jpeg')], gatewayEnv: {}, peerEnv: {} };
    return bench.onServer('memory-tuned', async ({ server, folder }) => {
      const at = { server, folder, setup: { ...bench.setup, malloc: TWO_ARENAS }, inFlight: 2, task };
      const contestants = [await gateway(at), await bullmq(at), await streams(at)];
      try {
        await warmUp(bench, contestants, sources);
        for (const contestant of contestants) await contestant.ends(bench.scale(200), () => contestant.add(bench.scale(200)));
        return memoryRow(tuned, contestants);
      } finally {
        for (const contestant of contestants) await contestant.stop();
      }
    });
  },
};

/** The routes of the gateway with one more step before `decode`. */
function routesWith(bench, name, { ref, method }) {
  const folder = join(bench.setup.scratch, name);
  cpSync(join(bench.setup.project, 'routes'), folder, { recursive: true });
  const template = join(folder, 'templates/image-pipeline.camel.yaml');
  const before = readFileSync(template, 'utf8');
  const after = before.replace(/^( *)- bean:\n *ref: decode\n/m, (decode, indent) => `${indent}- bean:\n${indent}    ref: ${ref}\n${indent}    method: ${method}\n${decode}`);
  if (after === before) throw new Error(`${template} has no step decode`);
  writeFileSync(template, after);
  return { IMG_GW_ROUTES_DIR: folder };
}

/** A logo on each picture; both decode and scale it once. */
const watermark = {
  id: 'photos-watermark',
  title: 'photos to JPEG 1920 with a logo of a fifth of the width, vs. `composite`',
  mark: 1,
  run: async bench => {
    const file = await logo(join(bench.setup.scratch, 'logo.png'));
    const method = `draw(\${body}, 'file:${bench.setup.scratch}', 'logo.png', 'position=southeast&width=20')`;
    const gatewayEnv = routesWith(bench, 'watermark-routes', { ref: 'watermark', method });
    return row(bench, { ...watermark, set: 'photos', outputs: [full('jpeg', { watermark: file })], gatewayOutputs: [full('jpeg')], gatewayEnv });
  },
};

function memoryRow(row, contestants) {
  const figures = Object.fromEntries(contestants.map(({ name, pids }) => [name, [peakMemory(pids[0])]]));
  const ratio = ratios(figures, 'gateway', Math.min);
  return { ...row, unit: 'MB', figures, ratio: ratio[0], ratios: ratio };
}

const MEMORY = { id: 'memory', title: 'peak memory on photos to JPEG 1920', limit: 1, reach: 0.7 };
const square = position => [full('jpeg', { width: 600, height: 600, fit: 'cover', position })];
const BEST = { IMG_GW_IMAGE_RESIZE: 'best' };
const JAVA = { IMG_GW_IMAGE_ENGINE: 'java' };

const sameEffort = full('webp', { effort: SHARPS_EFFORT });
/** For every format alike: two arenas for all, and the similarity. */
const fair = { malloc: TWO_ARENAS, quality: true };

export const rows = [
  { id: 'photos-jpeg', title: 'photos to JPEG 1920', mark: 1.9, reach: 2.3, set: 'photos', outputs: [full('jpeg')], quality: true, memoryMark: MEMORY },
  { id: 'photos-webp', title: 'photos to WebP 1920, same effort', mark: 1.3, reach: 1.45, set: 'photos', outputs: [full('webp', { effort: SHARPS_EFFORT })], quality: true },
  { id: 'camera-jpeg', title: 'camera JPEGs to JPEG 1920', mark: 1.6, reach: 1.9, set: 'camera', outputs: [full('jpeg')], quality: true },
  { id: 'camera-webp', title: 'camera JPEGs to WebP 1920, same effort', mark: 1.15, reach: 1.25, set: 'camera', outputs: [full('webp', { effort: SHARPS_EFFORT })], quality: true },
  { id: 'photos-webp-defaults', title: 'photos to WebP 1920, default efforts (see the next row for equal ones)', mark: 1.9, reach: 2.4, set: 'photos', outputs: [full('webp')], quality: true },
  { id: 'photos-webp-low-effort', title: 'photos to WebP 1920, both at our default effort', set: 'photos', outputs: [full('webp', { effort: 2 })], gatewayOutputs: [full('webp')], quality: true },
  { id: 'photos-thumbnail', title: 'photos to a JPEG of 320', mark: 1.15, reach: 1.5, set: 'photos', outputs: [full('jpeg', { width: 320 })], quality: true },
  { id: 'photos-renditions', title: 'three renditions (1920, 800, 320 WebP), default efforts', mark: 1.8, reach: 2.5, set: 'photos', outputs: [full('webp'), full('webp', { width: 800 }), full('webp', { width: 320 })] },
  { id: 'photos-wide-gamut', title: 'photos in Display P3 to JPEG 1920', mark: 1.2, reach: 2, set: 'wideGamut', outputs: [full('jpeg')], quality: true },
  { id: 'inks-jpeg', title: 'photos in CMYK with a profile to JPEG 1920', mark: 1, set: 'inks', outputs: [full('jpeg')], quality: true },
  { id: 'inks-thumbnail', title: 'photos in CMYK with a profile to a JPEG of 320', mark: 1, set: 'inks', outputs: [full('jpeg', { width: 320 })], quality: true },
  { id: 'photos-best', title: 'photos to JPEG 1920, `gateway.image.resize: best`', mark: 0.95, reach: 1.25, set: 'photos', outputs: [full('jpeg')], gatewayEnv: BEST, quality: true },
  { id: 'photos-java', title: 'photos to JPEG 1920, the pure-Java engine', set: 'photos', outputs: [full('jpeg')], gatewayEnv: JAVA, quality: true },
  { id: 'camera-java', title: 'camera JPEGs to JPEG 1920, the pure-Java engine', set: 'camera', outputs: [full('jpeg')], gatewayEnv: JAVA, quality: true },
  { id: 'png-jpeg', title: 'PNG photos of 2400 pixels to JPEG 1920', mark: 1, reach: 1.25, set: 'pngs', outputs: [full('jpeg')], ...fair },
  { id: 'png-webp', title: 'PNG photos of 2400 pixels to WebP 1920, same effort', mark: 1.05, reach: 1.15, set: 'pngs', outputs: [sameEffort], ...fair },
  { id: 'png-thumbnail', title: 'PNG photos of 2400 pixels to a JPEG of 320', mark: 1, reach: 1.4, set: 'pngs', outputs: [full('jpeg', { width: 320 })], passes: 16, ...fair },
  { id: 'png-alpha-webp', title: 'PNG with alpha, half of them palettes, to WebP 1920, same effort', mark: 1, reach: 1.2, set: 'alphaPngs', outputs: [sameEffort], ...fair },
  { id: 'screenshots-webp', title: 'screenshots of 2880 pixels to WebP 1920, same effort', mark: 1.1, reach: 1.5, set: 'screenshots', outputs: [sameEffort], passes: 16, ...fair },
  { id: 'webp-jpeg', title: 'WebP of 4000 pixels to JPEG 1920', mark: 1.3, reach: 1.7, set: 'webps', outputs: [full('jpeg')], ...fair },
  { id: 'webp-webp', title: 'WebP of 4000 pixels to WebP 1920, same effort', mark: 1.1, reach: 1.25, set: 'webps', outputs: [sameEffort], ...fair },
  { id: 'avif-jpeg', title: 'AVIF of 2400 pixels to JPEG 1920', mark: 1, set: 'avifs', outputs: [full('jpeg')], ...fair },
  { id: 'gif-jpeg', title: 'GIF of 1600 pixels to JPEG 800', mark: 1, set: 'gifs', outputs: [full('jpeg', { width: 800 })], passes: 16, ...fair },
  { id: 'web-jpeg', title: 'web JPEGs of 1600 pixels to JPEG 800', mark: 1.3, reach: 1.6, set: 'webJpegs', outputs: [full('jpeg', { width: 800 })], passes: 40, ...fair },
  { id: 'photos-cover', title: 'photos to a JPEG of 600×600, cropped in the middle', mark: 1, set: 'photos', outputs: square('centre') },
  { id: 'photos-attention', title: 'photos to a JPEG of 600×600, cropped to what people look at', mark: 1, set: 'photos', outputs: square('attention') },
].map(options => ({ ...options, run: bench => row(bench, options) })).concat(watermark, tuned);
