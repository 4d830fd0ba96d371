// HEIC, which sharp's binaries do not read, beside libvips with libheif; and our AVIF beside our WebP.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { gateway } from '../lib/contestants.mjs';
import { jobsPerSecond, median, paired, ratios } from '../lib/pairing.mjs';
import { processorSeconds } from '../lib/processes.mjs';
import { decoded, similarity } from '../lib/quality.mjs';
import { warmUp } from '../lib/warming.mjs';

const jpeg = { format: 'jpeg', width: 1920, quality: 85 };
const runs = program => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** `user 0m1.230s`, as the shell's `times` prints it, in seconds. */
const seconds = text => [...text.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, minutes, rest]) => sum + 60 * minutes + Number(rest), 0);

/** Runs shell commands and returns the processor time of their processes in seconds; sharp sets variables for libvips. */
function processorTime(commands) {
  const script = [...commands, 'times'].join('\n');
  const [, children] = execFileSync('bash', ['--norc', '-ec', script], { encoding: 'utf8', env: { PATH: process.env.PATH } }).trim().split('\n');
  return seconds(children);
}

/** Processor time of the command line of libvips for some files, without that of starting it. */
function vips(sources, folder) {
  const thumbnail = file => `vips thumbnail '${file}' '${join(folder, 'vips.jpg')}[Q=85]' 1920 --size down`;
  return {
    name: 'libvips with libheif',
    measure: count => {
      const files = Array.from({ length: count }, (_, i) => join(sources.folder, sources.files[i % sources.files.length]));
      const start = processorTime(Array(count).fill('vips --version >/dev/null'));
      return (1000 * (processorTime(files.map(thumbnail)) - start)) / count;
    },
  };
}

const heic = {
  id: 'heic-jpeg',
  title: 'HEIC of 12 megapixels (48 tiles) to JPEG 1920, processor time of one picture',
  limit: 1,
  async run(bench) {
    if (!runs('heif-enc') || !runs('vips')) {
      console.log('         left out: needs heif-enc (libheif-examples) and vips (libvips-tools)');
      return [];
    }
    const sources = await bench.set('heics');
    return bench.onServer('heic', async ({ server, folder }) => {
      const task = { sources, outputs: [jpeg], gatewayEnv: {} };
      const own = await gateway({ server, folder, setup: bench.setup, inFlight: 2, task });
      try {
        await warmUp(bench, [own], sources);
        const count = bench.scale(40);
        const measured = {
          name: own.name,
          measure: async () => {
            const before = processorSeconds(own.pids[0]);
            await own.ends(count, () => own.add(count));
            return (1000 * (processorSeconds(own.pids[0]) - before)) / count;
          },
        };
        const figures = await paired([measured, vips(sources, folder)], bench.rounds, ({ measure }) => measure(count));
        const ratio = ratios(figures, 'gateway', Math.min);
        return { ...heic, unit: 'ms', figures, ratio: median(ratio), ratios: ratio };
      } finally {
        await own.stop();
      }
    });
  },
};

const avif = {
  id: 'avif',
  title: 'photos to AVIF 1920 vs. WebP 1920, both with quality 85 and our default effort',
  limit: 5,
  async run(bench) {
    const sources = await bench.set('photos');
    const at = (format, { server, folder }, name) =>
      gateway({ server, folder, setup: bench.setup, inFlight: 2, name, task: { sources, outputs: [{ ...jpeg, format }], gatewayEnv: {} } });
    // A server each, because both read the same stream.
    return bench.onServer('avif', a =>
      bench.onServer('webp', async b => {
        const contestants = [await at('avif', a, 'gateway'), await at('webp', b, 'WebP')];
        try {
          const first = await warmUp(bench, contestants, sources);
          const count = bench.scale(4 * sources.files.length);
          const figures = await paired(contestants, bench.rounds, async contestant => 1000 / (await jobsPerSecond(contestant, count, true)));
          const ratio = ratios(figures, 'gateway', Math.min);
          return [{ ...avif, unit: 'ms', figures, ratio: median(ratio), ratios: ratio }, await sizes(sources, contestants, first)];
        } finally {
          for (const contestant of contestants) await contestant.stop();
        }
      }),
    );
  },
};

async function sizes(sources, contestants, first) {
  const figures = Object.fromEntries(contestants.map(({ name }) => [name, []]));
  const likeness = Object.fromEntries(contestants.map(({ name }) => [name, []]));
  for (const [number, file] of sources.files.entries()) {
    const full = await decoded(join(sources.folder, file));
    for (const { name, stored } of contestants) {
      figures[name].push(statSync(stored(first + number)).size / 1000);
      likeness[name].push(await similarity(stored(first + number), full));
    }
  }
  const ratio = ratios(figures, 'gateway', Math.min);
  const [ours, theirs] = Object.values(likeness).map(values => median(values).toFixed(4));
  return { id: 'avif-bytes', title: `the same, size of the files (SSIM ${ours} and ${theirs})`, limit: 0.9, unit: 'kB', figures, ratio: median(ratio), ratios: ratio };
}

export const rows = [heic, avif];
