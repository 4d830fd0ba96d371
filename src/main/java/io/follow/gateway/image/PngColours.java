package io.follow.gateway.image;

import org.jspecify.annotations.Nullable;

/**
 * Palette and transparency from the chunks before the pixels of a PNG. As in libpng, a tRNS chunk is ignored if it is
 * misplaced, has the wrong length, is for a colour type with alpha, or is not the first.
 *
 * @param palette the palette without entries that no index can reach; absent for grey and RGB, whose palette is only a
 *     suggestion
 * @param alphas the alpha of the first entries of the palette
 * @param key the transparent colour of grey or RGB
 * @param damaged whether a chunk that determines colours is missing or broken, or an unknown critical chunk is present
 */
record PngColours(@Nullable Span palette, @Nullable Span alphas, @Nullable PngColourKey key, boolean damaged) {

    private static final int MOST_ENTRIES = 256;

    /** The content of a chunk. */
    record Span(int start, int length) {}

    /** Whether pixels may be transparent although they have no alpha component. */
    boolean transparency() {
        return alphas != null || key != null;
    }

    /** Reads a file whose first chunk is a complete IHDR. */
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
