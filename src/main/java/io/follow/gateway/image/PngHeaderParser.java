package io.follow.gateway.image;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Reads the chunks of a PNG (W3C PNG, third edition, with APNG) up to its end chunk or the first unreadable one. */
final class PngHeaderParser {

    private static final int HEADER_LENGTH = 13;
    private static final int MOST_NAME_BYTES = 79;

    private final Bytes bytes;
    private final ImageLimits limits;
    private final PngWalker walker;
    private Orientation orientation = Orientation.NORMAL;
    private @Nullable ColourProfile profile;
    private boolean palette;
    private boolean pixels;
    private boolean damaged;
    private long frames;
    private long announcedFrames;
    private long text;
    private long profileBytes;
    private int segments;

    PngHeaderParser(Bytes bytes, ImageLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
        this.walker = new PngWalker(bytes);
    }

    ImageHeader parse() throws ImageException {
        if (!walker.next() || !walker.is("IHDR") || walker.length() != HEADER_LENGTH) {
            throw broken("the first chunk is not an IHDR of 13 bytes");
        }
        if (!walker.intact()) {
            throw broken("the IHDR chunk does not match its checksum");
        }
        int header = walker.start();
        limits.checkPixels(bytes.u32(header), bytes.u32(header + 4));
        int depth = bytes.u8(header + 8);
        int type = bytes.u8(header + 9);
        ColourModel model = colourModel(type, depth);
        if (bytes.u8(header + 10) != 0 || bytes.u8(header + 11) != 0 || bytes.u8(header + 12) > 1) {
            throw broken("unknown compression, filter or interlace method");
        }
        PngColours colours = PngColours.read(bytes);
        while (walker.next()) {
            read();
        }
        int width = (int) bytes.u32(header);
        int height = (int) bytes.u32(header + 4);
        return new ImageHeader(
                ImageFormat.PNG,
                width,
                height,
                orientation,
                model,
                depth,
                (type & 4) != 0 || colours.transparency(),
                (int) Math.max(1, Math.max(frames, announcedFrames)),
                bytes.u8(header + 12) == 1,
                true,
                pixels && !damaged && !colours.damaged(),
                new FrameArea(0, 0, width, height),
                profile,
                null,
                null);
    }

    private void read() throws ImageException {
        if (walker.is("IDAT")) {
            pixels = true;
            damaged |= !walker.intact();
        } else if (walker.is("fcTL")) {
            limits.checkFrames(++frames);
        } else if (!walker.is("fdAT")) {
            limits.checkSegments(++segments);
            readSmall();
        }
    }

    private void readSmall() throws ImageException {
        int start = walker.start();
        int length = walker.length();
        if (walker.is("IHDR")) {
            damaged = true;
        } else if (walker.is("PLTE")) {
            palette = true;
        } else if (walker.is("acTL") && length >= 4) {
            announcedFrames = bytes.u32(start);
            limits.checkFrames(announcedFrames);
        } else if (walker.is("eXIf")) {
            orientation = ExifOrientation.read(bytes.data(), start, length);
        } else if (walker.is("iCCP")) {
            profile();
        } else if (walker.is("tEXt")) {
            addText(length);
        } else if (walker.is("zTXt")) {
            addText(compressedText(terminator(start) + 2));
        } else if (walker.is("iTXt")) {
            internationalText();
        }
    }

    /**
     * A profile is valid only before palette and pixels, and only the first one; as in libpng, checksums are not
     * verified.
     */
    private void profile() throws ImageException {
        int name = terminator(walker.start()) - walker.start();
        int start = walker.start() + name + 2;
        int length = walker.start() + walker.length() - start;
        boolean inPlace = profile == null && !palette && !pixels;
        if (!inPlace || name < 1 || name > MOST_NAME_BYTES || length <= 0 || bytes.u8(start - 1) != 0) {
            return;
        }
        BoundedInflater.Inflated inflated =
                BoundedInflater.inflate(bytes.data(), start, length, limits.maxProfileBytes(), true);
        // In total, because each of many damaged profiles may cost as much as an intact one.
        profileBytes += inflated.size();
        limits.checkProfile(profileBytes);
        @Nullable ByteArrayOutputStream content = inflated.content();
        if (content != null) {
            profile = ColourProfile.of(content.toByteArray());
        }
    }

    private void internationalText() throws ImageException {
        int keywordEnd = terminator(walker.start());
        int end = walker.start() + walker.length();
        if (keywordEnd + 3 > end || bytes.u8(keywordEnd + 1) == 0) {
            addText(walker.length());
            return;
        }
        int languageEnd = terminator(keywordEnd + 3);
        addText(compressedText(terminator(languageEnd + 1) + 1));
    }

    private long compressedText(int start) {
        int length = walker.start() + walker.length() - start;
        long left = limits.maxTextBytes() - text;
        return length <= 0
                ? walker.length()
                : walker.length()
                        + BoundedInflater.inflate(bytes.data(), start, length, left, false)
                                .size();
    }

    private void addText(long size) throws ImageException {
        text += size;
        limits.checkText(text);
    }

    /** The position of the next NUL in this chunk, or the end of the chunk. */
    private int terminator(int from) {
        int end = walker.start() + walker.length();
        int i = Math.min(from, end);
        while (i < end && bytes.data()[i] != 0) {
            i++;
        }
        return i;
    }

    private static ColourModel colourModel(int type, int depth) throws ImageException {
        boolean valid =
                switch (type) {
                    case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
                    case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
                    case 2, 4, 6 -> depth == 8 || depth == 16;
                    default -> false;
                };
        if (!valid) {
            throw broken("colour type " + type + " with " + depth + " bits is none that PNG has");
        }
        return switch (type) {
            case 0, 4 -> ColourModel.GREY;
            case 3 -> ColourModel.PALETTE;
            default -> ColourModel.RGB;
        };
    }

    private static ImageException broken(String what) {
        return new ImageException(ImageError.DECODE_HEADER_FAILED, what);
    }
}
