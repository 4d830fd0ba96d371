// `java -jar` to ready, compared with a minimal Spring Boot + Camel application of the same versions.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { median, paired, ratios } from '../lib/pairing.mjs';
import { freePort, sleep, start } from '../lib/processes.mjs';

/** Builds the minimal application with the versions of the gateway's own pom. */
function smallest(setup) {
  const pom = readFileSync(join(setup.project, 'pom.xml'), 'utf8');
  const version = pattern => pom.match(pattern)[1];
  const target = join(setup.target, 'smallest');
  cpSync(join(setup.bench, 'smallest-app'), target, { recursive: true });
  const versions = [
    `-Dspring-boot.version=${version(/spring-boot-starter-parent<\/artifactId>\s*<version>([^<]+)/)}`,
    `-Dcamel.version=${version(/<camel.version>([^<]+)/)}`,
  ];
  execFileSync('mvn', ['-q', '-B', '-f', join(target, 'pom.xml'), ...versions, 'package'], { stdio: 'inherit' });
  return join(target, 'target/smallest.jar');
}

async function gatewayStart(setup, server, java, options, folder) {
  const [port, managementPort] = [await freePort(), await freePort()];
  const env = {
    REDIS_URL: server.url,
    IMG_GW_PORT: String(port),
    IMG_GW_HOST: '127.0.0.1',
    IMG_GW_MANAGEMENT_PORT: String(managementPort),
    IMG_GW_DATA_DIR: join(folder, 'data'),
  };
  const since = performance.now();
  const child = start(java, options, { env, cwd: setup.project, log: join(folder, 'start.log') });
  try {
    // As with the other application: asking all the time would take processor time from the start.
    await child.line(/started in/, 120);
    for (;;) {
      const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).then(answer => answer.ok, () => false);
      if (ready) return (performance.now() - since) / 1000;
      if (child.exitCode !== null) throw new Error(`the gateway ended with ${child.exitCode}`);
      await sleep(20);
    }
  } finally {
    await child.end();
  }
}

async function smallestStart(java, jar, folder) {
  const since = performance.now();
  const child = start(java, ['-jar', jar], { log: join(folder, 'smallest.log') });
  try {
    await child.line(/Started \S+ in/, 120);
    return (performance.now() - since) / 1000;
  } finally {
    await child.end();
  }
}

const smallestOfImage = 'smallest on the Java of the image';

async function run(bench) {
  const { setup } = bench;
  const jar = smallest(setup);
  return bench.onServer('start', async ({ server, folder }) => {
    mkdirSync(folder, { recursive: true });
    const container = setup.container();
    const contestants = [
      { name: 'gateway', measure: () => gatewayStart(setup, server, 'java', ['-jar', setup.jar], folder) },
      { name: 'smallest', measure: () => smallestStart('java', jar, folder) },
      { name: smallestOfImage, measure: () => smallestStart(container.java, jar, folder) },
      { name: 'gateway in its container', measure: () => gatewayStart(setup, server, container.java, [...container.options, '-jar', setup.jar], folder) },
    ];
    for (const { measure } of contestants) await measure();
    const figures = await paired(contestants, bench.rounds, ({ measure }) => measure());
    const row = (id, title, name, beside, limit, reach) => {
      const pair = { [name]: figures[name], minimal: figures[beside] };
      const ratio = ratios(pair, name, Math.min);
      return { id, title, limit, reach, unit: 's', figures: pair, ratio: median(ratio), ratios: ratio };
    };
    return [
      row('start-jar', '`java -jar` to ready, vs. a minimal Spring Boot + Camel application', 'gateway', 'smallest', 1.5, 1.2),
      row('start-container', `the same, started like the container image, both on ${container.release}`, 'gateway in its container', smallestOfImage, 0.9, 0.6),
    ];
  });
}

export const rows = [{ id: 'start', title: 'start', run }];
