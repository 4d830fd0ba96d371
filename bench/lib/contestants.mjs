// A common interface to the three systems: adds jobs, waits for their results, and reports when each ended by the server's clock.
import { mkdirSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import { Queue } from 'bullmq';
import { freePort, sleep, start } from './processes.mjs';

const EXTENSION = { jpeg: 'jpg', webp: 'webp', avif: 'avif' };
const CONTENT_TYPE = { '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.png': 'image/png', '.webp': 'image/webp', '.heic': 'image/heic', '.avif': 'image/avif', '.gif': 'image/gif' };
const BATCH = 1000;
// Entry ids begin with the server's clock in milliseconds.
const timeOf = id => Number(id.split('-')[0]);

async function inBatches(count, add) {
  for (let i = 0; i < count; i += BATCH) await add(Array.from({ length: Math.min(BATCH, count - i) }, (_, k) => i + k));
}

async function until(condition, what, seconds = 900) {
  const end = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`${what} took longer than ${seconds} s`);
    await sleep(20);
  }
}

/** Times and fields of the entries of a stream after an id, oldest first. */
async function entriesAfter(client, stream, last) {
  const entries = [];
  for (;;) {
    const page = await client.xRange(stream, `(${last}`, '+', { COUNT: 5000 });
    if (page.length === 0) return entries;
    entries.push(...page);
    last = page.at(-1).id;
  }
}

async function lastId(client, stream) {
  return (await client.xRevRange(stream, '+', '-', { COUNT: 1 }))[0]?.id ?? '0-0';
}

/** The outputs of one job in the format of the peers. */
function outputsOf(task, folder, name) {
  return task.outputs.map(output => ({ ...output, target: join(folder, `${name}-${output.width}.${EXTENSION[output.format]}`) }));
}

/** The gateway: the packaged jar in its own process, or several of them. */
export async function gateway({ server, task, inFlight, folder, setup, processes = 1, name = 'gateway' }) {
  const target = join(folder, name);
  mkdirSync(target, { recursive: true });
  const [main, ...others] = task.outputs;
  const children = [];
  for (let i = 0; i < processes; i++) {
    const [port, managementPort] = [await freePort(), await freePort()];
    const env = {
      ...setup.malloc,
      // The peers do not wait for the disk either.
      GATEWAY_STORES_FLUSH: 'false',
      REDIS_URL: server.url,
      IMG_GW_PORT: String(port),
      IMG_GW_MANAGEMENT_PORT: String(managementPort),
      IMG_GW_HOST: '127.0.0.1',
      IMG_GW_DATA_DIR: join(target, `data-${i}`),
      IMG_GW_SOURCE_STORE: `file:${setup.scratch}`,
      IMG_GW_TARGET_STORE: `file:${target}`,
      IMG_GW_MAX_FILE_SIZE: '104857600',
      IMG_GW_WORKERS: String(inFlight),
      ...(main && {
        IMG_GW_OUTPUT_FORMAT: main.format,
        IMG_GW_MAX_IMAGE_WIDTH: String(main.width),
        IMG_GW_COMPRESSION_QUALITY: String(main.quality),
      }),
      ...(main?.effort !== undefined && { IMG_GW_WEBP_METHOD: String(main.effort) }),
      ...task.gatewayEnv,
    };
    const child = start('java', [...setup.javaOptions, '-jar', setup.jar], { env, cwd: setup.project, log: join(folder, `${name}-${i}.log`) });
    child.port = port;
    children.push(child);
  }
  await Promise.all(children.map(child => until(() => isReady(child.port), `the start of ${name}`, 120)));
  let added = 0;
  const { client } = server;
  return {
    name,
    pids: children.map(child => child.pid),
    async add(count, sources = task.sources) {
      await inBatches(count, async numbers => {
        await Promise.all(numbers.map(() => addGatewayJob(client, setup, { ...task, sources }, others, added++)));
      });
    },
    async ends(count, work) {
      const [before, last] = [await client.xLen('image:result'), await lastId(client, 'image:result')];
      await work();
      await until(async () => (await client.xLen('image:result')) >= before + count, `${count} jobs of ${name}`);
      const entries = await entriesAfter(client, 'image:result', last);
      const failed = entries.filter(({ message }) => message.status !== 'processed');
      if (failed.length && !task.mayFail) throw new Error(`${failed.length} jobs of ${name} failed: ${failed[0].message.error_message}`);
      return entries.map(({ id }) => timeOf(id));
    },
    /** Adds one job and returns after how many milliseconds its result was read. */
    async latency() {
      const last = await lastId(client, 'image:result');
      const since = performance.now();
      await addGatewayJob(client, setup, task, others, added++);
      await client.xRead({ key: 'image:result', id: last }, { BLOCK: 60_000, COUNT: 1 });
      return performance.now() - since;
    },
    /**
     * Builds a backlog while the workers stand still, lets them end it, and returns the milliseconds that a job took. The
     * first hundred are not counted: they pay for the standing still.
     */
    async drain(size) {
      const skipped = 100;
      const [before, last] = [await client.xLen('image:result'), await lastId(client, 'image:result')];
      children.forEach(child => child.kill('SIGSTOP'));
      await this.add(size);
      children.forEach(child => child.kill('SIGCONT'));
      await until(async () => (await client.xLen('image:result')) >= before + size, `a backlog of ${size}`);
      const first = (await client.xRange('image:result', `(${last}`, '+', { COUNT: skipped })).at(-1);
      return (timeOf(await lastId(client, 'image:result')) - timeOf(first.id)) / (size - skipped);
    },
    stored: number => join(target, `o/${number}-${main.width}.${EXTENSION[main.format]}`),
    stop: () => Promise.all(children.map(child => child.end())),
  };
}

