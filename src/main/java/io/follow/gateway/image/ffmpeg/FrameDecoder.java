package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.Bytes;
import io.follow.gateway.image.ColourModel;
import io.follow.gateway.image.Decoder;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.JpegCoding;
import io.follow.gateway.image.JpegStripper;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.Resizer;
import io.follow.gateway.image.ScanPadding;
import io.follow.gateway.image.java2d.InkConversions;
import java.nio.ByteBuffer;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Decodes JPEG into luma and chroma planes. The output formats use the same planes, so RGB is needed only for the few files
 * that hold it, and for ink.
 */
final class FrameDecoder implements Decoder {

    /**
     * The stripped file in native memory, with the default maximum size of 10 MiB, and the working memory of the
     * codecs.
     */
    private static final long FIXED_BYTES = 14L << 20;

    /** The rendition while it is rotated, converted and encoded. */
    private static final int RENDITION_BYTES = 16;

    /** In pixels; chroma planes may have a quarter of them. */
    private static final int SHORTEST_SIDE = 32;

    /** FFmpeg's decoder can reduce both sides to an eighth at most. */
    private static final int MOST_HALVINGS = 3;

    /**
     * Follows a scan, so that FFmpeg reads at most one byte too far in truncated pixel data: it takes the reserved
     * marker for the end, and then skips zeros to find the next marker.
     */
    private static final ScanPadding PROGRESSIVE = new ScanPadding(new byte[0], new byte[] {-1, 1, 0, 0});

    /**
     * The same after as many one bits as the rest of a coefficient and a code can have. No Huffman code consists of
     * ones only (ITU-T T.81, C.2), so truncated pixels are detected, except for the last bits of a 63rd coefficient
     * directly before the end. FFmpeg treats ones before a restart marker as fill bytes, and searches for the marker
     * nowhere else.
     */
    private static final ScanPadding SEQUENTIAL = new ScanPadding(
            new byte[] {-1, 0, -1, 0, -1, 0, -1, 0}, new byte[] {-1, 0, -1, 0, -1, 0, -1, 0, -1, 1, 0, 0});

    private static final Set<Integer> FORMATS = Set.of(
            avutil.AV_PIX_FMT_GRAY8,
            avutil.AV_PIX_FMT_YUVJ411P,
            avutil.AV_PIX_FMT_YUVJ420P,
            avutil.AV_PIX_FMT_YUVJ422P,
            avutil.AV_PIX_FMT_YUVJ440P,
            avutil.AV_PIX_FMT_YUVJ444P);

    private final Load load;
    private final OnePicture decoder;
    private final InkConversions conversions = new InkConversions();

    FrameDecoder(Load load, FramePool pool) {
        this.load = load;
        this.decoder = new OnePicture(avcodec.AV_CODEC_ID_MJPEG, pool);
    }

    /**
     * Whether such files are decoded correctly; some turn out to be of another kind only during decoding. FFmpeg writes
     * each plane of a sequential file when it reads its scan, and does not report a missing scan: there must be a
     * single scan. Progressive planes are all written at the end. swscale omits rows and columns of very small planes.
     * Planes with a vertical sampling factor of 3 are stretched by one row too many. If a progressive scan has restart
     * markers or the file lacks its end marker, FFmpeg does not detect missing pixels.
     */
    static boolean accepts(ImageHeader header) {
        JpegCoding jpeg = header.jpeg();
        return jpeg != null
                && accepts(header.colourModel(), jpeg)
                && header.bitDepth() == 8
                && !header.lossless()
                && (header.progressive() || jpeg.scans() == 1)
                && !jpeg.arithmetic()
                && jpeg.endMark()
                && !(header.progressive() && jpeg.restarts() > 0)
                && !jpeg.verticalThirds()
                && Math.min(header.width(), header.height()) >= SHORTEST_SIDE;
    }

    /**
     * Without Adobe's marker, four components could be colours with alpha. Whether FFmpeg fills the plane
     * of a fourth one that is subsampled depends on its version.
     */
    private static boolean accepts(ColourModel colours, JpegCoding jpeg) {
        return switch (colours) {
            case YCBCR, GREY, RGB -> true;
            case CMYK, YCCK -> jpeg.adobe() && !jpeg.subsampledBlack();
            case PALETTE -> false;
        };
    }

