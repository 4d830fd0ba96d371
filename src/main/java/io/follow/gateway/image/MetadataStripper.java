package io.follow.gateway.image;

import java.io.ByteArrayOutputStream;
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
    private static final int ANMF_HEADER = 16;

    private MetadataStripper() {}

    /**
     * Strips a file that the probe has accepted.
     *
     * @return a complete file of the same format; for an animation, a still picture of its first frame
     */
    public static byte[] strip(byte[] data, ImageHeader header) throws ImageException {
        Bytes bytes = new Bytes(data);
        ByteBuffer out = ByteBuffer.allocate(maxLength(data, header));
        switch (header.format()) {
            case JPEG -> JpegStripper.strip(data, header, ScanPadding.NONE, out);
            case PNG -> PngStripper.strip(bytes, out);
            case WEBP -> webp(bytes, header, out);
            case AVIF, HEIC, GIF ->
                throw new IllegalArgumentException(header.format() + " is decoded without a copy of the file");
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static int maxLength(byte[] data, ImageHeader header) {
        return header.format() == ImageFormat.JPEG
                ? JpegStripper.maxLength(data, header, ScanPadding.NONE)
                : data.length + ADDED;
    }

    private static void webp(Bytes bytes, ImageHeader header, ByteBuffer out) throws ImageException {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream(bytes.length());
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
                            chunks)
                    : webpChunk(bytes, walker, header.firstFrame(), chunks);
        }
        out.put(webpFile(chunks));
    }

    /** A still picture of a frame of an animated WebP, whose chunks are in a part of the file. */
    static byte[] webpFrame(Bytes bytes, int start, int end, FrameArea area) throws ImageException {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream(end - start);
        webpPicture(bytes, new WebpWalker(bytes, start, end), area, chunks);
        return webpFile(chunks);
    }

    private static byte[] webpFile(ByteArrayOutputStream chunks) {
        ByteArrayOutputStream head = new ByteArrayOutputStream(RIFF_HEADER + chunks.size());
        head.writeBytes(new byte[] {'R', 'I', 'F', 'F'});
        little(head, chunks.size() + 4, 4);
        head.writeBytes(new byte[] {'W', 'E', 'B', 'P'});
        head.writeBytes(chunks.toByteArray());
        return head.toByteArray();
    }

    private static boolean webpPicture(Bytes bytes, WebpWalker walker, FrameArea area, ByteArrayOutputStream chunks)
            throws ImageException {
        boolean found = false;
        while (!found && walker.next()) {
            found = webpChunk(bytes, walker, area, chunks);
        }
        return found;
    }

    /** Copies a chunk that belongs to the pixels; true if it was the last one. */
    private static boolean webpChunk(Bytes bytes, WebpWalker walker, FrameArea area, ByteArrayOutputStream chunks) {
        boolean alphaPlane = walker.is("ALPH");
        boolean picture = walker.is("VP8 ") || walker.is("VP8L");
        if (alphaPlane && chunks.size() == 0) {
            // A lossy picture with an alpha plane requires the extended header.
            chunks.writeBytes(new byte[] {'V', 'P', '8', 'X', 10, 0, 0, 0, 0x10, 0, 0, 0});
            little(chunks, area.width() - 1, 3);
            little(chunks, area.height() - 1, 3);
        }
        if (alphaPlane || picture) {
            chunks.write(bytes.data(), walker.chunkStart(), 4);
            little(chunks, walker.length(), 4);
            chunks.write(bytes.data(), walker.start(), walker.length());
            if ((walker.length() & 1) == 1) {
                chunks.write(0);
            }
        }
        return picture;
    }

    private static void little(ByteArrayOutputStream out, int value, int count) {
        for (int i = 0; i < count; i++) {
            out.write(value >> (8 * i));
        }
    }
}
