// A worker on a consumer group: node streams-worker.mjs PORT JOBS_IN_FLIGHT
// Publishes the result and acknowledges the entry in one transaction, as a careful worker of this kind does.
import { createClient } from 'redis';
import { work } from './work.mjs';

const [port, concurrency] = process.argv.slice(2).map(Number);
const url = `redis://127.0.0.1:${port}`;
const commands = await createClient({ url }).connect();
await commands.xGroupCreate('jobs', 'workers', '0', { MKSTREAM: true }).catch(error => {
  if (!error.message.startsWith('BUSYGROUP')) throw error;
});

async function read(name) {
  const connection = await createClient({ url }).connect();
  for (;;) {
    const reply = await connection.xReadGroup('workers', name, { key: 'jobs', id: '>' }, { COUNT: 1, BLOCK: 1000 });
    for (const { id, message } of reply?.[0].messages ?? []) {
      let result;
      try {
        result = await work(JSON.parse(message.job));
      } catch (error) {
        console.error(error.message);
        result = { error: error.message };
      }
      await commands.multi().xAdd('results', '*', { id, result: JSON.stringify(result) }).xAck('jobs', 'workers', id).exec();
    }
  }
}

for (let i = 0; i < concurrency; i++) void read(`${process.pid}-${i}`);
console.log('ready');
process.on('SIGTERM', () => process.exit(0));
