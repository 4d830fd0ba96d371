// Sends a job, follows it and reads its result: REDIS_URL=redis://localhost node jobs.mjs photo-1 raw/1.jpg photos/1.jpg
import {setTimeout} from 'node:timers/promises';
import Redis from 'ioredis';

const [image, source, target] = process.argv.slice(2);
const redis = new Redis(process.env.REDIS_URL ?? 'redis://localhost');
await redis.xgroup('CREATE', 'image:result', 'web', '$', 'MKSTREAM').catch((e) => {
  if (!e.message.startsWith('BUSYGROUP')) throw e;
});

const job = await redis.xadd('image:process', '*', 'image_id', image, 'source_key', source,
  'storage_key', target, 'expected_content_type', 'image/jpeg');
for (let stage; !['done', 'failed'].includes(stage); await setTimeout(100)) {
  const status = await redis.hgetall(`image:status:${image}`); // of this job, or still of an older one
  if (status.job_id === job && status.stage !== stage) console.log(`stage ${(stage = status.stage)}`);
}

for (let from = '0', found = false; !found; from = '>') { // first what this consumer has not acknowledged, then what is new
  const reply = await redis.xreadgroup('GROUP', 'web', 'me', 'BLOCK', 5000, 'STREAMS', 'image:result', from);
  for (const [entry, flat] of reply?.[0][1] ?? []) {
    const result = Object.fromEntries(flat.flatMap((name, i) => (i % 2 ? [] : [[name, flat[i + 1]]])));
    const first = await redis.hsetnx('web:results', result.first_job_id ?? result.job_id, JSON.stringify(result));
    if (first) console.log(`${result.status} ${result.storage_key ?? result.error_message}`);
    await redis.xack('image:result', 'web', entry);
    found ||= result.job_id === job;
  }
}
redis.disconnect();
