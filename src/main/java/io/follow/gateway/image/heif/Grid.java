package io.follow.gateway.image.heif;

import java.util.List;

/**
 * The description of a derived picture that consists of tiles (ISO/IEC 23008-12, 6.6.2.3).
 *
 * @param width columns that are shown
 * @param height rows that are shown
 */
record Grid(int columns, int rows, long width, long height) {

    static Grid read(byte[] data) throws HeifException {
        ByteRange range = ByteRange.of(data);
        range.skip(1);
        boolean wide = (range.u8() & 1) == 1;
        int rows = range.u8() + 1;
        int columns = range.u8() + 1;
        return new Grid(columns, rows, wide ? range.u32() : range.u16(), wide ? range.u32() : range.u16());
    }

    CodedPicture of(List<CodedPicture> tiles, HeifLimits limits) throws HeifException {
        CodedPicture first = tiles.get(0);
        for (CodedPicture tile : tiles) {
            if (tile.width() != first.width()
                    || tile.height() != first.height()
                    || tile.bitDepth() != first.bitDepth()
                    || tile.chroma() != first.chroma()) {
                throw HeifException.broken("the tiles of a grid differ in size or kind; expected the same");
            }
        }
        long coveredWidth = (long) columns * first.width();
        long coveredHeight = (long) rows * first.height();
        if (coveredWidth < width || coveredHeight < height) {
            throw HeifException.broken("the tiles cover " + coveredWidth + "×" + coveredHeight + " pixels of " + width
                    + "×" + height + "; expected all of them");
        }
        limits.checkPixels(coveredWidth, coveredHeight);
        return new CodedPicture(
                first.codec(),
                (int) width,
                (int) height,
                first.width(),
                first.height(),
                columns,
                first.bitDepth(),
                first.chroma(),
                tiles.stream().map(tile -> tile.tiles().get(0)).toList());
    }
}
