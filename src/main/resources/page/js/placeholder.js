import { element } from './dom.js';
import { thumbHashPixels } from './thumbhash.js';

const LONGEST_SIDE = 32;

/**
 * Shows what a result says of its picture in place of an image, until the image has loaded: its ThumbHash above its dominant
 * colour.
 *
 * @param {HTMLElement} place that the image covers
 * @param {HTMLImageElement} image
 * @param {object} fields of the result; without a placeholder nothing is shown
 */
export function standIn(place, image, fields) {
  const drawing = drawingOf(fields);
  if (!drawing) {
    return;
  }
  place.classList.add('stand-in');
  place.style.backgroundColor = fields.dominant_colour ?? '';
  place.prepend(drawing);
  image.addEventListener(
    'load',
    () => {
      place.classList.remove('stand-in');
      place.style.backgroundColor = '';
      drawing.remove();
    },
    { once: true },
  );
}

function drawingOf({ placeholder, processed_width: width, processed_height: height }) {
  if (!placeholder || !(width > 0 && height > 0)) {
    return null;
  }
  try {
    const hash = Uint8Array.from(atob(placeholder), (character) => character.charCodeAt(0));
    const share = LONGEST_SIDE / Math.max(width, height);
    const pixels = thumbHashPixels(
      hash,
      Math.max(1, Math.round(width * share)),
      Math.max(1, Math.round(height * share)),
    );
    const drawing = element('canvas', { width: pixels.width, height: pixels.height, 'aria-hidden': 'true' });
    drawing.getContext('2d').putImageData(pixels, 0, 0);
    return drawing;
  } catch {
    // A route of somebody's own may put anything there.
    return null;
  }
}
