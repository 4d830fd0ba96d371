// A BullMQ worker: node bullmq-worker.mjs PORT JOBS_IN_FLIGHT
import { Worker } from 'bullmq';
import { work } from './work.mjs';

const [port, concurrency] = process.argv.slice(2).map(Number);
const worker = new Worker('images', job => work(job.data), {
  connection: { host: '127.0.0.1', port, maxRetriesPerRequest: null },
  concurrency,
  removeOnComplete: { count: 0 },
});
worker.on('error', error => console.error(error.message));
worker.on('failed', (_job, error) => console.error(error.message));
await worker.waitUntilReady();
console.log('ready');
process.on('SIGTERM', () => worker.close(true).then(() => process.exit(0)));
