import { bytes, pixels, typeName } from './format.js';

/**
 * The pictures that a result names: the processed image first, then its renditions.
 *
 * @param {object} fields of the result
 * @param {function(string): Promise<string>} load makes an address that this page can show of a storage key
 * @returns {Array<{title: string, key: string, width: number, height: number, facts: string[], load: function(): Promise<string>}>}
 */
export function picturesOf(fields, load) {
  if (!fields.storage_key || !fields.content_type) {
    return [];
  }
  const own = {
    name: 'After',
    storage_key: fields.storage_key,
    content_type: fields.content_type,
    file_size: fields.file_size,
    width: fields.processed_width,
    height: fields.processed_height,
  };
  return [own, ...renditionsOf(fields)].map((one) => ({
    title: one.name,
    key: one.storage_key,
    width: Number(one.width),
    height: Number(one.height),
    facts: [typeName(one.content_type), bytes(one.file_size), pixels(one.width, one.height)],
    load: () => load(one.storage_key),
  }));
}

/** The key of the smallest picture that is at least so wide and no crop, or of the largest; null where there is none. */
export function smallestKey(fields, width) {
  const all = picturesOf(fields, null);
  const pictures = all.filter((one) => isLike(one, all[0])).sort((one, other) => one.width - other.width);
  return (pictures.find((one) => one.width >= width) ?? pictures.at(-1))?.key ?? null;
}

/** Whether two pictures have the same shape, but for what rounding to whole pixels changes. */
function isLike(one, other) {
  const rounding = Math.max(one.width, one.height, other.width, other.height);
  return Math.abs(one.width * other.height - other.width * one.height) <= rounding;
}

function renditionsOf(fields) {
  try {
    const list = JSON.parse(fields.renditions ?? '[]');
    return Array.isArray(list) ? list.filter((one) => one.storage_key) : [];
  } catch {
    // A route of somebody's own may put anything there.
    return [];
  }
}
