// How near a stored picture is to the best reduction: full decode, then Lanczos.
import sharp from 'sharp';
import { ssim } from 'ssim.js';

async function pixels(picture) {
  const { data, info } = await picture.toColourspace('srgb').removeAlpha().ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
}

/** The reference for a photo at a width, kept as pixels. */
export async function reference(file, width) {
  const { data, info } = await sharp(file).rotate().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return pixels(sharp(data, { raw: info }).resize({ width, withoutEnlargement: true, kernel: 'lanczos3' }));
}

/** Structural similarity to the reference, 0 to 1. */
export async function similarity(stored, best) {
  const picture = await pixels(sharp(stored));
  if (picture.width !== best.width || picture.height !== best.height) {
    throw new Error(`${stored} is ${picture.width}x${picture.height}, the reference ${best.width}x${best.height}`);
  }
  // Without the usual reduction to a quarter, which would hide what a smaller picture loses.
  return ssim(picture, best, { downsample: false }).mssim;
}
