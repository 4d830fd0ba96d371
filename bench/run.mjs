// Measures the gateway and its peers in one run: node bench/run.mjs [options]
//
//   --photos FOLDER  the photos; without it, pictures are generated
//   --rounds N       paired rounds per row (default 5)
//   --only A,B       only rows whose id begins with one of these
//   --quick          a tenth of the jobs and a single round, to try the harness
//   --image-java FOLDER  the Java home that corresponds to the container image's (default: the java on the PATH)
//   --out FOLDER     directory for benchmarks.md, .json and .svg (default target/bench)
//   --list           the ids of the rows
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as pictures from './lib/pictures.mjs';
import { markdown, reached, save } from './lib/report.mjs';
import { serverProgram, startServer } from './lib/server.mjs';
import { rows as formats } from './rows/formats.mjs';
import { rows as latency } from './rows/latency.mjs';
import { rows as pictureRows } from './rows/pictures.mjs';
import { rows as queue } from './rows/queue.mjs';
import { rows as startRows } from './rows/start.mjs';

const { values: options } = parseArgs({
  options: {
    photos: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
    'image-java': { type: 'string' },
    out: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
});
const all = [...pictureRows, ...formats, ...latency, ...queue, ...startRows];
if (options.list) {
  all.forEach(({ id, title }) => console.log(`${id.padEnd(24)} ${title}`));
  process.exit(0);
}

const benchFolder = dirname(fileURLToPath(import.meta.url));
const project = dirname(benchFolder);
const target = join(project, 'target/bench');
const jar = join(project, 'target/image-gateway.jar');
if (!existsSync(jar)) {
  console.error(`found no ${jar}; build it first: mvn -DskipTests package`);
  process.exit(2);
}
mkdirSync(target, { recursive: true });

/** The first line of a program's version output. */
const version = (command, ...args) => execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).split('\n')[0].trim();

/** What the Dockerfile starts: the jar with an archive of its classes. */
function asInTheContainer(archive) {
  const home = options['image-java'];
  const java = home ? join(home, 'bin/java') : 'java';
  const use = execFileSync(join(project, 'deploy/class-archive.sh'), [jar, archive], {
    cwd: project,
    env: home ? { ...process.env, JAVA_HOME: home } : process.env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();
  return { java, release: version(java, '--version'), options: [use, '-XX:+UseSerialGC', '-Xms192m'] };
}

const scratch = mkdtempSync(join(tmpdir(), 'image-gateway-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const program = serverProgram(project);
const sets = new Map();
const makers = {
  photos: () => (options.photos ? pictures.photos(options.photos, join(scratch, 'photos')) : pictures.drawn(join(scratch, 'photos'))),
  camera: async () => pictures.camera(await bench.set('photos'), join(scratch, 'camera')),
  wideGamut: async () => pictures.wideGamut(await bench.set('photos'), join(scratch, 'wide-gamut')),
  inks: async () => pictures.inks(await bench.set('camera'), join(scratch, 'inks')),
  pngs: async () => pictures.pngs(await bench.set('photos'), join(scratch, 'pngs')),
  alphaPngs: async () => pictures.alphaPngs(await bench.set('photos'), join(scratch, 'alpha-pngs')),
  screenshots: () => pictures.screenshots(join(scratch, 'screenshots')),
  webps: async () => pictures.webps(await bench.set('photos'), join(scratch, 'webps')),
  avifs: async () => pictures.avifs(await bench.set('photos'), join(scratch, 'avifs')),
  gifs: async () => pictures.gifs(await bench.set('photos'), join(scratch, 'gifs')),
  webJpegs: async () => pictures.webJpegs(await bench.set('photos'), join(scratch, 'web-jpegs')),
  heics: async () => pictures.heics(await bench.set('camera'), join(scratch, 'heics')),
  tiny: () => pictures.tiny(join(scratch, 'tiny')),
};
const bench = {
  quick: options.quick,
  rounds: options.quick ? 1 : Number(options.rounds),
  scale: count => (options.quick ? Math.max(8, Math.round(count / 10)) : count),
  setup: {
    project,
    bench: benchFolder,
    target,
    jar,
    // Holds all sets of pictures, so that one store has them.
    scratch,
    // As the README starts the jar.
    javaOptions: (process.env.BENCH_JAVA_OPTIONS ?? '-XX:+UseSerialGC -Xms192m').split(' ').filter(Boolean),
    container: () => asInTheContainer(join(target, 'image-gateway.archive')),
  },
  async set(name) {
    if (!sets.has(name)) sets.set(name, await makers[name]());
    return sets.get(name);
  },
  /** A fresh server and directory for one row. */
  async onServer(name, work) {
    const server = await startServer(program);
    const folder = mkdtempSync(join(scratch, `${name}-`));
    try {
      return await work({ server, folder });
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const wanted = options.only.split(',').filter(Boolean);
const chosen = all.filter(({ id }) => wanted.length === 0 || wanted.some(prefix => id.startsWith(prefix)));
const result = {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} cores, ${cpus()[0].model}, ${version('java', '--version')}, ${version(program, '--version')}, Node ${process.version}`,
  photos: options.photos ? 'given' : 'drawn',
  rounds: bench.rounds,
  rows: [],
};
for (const row of chosen) {
  console.log(`${new Date().toISOString().slice(11, 19)} ${row.id}: ${row.title}`);
  for (const measured of [await row.run(bench)].flat()) {
    result.rows.push(measured);
    console.log(`         ratio ${measured.ratio.toFixed(2)}${reached(measured) === false ? ' (below its mark)' : ''}`);
    save(resolve(options.out ?? target), result);
  }
}
console.log(`\n${markdown(result)}`);
