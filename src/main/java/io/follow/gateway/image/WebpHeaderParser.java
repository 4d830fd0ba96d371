package io.follow.gateway.image;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the chunks of a WebP (RFC 9649). */
final class WebpHeaderParser {

    private static final int RIFF_HEADER = 12;
    private static final int ANIMATION = 0x02;
    private static final int ALPHA = 0x10;

    private final Bytes bytes;
    private final ImageLimits limits;
    private Orientation orientation = Orientation.NORMAL;
    private @Nullable ColourProfile profile;
    private @Nullable WebpBitstream bitstream;
    private @Nullable FrameArea area;
    private boolean extended;
    private int flags;
    private int width;
    private int height;
    private boolean alphaPlane;
    private boolean framesComplete = true;
    private int frames;
    private int segments;

    WebpHeaderParser(Bytes bytes, ImageLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    ImageHeader parse() throws ImageException {
        long claimedEnd = bytes.u32Little(4) + 8;
        int end = (int) Math.min(bytes.length(), claimedEnd);
        WebpWalker walker = new WebpWalker(bytes, RIFF_HEADER, end);
        while (walker.next()) {
            limits.checkSegments(++segments);
            read(walker);
        }
        if (bitstream == null) {
            throw new ImageException(ImageError.DECODE_HEADER_FAILED, "found no picture chunk; expected VP8 or VP8L");
        }
        return header(bitstream, claimedEnd <= bytes.length() && walker.complete() && framesComplete);
    }

    private void read(WebpWalker walker) throws ImageException {
        int start = walker.start();
        if (walker.is("VP8X")) {
            extended = true;
            flags = bytes.u8(start);
            width = bytes.u24Little(start + 4) + 1;
            height = bytes.u24Little(start + 7) + 1;
            limits.checkPixels(width, height);
        } else if (walker.is("ANMF")) {
            limits.checkFrames(++frames);
            if (area == null) {
                firstFrame(walker);
            }
        } else if (walker.is("ICCP")) {
            limits.checkProfile(walker.length());
            profile = ColourProfile.of(Arrays.copyOfRange(bytes.data(), start, start + walker.length()));
        } else if (walker.is("EXIF")) {
            orientation = exif(start, walker.length());
        } else {
            picture(walker);
        }
    }

    private void picture(WebpWalker walker) throws ImageException {
        if (walker.is("ALPH") && bitstream == null) {
            alphaPlane = true;
        } else if (bitstream == null && (walker.is("VP8 ") || walker.is("VP8L"))) {
            bitstream = WebpBitstream.read(bytes, walker.start(), walker.is("VP8L"));
            limits.checkPixels(bitstream.width(), bitstream.height());
        }
    }

    private void firstFrame(WebpWalker walker) throws ImageException {
        int start = walker.start();
        area = FrameArea.ofWebp(bytes, start);
        WebpWalker inner = new WebpWalker(bytes, start + 16, start + walker.length());
        while (inner.next()) {
            limits.checkSegments(++segments);
            picture(inner);
        }
        framesComplete = inner.complete();
    }

    private ImageHeader header(WebpBitstream stream, boolean complete) throws ImageException {
        FrameArea frame = area == null ? new FrameArea(0, 0, stream.width(), stream.height()) : area;
        if (!extended) {
            width = stream.width();
            height = stream.height();
        }
        boolean fits = frame.width() == stream.width()
                && frame.height() == stream.height()
                && (long) frame.x() + frame.width() <= width
                && (long) frame.y() + frame.height() <= height
                && (area != null || (frame.width() == width && frame.height() == height));
        if (!fits) {
            throw new ImageException(
                    ImageError.DECODE_HEADER_FAILED,
                    "the picture of " + stream.width() + "×" + stream.height() + " pixels does not fit its canvas of "
                            + width + "×" + height);
        }
        boolean partial = frame.width() != width || frame.height() != height;
        return new ImageHeader(
                ImageFormat.WEBP,
                width,
                height,
                orientation,
                stream.lossless() ? ColourModel.RGB : ColourModel.YCBCR,
                8,
                alphaPlane || stream.alpha() || partial || (flags & (ALPHA | ANIMATION)) == (ALPHA | ANIMATION),
                Math.max(1, frames),
                false,
                stream.lossless(),
                complete,
                frame,
                profile,
                null,
                null);
    }

    /** Some programs write JPEG's prefix before the TIFF block. */
    private Orientation exif(int start, int length) {
        int prefix = bytes.isAscii(start, "Exif\0\0") && length > 6 ? 6 : 0;
        return ExifOrientation.read(bytes.data(), start + prefix, length - prefix);
    }
}
