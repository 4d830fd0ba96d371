// What a worker built on sharp does for one job: the same reading, resizing, writing and hashing as the gateway.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';

sharp.cache(false);
sharp.concurrency(Number(process.env.VIPS_CONCURRENCY ?? 1));

/** Reads a file, and writes one rendition of it for each entry of `outputs`; does not read the file if there are none. */
export async function work({ source, outputs }) {
  if (outputs.length === 0) return { ok: 1 };
  const input = await readFile(source);
  return Promise.all(outputs.map(output => rendition(input, output)));
}

/** Watermarks in the sizes in which they were drawn, which the gateway caches, too. */
const marks = new Map();

function mark(file, width) {
  const name = `${width} ${file}`;
  if (!marks.has(name)) marks.set(name, sharp(file).resize({ width }).png().toBuffer());
  return marks.get(name);
}

/** A fifth of the width of a picture that is at most this wide. */
async function fifthOf(input, width) {
  const { autoOrient } = await sharp(input).metadata();
  return Math.round(Math.min(width, autoOrient.width) / 5);
}

async function rendition(input, { target, format, width, height, fit, position, quality, effort, watermark }) {
  const plain = sharp(input).rotate().resize({ width, height, fit, position, withoutEnlargement: true });
  const resized = watermark ? plain.composite([{ input: await mark(watermark, await fifthOf(input, width)), gravity: 'southeast' }]) : plain;
  const encoded = format === 'jpeg' ? resized.jpeg({ quality }) : resized.webp(effort === undefined ? { quality } : { quality, effort });
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
  await writeFile(target, data);
  return {
    target,
    width: info.width,
    height: info.height,
    bytes: data.length,
    sha256: createHash('sha256').update(data).digest('hex'),
  };
}
