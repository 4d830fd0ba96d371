package io.follow.gateway.image.heif;

import java.util.List;

/**
 * A coded picture, or several side by side.
 *
 * @param width columns of the whole; the last tile of a row may reach further
 * @param height rows of the whole
 * @param tileWidth columns of each tile
 * @param tileHeight rows of each tile
 * @param columns tiles in a row
 * @param bitDepth bits per component
 * @param tiles row by row
 */
public record CodedPicture(
        Codec codec,
        int width,
        int height,
        int tileWidth,
        int tileHeight,
        int columns,
        int bitDepth,
        Chroma chroma,
        List<CodedTile> tiles) {

    /** Keeps a copy of the list. */
    public CodedPicture {
        tiles = List.copyOf(tiles);
    }

    static CodedPicture single(Codec codec, int width, int height, CodedTile tile) {
        CodecConfiguration coding = tile.configuration();
        return new CodedPicture(
                codec, width, height, width, height, 1, coding.bitDepth(), coding.chroma(), List.of(tile));
    }
}