function addGatewayJob(client, setup, task, others, number) {
  const { folder, files } = task.sources;
  const file = files.length ? relative(setup.scratch, join(folder, files[number % files.length])) : 'none.jpg';
  const [main] = task.outputs;
  return client.xAdd('image:process', '*', {
    image_id: `b${number}`,
    storage_key: main ? `o/${number}-${main.width}.${EXTENSION[main.format]}` : `o/${number}.jpg`,
    source_key: file,
    expected_content_type: CONTENT_TYPE[extname(file).toLowerCase()],
    ...(main?.fit && { width: String(main.width), height: String(main.height), fit: main.fit, position: main.position }),
    ...(others.length > 0 && { renditions: JSON.stringify(others.map(output => renditionOf(output, number))) }),
  });
}

function renditionOf({ width, format }, number) {
  return { name: `w${width}`, width, format, storage_key: `o/${number}-${width}.${EXTENSION[format]}` };
}

async function isReady(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;
  } catch {
    return false;
  }
}

function peer(setup, script, server, concurrency, folder, env) {
  return start(process.execPath, [join(setup.bench, 'peers', script), String(server.port), String(concurrency)], {
    env: { ...setup.malloc, ...env },
    log: join(folder, `${script}.log`),
  });
}

function peerJob(task, folder, number) {
  return {
    source: task.sources.files.length ? resolve(task.sources.folder, task.sources.files[number % task.sources.files.length]) : '',
    outputs: outputsOf(task, folder, String(number)),
  };
}

/** BullMQ with sharp. */
export async function bullmq({ server, task, inFlight, folder, setup }) {
  const target = join(folder, 'bullmq');
  mkdirSync(target, { recursive: true });
  const child = peer(setup, 'bullmq-worker.mjs', server, inFlight, folder, task.peerEnv);
  await child.line(/ready/);
  const queue = new Queue('images', {
    connection: { host: '127.0.0.1', port: server.port, maxRetriesPerRequest: null },
    // The ends are read from the events afterwards, so none may be cut off.
    streams: { events: { maxLen: 100_000_000 } },
  });
  const { client } = server;
  const events = 'bull:images:events';
  let added = 0;
  const job = (sources = task.sources) => ({ name: 'image', data: peerJob({ ...task, sources }, target, added++) });
  const isEmpty = async () => (await client.lLen('bull:images:wait')) + (await client.lLen('bull:images:active')) === 0;
  return {
    name: 'BullMQ + sharp',
    pids: [child.pid],
    add: (count, sources) => inBatches(count, numbers => queue.addBulk(numbers.map(() => job(sources)))),
    async ends(count, work) {
      const last = await lastId(client, events);
      await work();
      await until(isEmpty, `${count} jobs of BullMQ`);
      const entries = await entriesAfter(client, events, last);
      if (entries.some(({ message }) => message.event === 'failed')) throw new Error('a job of BullMQ failed');
      return entries.filter(({ message }) => message.event === 'completed').map(({ id }) => timeOf(id));
    },
    async latency() {
      let last = await lastId(client, events);
      const since = performance.now();
      const { name, data } = job();
      await queue.add(name, data);
      for (;;) {
        const reply = await client.xRead({ key: events, id: last }, { BLOCK: 60_000 });
        if (reply[0].messages.some(({ message }) => message.event === 'completed')) return performance.now() - since;
        last = reply[0].messages.at(-1).id;
      }
    },
    stored: number => outputsOf(task, target, String(number))[0].target,
    async stop() {
      await child.end();
      await queue.close();
    },
  };
}

/** A consumer group read by Node, with sharp. */
export async function streams({ server, task, inFlight, folder, setup }) {
  const target = join(folder, 'streams');
  mkdirSync(target, { recursive: true });
  const child = peer(setup, 'streams-worker.mjs', server, inFlight, folder, task.peerEnv);
  await child.line(/ready/);
  const { client } = server;
  let added = 0;
  const add = (sources = task.sources) =>
    client.xAdd('jobs', '*', { job: JSON.stringify(peerJob({ ...task, sources }, target, added++)) });
  return {
    name: 'XREADGROUP + sharp',
    pids: [child.pid],
    add: (count, sources) => inBatches(count, numbers => Promise.all(numbers.map(() => add(sources)))),
    async ends(count, work) {
      const [before, last] = [await client.xLen('results'), await lastId(client, 'results')];
      await work();
      await until(async () => (await client.xLen('results')) >= before + count, `${count} jobs of the consumer group`);
      const entries = await entriesAfter(client, 'results', last);
      if (entries.some(({ message }) => message.result.startsWith('{"error'))) throw new Error('a job of the consumer group failed');
      return entries.map(({ id }) => timeOf(id));
    },
    async latency() {
      const last = await lastId(client, 'results');
      const since = performance.now();
      await add();
      await client.xRead({ key: 'results', id: last }, { BLOCK: 60_000, COUNT: 1 });
      return performance.now() - since;
    },
    stored: number => outputsOf(task, target, String(number))[0].target,
    stop: () => child.end(),
  };
}
