package io.follow.gateway.image;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Rewrites a file so that a decoder sees only the pixels of the first picture: no EXIF, profile, text or stray bytes.
 * Their information is in the {@link ImageHeader} and is applied in the same way for every decoder. So is the
 * transparent colour of a grey or RGB PNG, see {@link PngColourKey}.
 */
public final class MetadataStripper {

    /** Space for the headers added to a WebP and the end chunk added to a PNG; other chunks are only removed. */
    private static final int ADDED = 32;

    private static final int RIFF_HEADER = 12;
    private static final int RIFF_SIZE = 4;
    private static final int NAME = 4;
    private static final int ANMF_HEADER = 16;

    private MetadataStripper() {}

    /**
     * Strips a file that the probe has accepted.
     *
     * @return a complete file of the same format; for an animation, a still picture of its first frame
     */
    public static byte[] strip(Bytes file, ImageHeader header) throws ImageException {
        ByteBuffer out = ByteBuffer.allocate(maxLength(file, header));
        strip(file, header, out);
        return Arrays.copyOf(out.array(), out.position());
    }

    /**
     * Strips a file that the probe has accepted, as {@link #strip(Bytes, ImageHeader)} does.
     *
     * @param out an empty buffer with space for {@link #maxLength}; its byte order does not matter
     */
    public static void strip(Bytes file, ImageHeader header, ByteBuffer out) throws ImageException {
        switch (header.format()) {
            case JPEG -> JpegStripper.strip(file, header, ScanPadding.NONE, false, out);
            case PNG -> PngStripper.strip(file, out);
            case WEBP -> webp(file, header, out);
            case AVIF, HEIC, GIF ->
                throw new IllegalArgumentException(header.format() + " is decoded without a copy of the file");
        }
    }

    /** The maximum length in bytes of the stripped file. */
    public static int maxLength(Bytes file, ImageHeader header) {
        return header.format() == ImageFormat.JPEG
                ? JpegStripper.maxLength(file, header, ScanPadding.NONE)
                : file.length() + ADDED;
    }

    private static void webp(Bytes bytes, ImageHeader header, ByteBuffer out) throws ImageException {
        beginWebp(out);
        int end = (int) Math.min(bytes.length(), bytes.u32Little(4) + 8);
        WebpWalker walker = new WebpWalker(bytes, RIFF_HEADER, end);
        boolean found = false;
        while (!found && walker.next()) {
            int start = walker.start();
            found = walker.is("ANMF")
                    ? webpPicture(
                            bytes,
                            new WebpWalker(bytes, start + ANMF_HEADER, start + walker.length()),
                            header.firstFrame(),
                            out)
                    : webpChunk(bytes, walker, header.firstFrame(), out);
        }
        endWebp(out);
    }

    /** A still picture of a frame of an animated WebP, whose chunks are in a part of the file. */
    static byte[] webpFrame(Bytes bytes, int start, int end, FrameArea area) throws ImageException {
        ByteBuffer out = ByteBuffer.allocate(end - start + ADDED);
        beginWebp(out);
        webpPicture(bytes, new WebpWalker(bytes, start, end), area, out);
        endWebp(out);
        return Arrays.copyOf(out.array(), out.position());
    }

    /** Writes the header without the size. */
    private static void beginWebp(ByteBuffer out) {
        out.put(new byte[] {'R', 'I', 'F', 'F', 0, 0, 0, 0, 'W', 'E', 'B', 'P'});
    }

    private static void endWebp(ByteBuffer out) {
        int end = out.position();
        out.position(RIFF_SIZE);
        little(out, end - RIFF_SIZE - Integer.BYTES, Integer.BYTES);
        out.position(end);
    }

    private static boolean webpPicture(Bytes bytes, WebpWalker walker, FrameArea area, ByteBuffer out)
            throws ImageException {
        boolean found = false;
        while (!found && walker.next()) {
            found = webpChunk(bytes, walker, area, out);
        }
        return found;
    }

    /** Copies a chunk that belongs to the pixels; true if it was the last one. */
    private static boolean webpChunk(Bytes bytes, WebpWalker walker, FrameArea area, ByteBuffer out) {
        boolean alphaPlane = walker.is("ALPH");
        boolean picture = walker.is("VP8 ") || walker.is("VP8L");
        if (alphaPlane && out.position() == RIFF_HEADER) {
            // A lossy picture with an alpha plane requires the extended header.
            out.put(new byte[] {'V', 'P', '8', 'X', 10, 0, 0, 0, 0x10, 0, 0, 0});
            little(out, area.width() - 1, 3);
            little(out, area.height() - 1, 3);
        }
        if (alphaPlane || picture) {
            out.put(bytes.data(), walker.chunkStart(), NAME);
            little(out, walker.length(), Integer.BYTES);
            out.put(bytes.data(), walker.start(), walker.length());
            if ((walker.length() & 1) == 1) {
                out.put((byte) 0);
            }
        }
        return picture;
    }

    private static void little(ByteBuffer out, int value, int count) {
        for (int i = 0; i < count; i++) {
            out.put((byte) (value >> (8 * i)));
        }
    }
}
