package io.follow.gateway.image;

import org.jspecify.annotations.Nullable;

/** Reads the segments of a JPEG (ITU-T T.81) up to its end mark. */
final class JpegHeaderParser {

    private static final int PROGRESSIVE = 0xC2;
    private static final int LOSSLESS = 0xC3;
    private static final String EXIF = "Exif\0\0";
    private static final String ICC = "ICC_PROFILE\0";

    private final Bytes bytes;
    private final ImageLimits limits;
    private final JpegProfile profile;
    private @Nullable Orientation orientation;
    private boolean jfif;
    private int adobeTransform = -1;
    private int frameMarker;
    private int frameStart;
    private int components;
    private int height;
    private int scans;
    private long text;

    JpegHeaderParser(Bytes bytes, ImageLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
        this.profile = new JpegProfile(bytes);
    }

    ImageHeader parse() throws ImageException {
        JpegWalker walker = new JpegWalker(bytes);
        int segments = 0;
        while (walker.next()) {
            limits.checkSegments(++segments);
            read(walker);
        }
        if (frameMarker == 0) {
            throw new ImageException(
                    ImageError.DECODE_HEADER_FAILED, "found no frame header; expected a segment FF C0 to FF CF");
        }
        return header(walker.atEndMark() && scans > 0);
    }

    private void read(JpegWalker walker) throws ImageException {
        if (walker.isFrameHeader()) {
            frame(walker);
            return;
        }
        int start = walker.start();
        int length = walker.length();
        switch (walker.marker()) {
            case JpegWalker.SOS -> limits.checkScans(++scans);
            case JpegWalker.DNL -> {
                if (height == 0 && frameMarker != 0) {
                    height = bytes.u16(start);
                    limits.checkPixels(bytes.u16(frameStart + 3), height);
                }
            }
            case JpegWalker.COM -> {
                text += length;
                limits.checkText(text);
            }
            case JpegWalker.APP0 -> jfif |= bytes.isAscii(start, "JFIF\0") && length >= 5;
            case JpegWalker.APP0 + 1 -> {
                if (orientation == null && length > EXIF.length() && bytes.isAscii(start, EXIF)) {
                    orientation = ExifOrientation.read(bytes.data(), start + EXIF.length(), length - EXIF.length());
                }
            }
            case JpegWalker.APP0 + 2 -> {
                if (length >= ICC.length() + 2 && bytes.isAscii(start, ICC)) {
                    profile.add(start + ICC.length(), walker.end());
                    limits.checkProfile(profile.size());
                }
            }
            case JpegWalker.APP14 -> {
                if (length >= 12 && bytes.isAscii(start, "Adobe")) {
                    adobeTransform = bytes.u8(start + 11);
                }
            }
            default -> {
                // Tables and data of applications say nothing about the picture's shape.
            }
        }
    }

    private void frame(JpegWalker walker) throws ImageException {
        if (frameMarker != 0) {
            throw new ImageException(ImageError.DECODE_HEADER_FAILED, "found a second frame header; expected one");
        }
        int start = walker.start();
        int count = bytes.u8(start + 5);
        if (walker.length() < 6 + 3 * count) {
            throw new ImageException(
                    ImageError.DECODE_HEADER_FAILED,
                    "the frame header has " + walker.length() + " bytes for " + count + " components; expected "
                            + (6 + 3 * count));
        }
        if (count != 1 && count != 3 && count != 4) {
            throw new ImageException(
                    ImageError.DECODE_HEADER_FAILED, "the frame has " + count + " components; expected 1, 3 or 4");
        }
        frameMarker = walker.marker();
        frameStart = start;
        components = count;
        height = bytes.u16(start + 1);
        // A height of 0 is given later, after the first scan (DNL segment).
        limits.checkPixels(bytes.u16(start + 3), Math.max(1, height));
    }

    private ImageHeader header(boolean complete) throws ImageException {
        int width = bytes.u16(frameStart + 3);
        limits.checkPixels(width, height);
        return new ImageHeader(
                ImageFormat.JPEG,
                width,
                height,
                orientation == null ? Orientation.NORMAL : orientation,
                colourModel(),
                bytes.u8(frameStart),
                false,
                1,
                frameMarker == PROGRESSIVE,
                frameMarker == LOSSLESS,
                complete,
                new FrameArea(0, 0, width, height),
                profile.assemble());
    }

    /** The rules of libjpeg, which browsers share: JFIF, else Adobe's transform, else the component names. */
    private ColourModel colourModel() throws ImageException {
        return switch (components) {
            case 1 -> ColourModel.GREY;
            case 4 -> adobeTransform == 2 ? ColourModel.YCCK : ColourModel.CMYK;
            default -> {
                boolean rgb = adobeTransform >= 0 ? adobeTransform == 0 : frameMarker == LOSSLESS || namedRgb();
                yield !jfif && rgb ? ColourModel.RGB : ColourModel.YCBCR;
            }
        };
    }

    private boolean namedRgb() throws ImageException {
        return bytes.u8(frameStart + 6) == 'R' && bytes.u8(frameStart + 9) == 'G' && bytes.u8(frameStart + 12) == 'B';
    }
}
