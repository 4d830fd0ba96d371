#!/usr/bin/env node
// Makes a catalog for Kaoto: Kaoto's own of Apache Camel, with the component valkey-streams and the steps of docs/kaoto.
//
//   node scripts/kaoto-catalog.mjs DIR [--serve PORT]
//
// DIR is replaced. --serve then serves it on 127.0.0.1 until Ctrl-C, for Kaoto in Visual Studio Code or in a browser.
// Requires Node.js 18 or later with npm, which downloads Kaoto's catalog.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const CATALOG = '@kaoto/camel-catalog@0.10.4';
const PROJECT = join(dirname(fileURLToPath(import.meta.url)), '..');

function fail(message) {
  console.error(`kaoto-catalog: ${message}`);
  process.exit(1);
}

const json = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));

function change(file, edit) {
  const content = json(file);
  edit(content);
  writeFileSync(file, JSON.stringify(content));
}

/** Unpacks Kaoto's catalog; npm verifies its digest. */
function download(work) {
  try {
    execFileSync('npm', ['pack', '--silent', '--pack-destination', work, CATALOG], { stdio: ['ignore', 'pipe', 'ignore'] });
    execFileSync('tar', ['-xzf', 'kaoto-camel-catalog-' + CATALOG.split('@')[2] + '.tgz'], { cwd: work });
  } catch {
    fail(`npm cannot download ${CATALOG}, expected Node.js with npm and access to its registry`);
  }
  return join(work, 'package', 'dist', 'camel-catalog');
}

/** The catalog for Camel on Spring Boot of the version in the pom, or of the next one that Kaoto has. */
function choose(library) {
  const wanted = /<camel.version>(\d+\.\d+)/.exec(readFileSync(join(PROJECT, 'pom.xml'), 'utf8'))[1];
  const number = (version) => version.split('.').slice(0, 2).reduce((sum, part) => sum * 1000 + Number(part), 0);
  const found = library.definitions
    .filter((each) => each.fileName.startsWith('camel-springboot/') && !each.version.includes('redhat'))
    .filter((each) => number(each.version) >= number(wanted))
    .sort((one, other) => number(one.version) - number(other.version))[0];
  return found ?? fail(`${CATALOG} has no catalog for Camel ${wanted} or later`);
}

/** The form of a call of a bean offers the steps; other beans and arguments can be typed in. */
function addSteps(patterns, steps) {
  const { ref, method } = patterns.bean.propertiesSchema.properties;
  ref.enum = [...new Set(steps.map((step) => step.ref))];
  method.enum = [...new Set(steps.map((step) => step.method))].sort();
  method.description = steps.map((step) => `${step.ref}: ${step.method}: ${step.description}`).join('\n');
}

/** Only a catalog of an earlier run is deleted. */
function checkReplaceable(out) {
  if (!existsSync(out) || readdirSync(out).length === 0) return;
  const index = join(out, 'index.json');
  if (!existsSync(index) || json(index).name !== 'image-gateway') {
    fail(`found other files in ${out}, expected a new directory or a catalog that this script has made`);
  }
}

function make(out) {
  const work = mkdtempSync(join(tmpdir(), 'kaoto-'));
  try {
    const source = download(work);
    const library = json(source, 'index.json');
    const chosen = choose(library);
    const folder = dirname(chosen.fileName);
    checkReplaceable(out);
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out, { recursive: true });
    for (const part of [folder, 'starter-templates']) {
      cpSync(join(source, part), join(out, part), { recursive: true });
    }
    const { catalogs } = json(out, chosen.fileName);
    const file = (name) => join(out, folder, catalogs[name].file);
    const components = json(PROJECT, 'docs', 'kaoto', 'components.json');
    const steps = json(PROJECT, 'docs', 'kaoto', 'steps.json');
    change(file('components'), (all) => Object.assign(all, components));
    change(file('patterns'), (all) => addSteps(all, steps));
    const name = `${chosen.name} with image-gateway`;
    change(join(out, chosen.fileName), (index) => Object.assign(index, { name }));
    writeFileSync(
      join(out, 'index.json'),
      JSON.stringify({ ...library, name: 'image-gateway', definitions: [{ ...chosen, name }] }),
    );
    return name;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Kaoto reads the catalog from another origin than this. */
function serve(out, port) {
  createServer((request, response) => {
    try {
      const path = resolve(out, '.' + decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
      if (!path.startsWith(resolve(out) + sep)) throw new Error('outside');
      const content = readFileSync(path);
      response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/json' });
      response.end(content);
    } catch {
      response.writeHead(404, { 'Access-Control-Allow-Origin': '*' }).end();
    }
  })
    .on('error', (error) => fail(`port ${port} cannot be used (${error.code})`))
    .listen(port, '127.0.0.1', () => console.log(`kaoto-catalog: http://localhost:${port}/index.json`));
}

const [out, option, port] = process.argv.slice(2);
if (!out || out.startsWith('-') || (option && (option !== '--serve' || !/^\d+$/.test(port ?? '')))) {
  fail('expected: kaoto-catalog.mjs DIR [--serve PORT]');
}
console.log(`kaoto-catalog: ${make(out)} is in ${out}`);
if (option) {
  serve(out, Number(port));
}
