const NUMBER = new Intl.NumberFormat('en');
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];

/** 1,234,567 as `1.2 MB`; a kilobyte is 1,000 bytes. */
export function bytes(count) {
  let value = Number(count);
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return new Intl.NumberFormat('en', {
    style: 'unit',
    unit: UNITS[unit],
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: unit === 0 || value >= 100 ? 0 : 1,
  }).format(value);
}

/** Milliseconds as a person says them: `420 ms`, `3.1 s`, `12 min`, `5 h`. */
export function duration(milliseconds) {
  const ms = Number(milliseconds);
  if (ms < 999.5) {
    return `${Math.round(ms)} ms`;
  }
  const seconds = ms / 1000;
  if (seconds < 59.5) {
    return `${seconds < 9.95 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

/** 12345 as `12,345`. */
export function count(value) {
  return NUMBER.format(value);
}

/** `1 letter`, `2 letters`. */
export function plural(value, one, many = `${one}s`) {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** The time of day here, of a moment such as `2026-02-24T10:00:00Z`; with the date when it is not today. */
export function moment(value) {
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) {
    return String(value);
  }
  const today = at.toDateString() === new Date().toDateString();
  const time = at.toLocaleTimeString('en-GB');
  return today ? time : `${at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })}, ${time}`;
}

/** What a change of size means: `94% smaller`, `3% larger`, `the same size`. */
export function change(before, after) {
  if (!before || before === after) {
    return 'the same size';
  }
  const percent = Math.round(Math.abs(1 - after / before) * 100);
  if (percent === 0) {
    return 'about the same size';
  }
  return `${percent}% ${after < before ? 'smaller' : 'larger'}`;
}

const TYPE_NAMES = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/avif': 'AVIF',
  'image/heic': 'HEIC',
  'image/heif': 'HEIC',
  'image/gif': 'GIF',
};

const TYPES_BY_EXTENSION = { heic: 'image/heic', heif: 'image/heif', hif: 'image/heif', avif: 'image/avif' };

/** `image/webp` as `WebP`. */
export function typeName(contentType) {
  return TYPE_NAMES[contentType] ?? contentType;
}

/** `1920 × 1080`, on one line. */
export function pixels(width, height) {
  return `${width}\u00a0×\u00a0${height}`;
}

/** Milliseconds of a short step: `0.4 ms`, `12 ms`, `1.2 s`. */
export function briefly(milliseconds) {
  return milliseconds < 9.95 ? `${Math.round(milliseconds * 10) / 10} ms` : duration(milliseconds);
}

/** `JPEG, PNG or WebP` for their types. */
export function typeNames(contentTypes) {
  const names = [...new Set(contentTypes.map(typeName))];
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** The type of a file; browsers know no type for some extensions. */
export function typeOf(file) {
  const extension = file.name?.split('.').pop().toLowerCase();
  return file.type || TYPES_BY_EXTENSION[extension] || '';
}
