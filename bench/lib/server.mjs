// A separate Valkey for the run, without persistence, on loopback.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { freePort, start } from './processes.mjs';

/** The server program: from `VALKEY_SERVER_BIN`, an earlier build or the `PATH`, or else downloaded. */
export function serverProgram(project) {
  const fetched = join(project, 'target/valkey/bin/valkey-server');
  if (process.env.VALKEY_SERVER_BIN) return process.env.VALKEY_SERVER_BIN;
  if (existsSync(fetched)) return fetched;
  for (const name of ['valkey-server', 'redis-server']) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {
      // Not on PATH: the next name, or the script below.
    }
  }
  execFileSync(join(project, 'scripts/fetch-valkey.sh'), [join(project, 'target/valkey')], { stdio: 'inherit' });
  return fetched;
}

export async function startServer(program) {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'bench-valkey-'));
  const args = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const child = start(program, args.map(String));
  await child.line(/Ready to accept connections/);
  const url = `redis://127.0.0.1:${port}`;
  const client = await createClient({ url }).connect();
  return {
    port,
    url,
    client,
    pid: child.pid,
    async stop() {
      client.destroy();
      await child.end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
