const COLOUR_WAVES = 3;
const ALPHA_WAVES = 5;
const LUMA_WAVES = 7;
const LUMA_WAVES_WITH_ALPHA = 5;

/**
 * The pixels of a ThumbHash, whose format is that of https://github.com/evanw/thumbhash.
 *
 * @param {Uint8Array} hash
 * @param {number} width of the pixels wanted
 * @param {number} height
 * @returns {ImageData}
 */
export function thumbHashPixels(hash, width, height) {
  const take = numbersOf(hash);
  const luma = { mean: take(6) / 63 };
  const yellow = { mean: take(6) / 31.5 - 1 };
  const ruddy = { mean: take(6) / 31.5 - 1 };
  luma.scale = take(5) / 31;
  const hasAlpha = take(1) === 1;
  const shorter = take(3);
  // What is left of small differences of colours after rounding is made up for.
  yellow.scale = (take(6) / 63) * 1.25;
  ruddy.scale = (take(6) / 63) * 1.25;
  const longer = hasAlpha ? LUMA_WAVES_WITH_ALPHA : LUMA_WAVES;
  const [across, down] = take(1) === 1 ? [longer, shorter] : [shorter, longer];
  const alpha = hasAlpha ? { mean: take(4) / 15, scale: take(4) / 15 } : null;
  const planes = [
    plane(luma, Math.max(3, across), Math.max(3, down), take, width, height),
    plane(yellow, COLOUR_WAVES, COLOUR_WAVES, take, width, height),
    plane(ruddy, COLOUR_WAVES, COLOUR_WAVES, take, width, height),
    alpha && plane(alpha, ALPHA_WAVES, ALPHA_WAVES, take, width, height),
  ];
  return painted(planes, width, height);
}

/** Reads numbers of some bits each, the lowest bit first. */
function numbersOf(bytes) {
  let at = 0;
  return (count) => {
    let number = 0;
    for (let bit = 0; bit < count; bit++, at++) {
      number |= ((bytes[at >> 3] >> (at & 7)) & 1) << bit;
    }
    return number;
  };
}

/** The values of a channel, each the sum of its waves there. */
function plane({ mean, scale }, across, down, take, width, height) {
  const values = new Float64Array(width * height).fill(mean);
  for (let y = 0; y < down; y++) {
    for (let x = y === 0 ? 1 : 0; x * down < across * (down - y); x++) {
      const amplitude = 2 * (take(4) / 7.5 - 1) * scale;
      const rows = cosines(height, y);
      const columns = cosines(width, x);
      rows.forEach((row, j) => {
        columns.forEach((column, i) => {
          values[j * width + i] += amplitude * row * column;
        });
      });
    }
  }
  return values;
}

function cosines(length, frequency) {
  return Float64Array.from({ length }, (_, i) => Math.cos((Math.PI / length) * frequency * (i + 0.5)));
}

function painted([luma, yellow, ruddy, alpha], width, height) {
  const image = new ImageData(width, height);
  for (let i = 0; i < luma.length; i++) {
    const blue = luma[i] - (2 / 3) * yellow[i];
    const red = (3 * luma[i] - blue + ruddy[i]) / 2;
    // The array rounds and keeps within 0 and 255.
    image.data.set([red, red - ruddy[i], blue, alpha ? alpha[i] : 1].map((value) => 255 * value), 4 * i);
  }
  return image;
}
