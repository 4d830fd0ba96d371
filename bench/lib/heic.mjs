// Makes HEIC files as phones do: a grid of tiles, each coded for itself. libheif's heif-enc codes the tiles.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

const TILE = 512;

const uint = (bytes, value) => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
};
const u8 = value => uint(1, value);
const u16 = value => uint(2, value);
const u32 = value => uint(4, value);

const box = (type, ...parts) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type), body]);
};
/** A box with a version and flags. */
const full = (type, version, flags, ...parts) => box(type, u8(version), uint(3, flags), ...parts);

/** The first box of a type anywhere in a file that contains no other box of that type. */
function found(file, type) {
  const at = file.indexOf(type, 0, 'latin1') - 4;
  if (at < 0) throw new Error(`heif-enc wrote no ${type}`);
  return file.subarray(at, at + file.readUInt32BE(at));
}

/** The decoder configuration and the coded data of a file with one picture. */
function coded(file) {
  const configuration = found(file, 'hvcC');
  // heif-enc writes the data of its only picture last.
  return { configuration, data: found(file, 'mdat').subarray(8) };
}

/**
 * Writes a picture as a grid of tiles of 512 by 512 pixels.
 * @param from a file that sharp reads
 */
export async function writeGrid(from, to, quality = 60) {
  const { data: pixels, info } = await sharp(from).rotate().toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const [columns, rows] = [Math.ceil(width / TILE), Math.ceil(height / TILE)];
  const extended = await sharp(pixels, { raw: info, limitInputPixels: false })
    .extend({ right: columns * TILE - width, bottom: rows * TILE - height, extendWith: 'copy' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const folder = mkdtempSync(join(tmpdir(), 'heic-tiles-'));
  try {
    const tiles = [];
    for (let i = 0; i < columns * rows; i++) {
      const tile = join(folder, 'tile.png');
      const at = { left: (i % columns) * TILE, top: Math.floor(i / columns) * TILE, width: TILE, height: TILE };
      await sharp(extended.data, { raw: extended.info, limitInputPixels: false }).extract(at).png({ compressionLevel: 1 }).toFile(tile);
      execFileSync('heif-enc', ['-q', String(quality), '-o', `${tile}.heic`, tile], { stdio: 'ignore' });
      tiles.push(coded(readFileSync(`${tile}.heic`)));
    }
    writeFileSync(to, gridFile({ width, height, columns, rows }, tiles));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function gridFile({ width, height, columns, rows }, tiles) {
  const grid = tiles.length + 1;
  const items = [...tiles.map((_, i) => i + 1), grid];
  const description = Buffer.concat([u8(0), u8(0), u8(rows - 1), u8(columns - 1), u16(width), u16(height)]);
  const data = [...tiles.map(tile => tile.data), description];
  const type = Buffer.concat([Buffer.from('heic'), u32(0), Buffer.from('mif1heic')]);
  const file = start => {
    let offset = start;
    const locations = data.map((bytes, i) => {
      const location = Buffer.concat([u16(items[i]), u16(0), u16(1), u32(offset), u32(bytes.length)]);
      offset += bytes.length;
      return location;
    });
    const size = (w, h) => full('ispe', 0, 0, u32(w), u32(h));
    const properties = box('ipco', tiles[0].configuration, size(TILE, TILE), size(width, height));
    const associations = full(
      'ipma', 0, 0, u32(items.length),
      ...items.map(id => Buffer.concat(id === grid ? [u16(id), u8(1), u8(3)] : [u16(id), u8(2), u8(0x81), u8(2)])),
    );
    return Buffer.concat([
      box('ftyp', type),
      full(
        'meta', 0, 0,
        full('hdlr', 0, 0, u32(0), Buffer.from('pict'), Buffer.alloc(13)),
        full('pitm', 0, 0, u16(grid)),
        full('iinf', 0, 0, u16(items.length), ...items.map(id => full('infe', 2, id === grid ? 0 : 1, u16(id), u16(0), Buffer.from(id === grid ? 'grid' : 'hvc1'), u8(0)))),
        full('iref', 0, 0, box('dimg', u16(grid), u16(tiles.length), ...tiles.map((_, i) => u16(i + 1)))),
        box('iprp', properties, associations),
        full('iloc', 0, 0, u8(0x44), u8(0), u16(items.length), ...locations),
      ),
      u32(8 + data.reduce((sum, bytes) => sum + bytes.length, 0)), Buffer.from('mdat'),
    ]);
  };
  // The offsets have a fixed width, so a first pass shows where the data starts.
  return Buffer.concat([file(file(0).length), ...data]);
}