    @Override
    public Picture decode(Bytes file, ImageHeader header, int maxWidth) throws ImageException {
        if (!header.complete()) {
            throw new ImageException(
                    ImageError.DECODE_FAILED, "the file is truncated or damaged; expected whole image/jpeg data");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new ImageException(ImageError.PROCESS_TIMEOUT, "decoding was interrupted");
        }
        AVFrame frame = avutil.av_frame_alloc();
        boolean done = false;
        try {
            AVFrame planes = load.during(() -> decodeInto(frame, file, header, maxWidth));
            done = true;
            return new FramePicture(
                    planes, header.width(), header.height(), header.orientation(), header.profileToConvert());
        } finally {
            if (!done) {
                avutil.av_frame_free(frame);
            }
        }
    }

    private AVFrame decodeInto(AVFrame frame, Bytes source, ImageHeader header, int maxWidth) throws ImageException {
        int halvings = halvings(header, maxWidth);
        int padding = avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
        ScanPadding scanPadding = header.progressive() ? PROGRESSIVE : SEQUENTIAL;
        try (BytePointer bytes =
                new BytePointer((long) JpegStripper.maxLength(source, header, scanPadding) + padding)) {
            ByteBuffer file = bytes.asByteBuffer();
            JpegStripper.strip(source, header, scanPadding, true, file);
            int length = file.position();
            Pointer.memset(bytes.getPointer(length), 0, padding);
            decoder.decode(halvings, packet -> packet.data(bytes).size(length), frame);
        }
        check(frame, header, halvings);
        return switch (header.colourModel()) {
            case CMYK, YCCK -> InkPlanes.toSrgb(frame, conversions.of(header));
            case RGB -> RgbPlanes.ofLumaAndChroma(frame);
            case YCBCR, GREY, PALETTE -> frame;
        };
    }

    @Override
    public long bytesNeeded(ImageHeader header, int maxWidth) {
        // At most full-size planes, two bytes per coefficient if FFmpeg must keep them, and subsampled planes of ink.
        long perPixel = header.colourModel().components() * (header.keepsCoefficients() ? 3L : 1L)
                + (header.colourModel().isInk() ? 3L : 0L);
        int width = Math.min(header.orientedWidth(), maxWidth);
        long rendition = (long) width * Resizer.scaledHeight(header.orientedWidth(), header.orientedHeight(), width);
        long added = header.jpeg() == null ? 0 : SEQUENTIAL.length(header.jpeg());
        return header.pixels() * perPixel + RENDITION_BYTES * rendition + FIXED_BYTES + added;
    }

    /**
     * How often both sides are halved while decoding: as long as at least twice the pixels of the rendition remain. Inks are
     * not: the colour of their mean is darker than the mean of their colours.
     */
    private static int halvings(ImageHeader header, int maxWidth) {
        int halvings = 0;
        if (header.colourModel().isInk()) {
            return halvings;
        }
        while (halvings < MOST_HALVINGS
                && header.orientedWidth() >> (halvings + 1) >= 2L * maxWidth
                && keepsEdges(header.width(), halvings + 1, header.orientedWidth() / maxWidth)
                && keepsEdges(header.height(), halvings + 1, header.orientedWidth() / maxWidth)) {
            halvings++;
        }
        return halvings;
    }

    /**
     * A side that is not a multiple is padded; the resulting shift of the edge must not be visible in the rendition.
     */
    private static boolean keepsEdges(int side, int halvings, int ratio) {
        int padding = (halved(side, halvings) << halvings) - side;
        return 4 * padding <= ratio && halved(side, halvings) >= SHORTEST_SIDE;
    }

    private static int halved(int side, int halvings) {
        return (side + (1 << halvings) - 1) >> halvings;
    }

    private static void check(AVFrame frame, ImageHeader header, int halvings) throws ImageException {
        int width = halved(header.width(), halvings);
        int height = halved(header.height(), halvings);
        Frames.checkSize(frame, width, height);
        boolean usual =
                switch (header.colourModel()) {
                    case CMYK, YCCK -> InkPlanes.are(frame);
                    case RGB -> frame.format() == avutil.AV_PIX_FMT_YUVJ444P;
                    case YCBCR, GREY, PALETTE -> FORMATS.contains(frame.format());
                };
        if (!usual) {
            throw new ImageException(ImageError.DECODE_FAILED, "the components of a pixel are of an unusual kind");
        }
    }
}
