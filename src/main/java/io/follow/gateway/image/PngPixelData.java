package io.follow.gateway.image;

import io.follow.gateway.image.PngColours.Span;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a PNG that a decoder of its pixels needs: the chunks before the pixels, the compressed data, and the
 * length and filters of the rows.
 */
public final class PngPixelData {

    /** The largest filter type (W3C PNG, 9.2). */
    private static final int LAST_FILTER = 4;

    private final byte[] data;
    private final List<Span> pieces;
    private final byte[] head;
    private final List<PngPixels.Pass> passes;

    private PngPixelData(byte[] data, List<Span> pieces, byte[] head, List<PngPixels.Pass> passes) {
        this.data = data;
        this.pieces = pieces;
        this.head = head;
        this.passes = passes;
    }

    /** Receives a piece of the compressed data. */
    @FunctionalInterface
    public interface Piece {

        /**
         * Takes one piece.
         *
         * @return whether more are wanted
         */
        boolean take(byte[] data, int start, int length) throws ImageException;
    }

    /**
     * Reads the chunks of a file that the probe has accepted.
     *
     * @throws ImageException {@link ImageError#DECODE_FAILED} if the file lacks its end chunk and some of its pixels
     */
    public static PngPixelData of(Bytes bytes) throws ImageException {
        PngWalker walker = new PngWalker(bytes);
        List<Span> pieces = new ArrayList<>();
        while (walker.next()) {
            if (walker.is("IDAT")) {
                pieces.add(new Span(walker.start(), walker.length()));
            }
        }
        if (!walker.ended()) {
            PngPixels.requireWhole(bytes, pieces);
        }
        return new PngPixelData(bytes.data(), pieces, PngStripper.head(bytes), PngPixels.passes(bytes));
    }

    /** Signature, header, palette and transparency; everything before the pixels that determines them. */
    public byte[] head() {
        return head.clone();
    }

    /** The number of bytes of all compressed pieces. */
    public int compressedLength() {
        return pieces.stream().mapToInt(Span::length).sum();
    }

    /** Passes on the compressed data, in its order. */
    public void compressed(Piece consumer) throws ImageException {
        boolean more = true;
        for (int i = 0; more && i < pieces.size(); i++) {
            more = consumer.take(data, pieces.get(i).start(), pieces.get(i).length());
        }
    }

    /** The number of bytes of all rows with their filter types, after inflation. */
    public long rawLength() {
        return passes.stream().mapToLong(PngPixels.Pass::bytes).sum();
    }

    /** Whether every row has a filter type that exists; decoders may treat others as "none". */
    public boolean hasKnownFilters(ByteBuffer rows) {
        int position = 0;
        int largest = 0;
        for (PngPixels.Pass pass : passes) {
            for (int y = 0; y < pass.rows(); y++, position += pass.rowBytes()) {
                largest = Math.max(largest, rows.get(position) & 0xFF);
            }
        }
        return largest <= LAST_FILTER;
    }
}
