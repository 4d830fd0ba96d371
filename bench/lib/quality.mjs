// How close a stored picture is to the best reduction: full decode, then Lanczos.
import sharp from 'sharp';
import { ssim } from 'ssim.js';

async function pixels(picture, background) {
  const { data, info } = await picture.toColourspace('srgb').flatten({ background }).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
}

/** A photo decoded at full size, kept as pixels. */
export async function decoded(file) {
  const { data, info } = await sharp(file).rotate().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: info });
}

/**
 * Structural similarity (0 to 1) of a stored picture and the decoded original reduced to the same size; where that is
 * transparent, the lower one over black and over white.
 */
export async function similarity(stored, full) {
  const { hasAlpha } = await full.clone().metadata();
  const values = [];
  for (const background of hasAlpha ? ['#000', '#fff'] : ['#fff']) values.push(await over(background, stored, full));
  return Math.min(...values);
}

async function over(background, stored, full) {
  const picture = await pixels(sharp(stored), background);
  const { width, height } = picture;
  const best = await pixels(full.clone().resize({ width, height, fit: 'fill', kernel: 'lanczos3' }), background);
  // Without the usual reduction to a quarter, which would hide what a smaller picture loses.
  return ssim(picture, best, { downsample: false }).mssim;
}
