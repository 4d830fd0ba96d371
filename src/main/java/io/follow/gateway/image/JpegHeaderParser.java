package io.follow.gateway.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the segments of a JPEG (ITU-T T.81) up to its end marker. */
final class JpegHeaderParser {

    private static final String EXIF = "Exif\0\0";
    private static final String ICC = "ICC_PROFILE\0";

    private final Bytes bytes;
    private final ImageLimits limits;
    private final JpegProfile profile;
    private final QuantisationTables tables = new QuantisationTables();
    private @Nullable Orientation orientation;
    private boolean jfif;
    private int adobeTransform = -1;
    private final JpegRestarts restarts = new JpegRestarts();
    private @Nullable JpegScans scans;
    private int height;
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
        if (scans == null) {
            throw new ImageException(
                    ImageError.DECODE_HEADER_FAILED, "found no frame header; expected a segment FF C0 to FF CF");
        }
        return header(scans, walker.atEndMark());
    }

    private void read(JpegWalker walker) throws ImageException {
        if (walker.isFrameHeader()) {
            frame(walker);
            return;
        }
        int start = walker.start();
        int length = walker.length();
        switch (walker.marker()) {
            case JpegWalker.SOS -> scan(walker);
            case JpegWalker.DQT -> tables.define(walker, bytes);
            case JpegWalker.DRI -> restarts.define(walker, bytes);
            case JpegWalker.DNL -> {
                if (height == 0 && scans != null) {
                    height = bytes.u16(start);
                    limits.checkPixels(scans.frame().width(), height);
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
                // Tables and application data do not affect the shape of the picture.
            }
        }
    }

    private void frame(JpegWalker walker) throws ImageException {
        if (scans != null) {
            throw new ImageException(ImageError.DECODE_HEADER_FAILED, "found a second frame header; expected one");
        }
        JpegFrame frame = JpegFrame.read(walker, bytes);
        if (frame.hierarchical()) {
            throw new ImageException(
                    ImageError.DECODE_FAILED,
                    "found a hierarchical JPEG (FF %02X); expected a sequential, progressive or lossless one"
                            .formatted(frame.marker()));
        }
        scans = new JpegScans(frame);
        height = frame.height();
        // If the height is 0, a DNL segment after the first scan defines it.
        limits.checkPixels(frame.width(), Math.max(1, height));
    }

    private void scan(JpegWalker walker) throws ImageException {
        if (scans == null) {
            throw new ImageException(
                    ImageError.DECODE_HEADER_FAILED, "found a scan before the frame header; expected it after");
        }
        JpegScan scan = JpegScan.read(walker, bytes, scans.frame());
        scans.add(scan, tables);
        restarts.add(scan, walker);
        limits.checkScans(scans.count());
    }

    private ImageHeader header(JpegScans scans, boolean endMark) throws ImageException {
        JpegFrame frame = scans.frame();
        limits.checkPixels(frame.width(), height);
        scans.requireAllComponents(endMark);
        restarts.check(frame, height);
        return new ImageHeader(
                ImageFormat.JPEG,
                frame.width(),
                height,
                orientation == null ? Orientation.NORMAL : orientation,
                colourModel(frame),
                frame.precision(),
                false,
                1,
                frame.progressive(),
                frame.lossless(),
                endMark || scans.nothingCanFollow(),
                new FrameArea(0, 0, frame.width(), height),
                profile.assemble(),
                new JpegCoding(
                        frame.arithmetic(),
                        scans.count(),
                        frame.verticalThirds(),
                        restarts.count(),
                        endMark,
                        adobeTransform >= 0,
                        frame.subsampledBlack()),
                null);
    }

    /** The rules of libjpeg and browsers: JFIF, else Adobe's transform, else the component identifiers. */
    private ColourModel colourModel(JpegFrame frame) {
        return switch (frame.components().size()) {
            case 1 -> ColourModel.GREY;
            case 4 -> adobeTransform > 0 ? ColourModel.YCCK : ColourModel.CMYK;
            default -> {
                boolean rgb =
                        adobeTransform >= 0 ? adobeTransform == 0 : frame.lossless() || namedRgb(frame.components());
                yield !jfif && rgb ? ColourModel.RGB : ColourModel.YCBCR;
            }
        };
    }

    private static boolean namedRgb(List<JpegFrame.Component> components) {
        return components.get(0).id() == 'R'
                && components.get(1).id() == 'G'
                && components.get(2).id() == 'B';
    }
}
