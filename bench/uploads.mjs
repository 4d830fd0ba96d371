// Measures HTTP uploads: node bench/uploads.mjs [--photo FILE]
//
// How many uploads per second the gateway accepts while its workers are busy, how long one photo takes from its last byte
// to its result, and how much memory a hundred concurrent uploads need.
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { median, quantile } from './lib/pairing.mjs';
import { freePort, peakMemory, sleep, start } from './lib/processes.mjs';
import { serverProgram, startServer } from './lib/server.mjs';

const SECONDS = 5;
const AT_ONCE = 100;
const SINGLE = 60;

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const jar = join(project, 'target/image-gateway.jar');
if (!existsSync(jar)) {
  console.error(`found no ${jar}; build it first: mvn -DskipTests package`);
  process.exit(2);
}
const { values: options } = parseArgs({ options: { photo: { type: 'string' } } });
const photo = options.photo ? readFileSync(options.photo) : await drawn();

/** About 2 MB and 12 megapixels. */
function drawn() {
  const noise = { type: 'gaussian', mean: 128, sigma: 9 };
  return sharp({ create: { width: 4000, height: 3000, channels: 3, noise } }).blur(0.8).jpeg({ quality: 82 }).toBuffer();
}

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const agent = new http.Agent({ keepAlive: true, maxSockets: 2 * AT_ONCE });
const base64 = value => Buffer.from(JSON.stringify(value)).toString('base64url');
let number = 0;

function token() {
  const id = `upload-${number++}`;
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub: 'image-upload', iss: 'follow-api', image_id: id, storage_key: `${id}.jpg`, content_type: 'image/jpeg' };
  const head = `${base64({ alg: 'EdDSA' })}.${base64({ ...claims, max_file_size: photo.length, iat: now, exp: now + 900 })}`;
  return `${head}.${sign(null, Buffer.from(head), privateKey).toString('base64url')}`;
}

/** An upload that has not sent anything yet; `answered` is its status. */
function upload(port) {
  const headers = { Authorization: `Bearer ${token()}`, 'Content-Type': 'image/jpeg', 'Content-Length': photo.length };
  const request = http.request({ host: '127.0.0.1', port, path: '/upload', method: 'PUT', agent, headers });
  request.answered = once(request, 'response').then(async ([response]) => {
    for await (const part of response) void part;
    if (response.statusCode !== 202) throw new Error(`an upload was answered with ${response.statusCode}`);
  });
  return request;
}

async function whole(port) {
  const request = upload(port);
  request.end(photo);
  await request.answered;
}

const written = (request, bytes) => new Promise(resolve => request.write(bytes, resolve));

/** Milliseconds from the last byte to the entry in `image:result`. */
async function toResult(port, client) {
  const [{ id }] = await client.xRevRange('image:result', '+', '-', { COUNT: 1 });
  const request = upload(port);
  await written(request, photo.subarray(0, -1));
  await sleep(30);
  const since = performance.now();
  request.end(photo.subarray(-1));
  await client.xRead({ key: 'image:result', id }, { BLOCK: 60_000, COUNT: 1 });
  const time = performance.now() - since;
  await request.answered;
  return time;
}

async function perSecond(port, clients) {
  const since = performance.now();
  let count = 0;
  const client = async () => {
    for (; performance.now() < since + 1000 * SECONDS; count++) await whole(port);
  };
  await Promise.all(Array.from({ length: clients }, client));
  return (1000 * count) / (performance.now() - since);
}

const resident = pid => Math.round(Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024);

async function atOnce(port, pid) {
  const before = resident(pid);
  const requests = Array.from({ length: AT_ONCE }, () => upload(port));
  const half = photo.length >> 1;
  await Promise.all(requests.map(request => written(request, photo.subarray(0, half))));
  // What has been sent is still under way to the store.
  await sleep(2000);
  const held = resident(pid);
  requests.forEach(request => request.end(photo.subarray(half)));
  await Promise.all(requests.map(request => request.answered));
  return { before, held };
}

const server = await startServer(serverProgram(project));
const folder = mkdtempSync(join(tmpdir(), 'bench-uploads-'));
const [port, managementPort] = [await freePort(), await freePort()];
const env = {
  REDIS_URL: server.url,
  IMG_GW_HOST: '127.0.0.1',
  IMG_GW_PORT: String(port),
  IMG_GW_MANAGEMENT_PORT: String(managementPort),
  IMG_GW_DATA_DIR: folder,
  IMG_GW_MAX_FILE_SIZE: String(photo.length),
  FOLLOW_API_ED25519_PUBLIC_KEY: Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url').toString('base64'),
};
const gateway = start('java', ['-XX:+UseSerialGC', '-Xms192m', '-jar', jar], { env, cwd: project, log: join(folder, 'gateway.log') });
const idle = async () => {
  while ((await server.client.xLen('image:process')) > 0) await sleep(50);
};
try {
  for (;;) {
    if (await fetch(`http://127.0.0.1:${port}/health/ready`).then(answer => answer.ok, () => false)) break;
    await sleep(50);
  }
  console.log(`a photo of ${(photo.length / 1e6).toFixed(1)} MB, files flushed to disk`);
  for (let i = 0; i < 100; i++) await whole(port);
  await idle();
  const times = [];
  for (let i = 0; i < SINGLE; i++) times.push(await toResult(port, server.client));
  console.log(`last byte to result: p50 ${median(times).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms`);
  const { before, held } = await atOnce(port, gateway.pid);
  console.log(`${AT_ONCE} concurrent uploads, half of each sent: ${held} MB resident, ${before} MB before`);
  await idle();
  for (const clients of [1, 8]) {
    console.log(`uploads from ${clients} client(s): ${(await perSecond(port, clients)).toFixed(0)} per second`);
    await idle();
  }
  console.log(`peak memory of the whole run: ${peakMemory(gateway.pid)} MB`);
} finally {
  agent.destroy();
  await gateway.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
