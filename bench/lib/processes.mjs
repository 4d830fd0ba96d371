// Child processes that end with the run, and their resource usage.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const running = new Set();
process.on('exit', () => running.forEach(child => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

/**
 * Starts a program whose output goes to a file.
 * @returns the child, with `line(pattern, seconds)` that waits for a line of its output, and `end()`
 */
export function start(program, args, { env = {}, log, cwd } = {}) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const file = log && createWriteStream(log);
  let output = '';
  const waiting = new Set();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      file?.write(chunk);
      if (waiting.size || output.length < 100_000) output += chunk;
      waiting.forEach(look => look());
    });
  }
  child.line = (pattern, seconds = 60) =>
    new Promise((resolve, reject) => {
      const done = (settle, value) => {
        clearTimeout(timer);
        waiting.delete(look);
        child.off('exit', ended);
        settle(value);
      };
      const look = () => {
        const found = output.match(pattern);
        if (found) done(resolve, found);
      };
      const ended = code => done(reject, new Error(`${program} ended with ${code}: ${output.slice(-2000)}`));
      const timer = setTimeout(() => done(reject, new Error(`${program} did not print ${pattern} in ${seconds} s`)), seconds * 1000);
      waiting.add(look);
      child.once('exit', ended);
      look();
    });
  child.end = async (signal = 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(timer);
  };
  return child;
}

/** A free port of 127.0.0.1. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** The peak resident size of a process so far, in MB of 2^20 bytes. */
export function peakMemory(pid) {
  return Math.round(Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)[1]) / 1024);
}

/** CPU time of a process so far, in seconds. */
export function processorSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
