// The sets of pictures, all derived from one directory of photos; generated if there is none.
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import sharp from 'sharp';
import { writeGrid } from './heic.mjs';

const filesOf = (folder, extension = /\.jpe?g$/i) =>
  readdirSync(folder)
    .filter(file => extension.test(file))
    .sort();

async function each(set, target, make, extension = 'jpg') {
  mkdirSync(target, { recursive: true });
  for (const [i, file] of set.files.entries()) {
    await make(join(set.folder, file), join(target, `${basename(file, extname(file))}.${extension}`), i);
  }
  return { folder: target, files: filesOf(target, /\.(jpg|png|webp|avif|gif|heic)$/) };
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

/** Photos as print programs write them: baseline, 12 megapixels, four inks and their profile. */
export function inks(set, target) {
  return each(set, target, (from, to) =>
    sharp(from).toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 92 }).toFile(to),
  );
}

const reduced = (from, side) => sharp(from).rotate().resize(side, side, { fit: 'inside' });

/** Photos as PNG, 2400 pixels on the longer side, with filtered rows as most programs write them. */
export function pngs(set, target) {
  return each(set, target, (from, to) => reduced(from, 2400).png({ adaptiveFiltering: true }).toFile(to), 'png');
}

/** The same with a soft round edge to transparency; every second one with a palette. */
export function alphaPngs(set, target) {
  return each(
    set,
    target,
    async (from, to, i) => {
      const { data, info } = await reduced(from, 2400).png().toBuffer({ resolveWithObject: true });
      const mask = `<svg xmlns="http://www.w3.org/2000/svg" width="${info.width}" height="${info.height}"><radialGradient id="g"><stop offset="0.7"/><stop offset="1" stop-opacity="0"/></radialGradient><rect width="100%" height="100%" fill="url(#g)"/></svg>`;
      await sharp(data)
        .ensureAlpha()
        .composite([{ input: Buffer.from(mask), blend: 'dest-in' }])
        .png(i % 2 === 0 ? { adaptiveFiltering: true } : { palette: true })
        .toFile(to);
    },
    'png',
  );
}

/** Photos as WebP, 4000 pixels on the longer side. */
export function webps(set, target) {
  return each(set, target, (from, to) => reduced(from, 4000).webp({ quality: 85 }).toFile(to), 'webp');
}

/** Photos as AVIF, 2400 pixels on the longer side. */
export function avifs(set, target) {
  return each(set, target, (from, to) => reduced(from, 2400).avif({ quality: 60, effort: 2 }).toFile(to), 'avif');
}

/** Photos as GIF, 1600 pixels on the longer side. */
export function gifs(set, target) {
  return each(set, target, (from, to) => reduced(from, 1600).gif().toFile(to), 'gif');
}

/** Photos as phones write them: HEIC, 12 megapixels, a grid of tiles. */
export function heics(set, target) {
  return each({ ...set, files: set.files.slice(0, 4) }, target, (from, to) => writeGrid(from, to), 'heic');
}

/** Photos as websites show them: JPEG, 1600 pixels on the longer side. */
export function webJpegs(set, target) {
  return each(set, target, (from, to) => reduced(from, 1600).jpeg({ quality: 85 }).toFile(to));
}

/** Screens of 2880 by 1800 pixels with few colours: bars, lines of text, thin rules. */
export async function screenshots(target) {
  mkdirSync(target, { recursive: true });
  const [width, height] = [2880, 1800];
  for (let i = 0; i < 6; i++) {
    const lines = Array.from({ length: 40 }, (_, y) => {
      const words = Array.from({ length: 12 }, (_, x) => ((x * 7919 + y * 104729 + i * 31) % 46656).toString(36)).join(' ');
      return `<text x="${420 + (y % 3) * 60}" y="${180 + 40 * y}" font-size="${24 + (i % 3) * 4}" font-family="sans-serif" fill="#223">${words}</text><rect x="400" y="${190 + 40 * y}" width="2400" height="1" fill="#dde"/>`;
    });
    const bars = `<rect width="100%" height="100%" fill="#fff"/><rect width="100%" height="120" fill="hsl(${60 * i} 40% 40%)"/><rect y="120" width="360" height="100%" fill="#f3f4f8"/>`;
    await sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${bars}${lines.join('')}</svg>`))
      .flatten({ background: '#fff' })
      .png({ adaptiveFiltering: true })
      .toFile(join(target, `screen-${i}.png`));
  }
  return { folder: target, files: filesOf(target, /\.png$/) };
}

/** A logo of 800 by 400 pixels, half of it transparent. */
export async function logo(target) {
  const ring = '<circle cx="200" cy="200" r="150" fill="none" stroke="#fff" stroke-width="60" stroke-opacity="0.8"/>';
  const bars = [80, 180, 280].map(y => `<rect x="420" y="${y}" width="340" height="60" rx="30" fill="#fff" fill-opacity="0.8"/>`);
  await sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400">${ring}${bars.join('')}</svg>`))
    .png()
    .toFile(target);
  return target;
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
