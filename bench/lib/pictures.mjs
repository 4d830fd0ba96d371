// The sets of pictures, all derived from one directory of photos; generated if there is none.
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import sharp from 'sharp';

const filesOf = folder =>
  readdirSync(folder)
    .filter(file => /\.jpe?g$/i.test(file))
    .sort();

async function each(set, target, make) {
  mkdirSync(target, { recursive: true });
  for (const file of set.files) await make(join(set.folder, file), join(target, `${basename(file, extname(file))}.jpg`));
  return { folder: target, files: filesOf(target) };
}

/** The photos of a directory, copied unchanged under plain names. */
export function photos(folder, target) {
  const files = filesOf(folder);
  if (files.length === 0) throw new Error(`no JPEG in ${folder}`);
  mkdirSync(target, { recursive: true });
  files.forEach((file, i) => copyFileSync(join(folder, file), join(target, `photo-${i}.jpg`)));
  return { folder: target, files: filesOf(target) };
}

/** Photos as a camera writes them: baseline, 12 megapixels, no profile. */
export function camera(set, target) {
  return each(set, target, (from, to) =>
    sharp(from).rotate().resize(4000, 3000, { fit: 'cover' }).jpeg({ quality: 92, progressive: false }).toFile(to),
  );
}

/** The photos in Display P3, whose colours must be converted. */
export function wideGamut(set, target) {
  return each(set, target, (from, to) =>
    sharp(from).rotate().withIccProfile('p3').jpeg({ quality: 92, progressive: true }).toFile(to),
  );
}

/** Pictures of 64 by 64 pixels with some grain. */
export async function tiny(target) {
  mkdirSync(target, { recursive: true });
  for (let i = 0; i < 16; i++) {
    const noise = { type: 'gaussian', mean: 100 + i, sigma: 30 };
    await sharp({ create: { width: 64, height: 64, channels: 3, noise } }).jpeg({ quality: 85 }).toFile(join(target, `tiny-${i}.jpg`));
  }
  return { folder: target, files: filesOf(target) };
}

/** Stand-ins for photos: soft shapes, lines and grain, 9 to 24 megapixels, progressive. */
export async function drawn(target) {
  mkdirSync(target, { recursive: true });
  const sizes = [[3456, 2592], [4000, 3000], [4240, 2832], [3024, 4032], [4608, 3456], [5184, 3456], [4000, 6000], [6000, 4000]];
  for (const [i, [width, height]] of sizes.entries()) {
    const noise = { type: 'gaussian', mean: 128, sigma: 14 };
    const grain = await sharp({ create: { width, height, channels: 3, noise } }).png({ compressionLevel: 0 }).toBuffer();
    await sharp(Buffer.from(scene(width, height, i)), { unlimited: true })
      .flatten({ background: '#789' })
      .composite([{ input: grain, blend: 'soft-light' }])
      .withIccProfile('srgb')
      .jpeg({ quality: 90, progressive: true })
      .toFile(join(target, `drawn-${i}.jpg`));
  }
  return { folder: target, files: filesOf(target) };
}

function scene(width, height, seed) {
  let state = seed * 7919 + 1;
  const next = limit => (state = (state * 48271) % 2147483647) % limit;
  const shapes = Array.from({ length: 60 }, () => {
    const colour = `hsl(${next(360)} ${20 + next(60)}% ${20 + next(60)}%)`;
    const at = `cx="${next(width)}" cy="${next(height)}" rx="${50 + next(width / 5)}" ry="${50 + next(height / 5)}"`;
    return `<ellipse ${at} fill="${colour}" opacity="0.6" transform="rotate(${next(90)} ${width / 2} ${height / 2})"/>`;
  });
  const lines = Array.from({ length: 200 }, () => {
    const [x, y] = [next(width), next(height)];
    return `<line x1="${x}" y1="${y}" x2="${x + next(900)}" y2="${y + next(900)}" stroke="hsl(${next(360)} 30% ${next(100)}%)" stroke-width="${1 + next(9)}"/>`;
  });
  const sky = '<linearGradient id="sky" x2="0" y2="1"><stop stop-color="#8bd"/><stop offset="1" stop-color="#fed"/></linearGradient>';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${sky}</defs><rect width="100%" height="100%" fill="url(#sky)"/>${shapes.join('')}${lines.join('')}</svg>`;
}
