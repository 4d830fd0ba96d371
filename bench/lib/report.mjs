// Writes the figures as Markdown, JSON and a chart.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './pairing.mjs';

const short = value => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
const OK = { true: 'yes', false: '**no**' };

/** Whether a row meets its target: at least its mark, or at most its limit; undefined for a row without either. */
export function reached({ ratio, mark, limit }) {
  if (mark !== undefined) return ratio >= mark;
  return limit === undefined ? undefined : ratio <= limit;
}

function target({ mark, limit }) {
  if (mark !== undefined) return `≥ ${mark}`;
  return limit === undefined ? '' : `≤ ${limit}`;
}

function others(row) {
  const [, ...rest] = Object.keys(row.figures);
  return rest.map(name => `${name} ${short(median(row.figures[name]))}`).join(', ');
}

export function markdown({ machine, rows, rounds }) {
  const most = Math.max(rounds, ...rows.map(row => row.ratios.length));
  const lines = [
    `${machine}; median of ${rounds} paired rounds${most > rounds ? ` (queue only: ${most})` : ''}.`,
    '',
    '| workload | unit | gateway | peers | ratio (lowest to highest) | target | met |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(row => {
      const range = row.ratios.length > 1 ? ` (${short(Math.min(...row.ratios))} to ${short(Math.max(...row.ratios))})` : '';
      const ours = short(median(Object.values(row.figures)[0]));
      return `| ${row.title} | ${row.unit} | ${ours} | ${others(row)} | ${row.ratio.toFixed(2)}${range} | ${target(row)} | ${OK[reached(row)] ?? ''} |`;
    }),
  ];
  const memory = rows.filter(row => row.memory);
  if (memory.length) {
    lines.push('', '| workload | peak memory of the gateway, MB | BullMQ + sharp | XREADGROUP + sharp | ratio to the lower |', '|---|---|---|---|---|');
    for (const { title, memory: held } of memory) {
      const [ours, ...theirs] = Object.values(held);
      lines.push(`| ${title} | ${ours} | ${theirs.join(' | ')} | ${(ours / Math.min(...theirs)).toFixed(2)} |`);
    }
  }
  const quality = rows.filter(row => row.quality);
  if (quality.length) {
    lines.push('', '| workload | SSIM, gateway | SSIM, sharp | largest loss on one photo | bytes, gateway / sharp |', '|---|---|---|---|---|');
    for (const { title, quality: { similarity, worstLoss, bytes } } of quality) {
      const [ours, theirs] = Object.values(similarity);
      lines.push(`| ${title} | ${ours.toFixed(4)} | ${theirs.toFixed(4)} | ${worstLoss.toFixed(4)} | ${bytes.toFixed(3)} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** One bar per row: its ratio, with a tick at the target. */
export function plot(rows) {
  const speeds = rows.filter(row => row.unit === 'jobs/s' && !row.id.startsWith('processes'));
  const [left, line, unit] = [430, 26, 90];
  const most = Math.max(...speeds.map(row => row.ratio), 3);
  const width = left + most * unit + 70;
  const height = speeds.length * line + 50;
  const text = value => String(value).replace(/`/g, '').replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const bars = speeds.map((row, i) => {
    const y = 34 + i * line;
    const end = left + row.ratio * unit;
    const mark = row.mark ? `<line x1="${left + row.mark * unit}" x2="${left + row.mark * unit}" y1="${y - 2}" y2="${y + 20}" class="mark"/>` : '';
    return `<text x="${left - 10}" y="${y + 14}" text-anchor="end">${text(row.title.replace(/ \(.*/, ''))}</text><rect x="${left}" y="${y}" width="${end - left}" height="18" rx="3" class="${row.mark && row.ratio < row.mark ? 'below' : 'bar'}"/>${mark}<text x="${end + 8}" y="${y + 14}">${row.ratio.toFixed(2)}</text>`;
  });
  const style = 'text{font:13px sans-serif;fill:#24292f}.bar{fill:#2f7d6d}.below{fill:#b4552d}.mark{stroke:#24292f;stroke-width:2}.one{stroke:#8c959f;stroke-dasharray:4 3}.paper{fill:#fff}';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Jobs per second of the gateway, relative to the better peer"><style>${style}</style><rect width="100%" height="100%" class="paper"/><text x="${left}" y="20">jobs per second, relative to the better peer; the tick is the target</text>${bars.join('')}<line x1="${left + unit}" x2="${left + unit}" y1="28" y2="${height - 12}" class="one"/></svg>\n`;
}

export function save(folder, result) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'benchmarks.json'), `${JSON.stringify(result, null, 1)}\n`);
  writeFileSync(join(folder, 'benchmarks.md'), markdown(result));
  writeFileSync(join(folder, 'benchmarks.svg'), plot(result.rows));
}
