package io.follow.gateway.image;

import org.jspecify.annotations.Nullable;

/**
 * What the chunks before the pixels of a PNG say about palette and transparency. A tRNS that is in the wrong place, of
 * the wrong length, for a colour type that has alpha, or not the first is passed over, as libpng does.
 *
 * @param palette the palette without entries that no index can reach; absent for grey and RGB, which may only suggest one
 * @param alphas the alpha of the first entries of the palette
 * @param key the colour of grey or RGB that is transparent
 * @param damaged whether a chunk that decides about colours, or that nobody knows but a decoder must, is missing or broken
 */
record PngColours(@Nullable Span palette, @Nullable Span alphas, @Nullable PngColourKey key, boolean damaged) {

    private static final int MOST_ENTRIES = 256;

    /** Content of a chunk. */
    record Span(int start, int length) {}

    /** Whether a pixel may be transparent though it has no alpha of its own. */
    boolean transparency() {
        return alphas != null || key != null;
    }

    /** Reads a file whose first chunk is a whole IHDR. */
    static PngColours read(Bytes bytes) throws ImageException {
        int header = PngWalker.SIGNATURE_BYTES + 8;
        Reader reader = new Reader(bytes, bytes.u8(header + 8), bytes.u8(header + 9));
        PngWalker walker = new PngWalker(bytes);
        while (walker.next() && !walker.is("IDAT")) {
            if (walker.start() > header) {
                reader.read(walker);
            }
        }
        return reader.colours();
    }

    private static final class Reader {

        private static final int GREY = 0;
        private static final int RGB = 2;
        private static final int PALETTE = 3;

        private final Bytes bytes;
        private final int depth;
        private final int type;
        private @Nullable Span palette;
        private @Nullable Span alphas;
        private @Nullable PngColourKey key;
        private boolean damaged;

        Reader(Bytes bytes, int depth, int type) {
            this.bytes = bytes;
            this.depth = depth;
            this.type = type;
        }

        void read(PngWalker walker) throws ImageException {
            if (walker.is("PLTE")) {
                if (type == PALETTE) {
                    palette(walker);
                }
            } else if (walker.is("tRNS")) {
                transparency(walker);
            } else if (walker.critical() && !walker.is("IEND")) {
                damaged = true;
            }
        }

        private void palette(PngWalker walker) throws ImageException {
            int length = walker.length();
            boolean fits = length > 0 && length % 3 == 0 && length <= 3 * MOST_ENTRIES;
            damaged |= palette != null || !fits || !walker.intact();
            palette = new Span(walker.start(), Math.min(length, 3 << depth));
        }

        private void transparency(PngWalker walker) throws ImageException {
            int length = walker.length();
            boolean fits =
                    switch (type) {
                        case GREY -> length == 2;
                        case RGB -> length == 6;
                        case PALETTE -> palette != null && length > 0 && length <= palette.length / 3;
                        default -> false;
                    };
            if (!fits || alphas != null || key != null) {
                return;
            }
            damaged |= !walker.intact();
            if (type == PALETTE) {
                alphas = new Span(walker.start(), length);
            } else {
                key = PngColourKey.read(bytes, walker.start(), length / 2, depth);
            }
        }

        PngColours colours() {
            return new PngColours(palette, alphas, key, damaged || (type == PALETTE && palette == null));
        }
    }
}
