// Sends a job, follows it and reads results: REDIS_URL=redis://localhost node jobs.mjs photo-1 raw/1.jpg photos/1.jpg
import Redis from 'ioredis';

const [image, source, target] = process.argv.slice(2);
const redis = new Redis(process.env.REDIS_URL ?? 'redis://localhost');
await redis.xgroup('CREATE', 'image:result', 'web', '$', 'MKSTREAM').catch((e) => {
  if (!e.message.startsWith('BUSYGROUP')) throw e;
});
const toObject = (flat) => Object.fromEntries(flat.flatMap((name, i) => (i % 2 ? [] : [[name, flat[i + 1]]])));

async function handleResults(after) {
  const reply = await redis.xreadgroup('GROUP', 'web', 'me', 'BLOCK', 100, 'STREAMS', 'image:result', after);
  for (const [entry, fields] of reply?.[0][1] ?? []) {
    const result = toObject(fields);
    if (await redis.hsetnx('web:results', result.first_job_id ?? result.job_id, JSON.stringify(result))) {
      console.log(result.status, result.storage_key ?? result.error_message);
    }
    await redis.xack('image:result', 'web', entry);
  }
}

await handleResults('0'); // those that this consumer has read, but not acknowledged
const job = await redis.xadd('image:process', '*', 'image_id', image, 'source_key', source, 'storage_key', target,
  'expected_content_type', 'image/jpeg');
for (let status = {}; status.job_id !== job || !['done', 'failed'].includes(status.stage); ) {
  status = await redis.hgetall(`image:status:${image}`); // at first, it may be that of an older job
  console.log('stage', status.stage);
  await handleResults('>');
}

redis.disconnect();
