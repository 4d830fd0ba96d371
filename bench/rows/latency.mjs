// From XADD to the result in the stream: one photo of 12 megapixels at a time on an idle worker.
import { bullmq, gateway, streams } from '../lib/contestants.mjs';
import { median, quantile } from '../lib/pairing.mjs';
import { warmUp } from '../lib/warming.mjs';

const output = { format: 'jpeg', width: 1920, quality: 85 };

async function run(bench) {
  const set = await bench.set('camera');
  const sources = { folder: set.folder, files: set.files.slice(0, 1) };
  return bench.onServer('latency', async ({ server, folder }) => {
    // libvips may use both cores for the one picture.
    const task = { sources, outputs: [output], gatewayEnv: {}, peerEnv: { VIPS_CONCURRENCY: '2' } };
    const at = { server, folder, setup: bench.setup, inFlight: 2, task };
    const contestants = [await gateway(at), await bullmq(at), await streams(at)];
    try {
      const times = Object.fromEntries(contestants.map(({ name }) => [name, []]));
      await warmUp(bench, contestants, set);
      for (let i = 0; i < 30; i++) for (const contestant of contestants) await contestant.latency();
      for (let i = 0; i < bench.scale(300); i++) {
        for (const contestant of contestants) times[contestant.name].push(await contestant.latency());
      }
      return [
        ['p50', median],
        ['p99', values => quantile(values, 0.99)],
      ].map(([name, of]) => {
        const figures = Object.fromEntries(Object.entries(times).map(([who, values]) => [who, [of(values)]]));
        const best = Math.min(...Object.entries(figures).filter(([who]) => who !== 'gateway').map(([, [value]]) => value));
        const ratio = figures.gateway[0] / best;
        return { id: `latency-${name}`, title: `one 12-megapixel photo to JPEG on an idle worker, ${name}`, limit: 0.9, reach: 0.6, unit: 'ms', figures, ratio, ratios: [ratio] };
      });
    } finally {
      for (const contestant of contestants) await contestant.stop();
    }
  });
}

export const rows = [{ id: 'latency', title: 'XADD to result', run }];
