package io.follow.gateway.image.heif;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** An {@code av1C} property (AV1 Codec ISO Media File Format Binding, 2.3). */
record Av1Configuration(int bitDepth, Chroma chroma, @SuppressWarnings("ArrayRecordComponent") byte[] units)
        implements CodecConfiguration {

    private static final int MARKER_AND_VERSION = 0x81;

    /** A picture with several layers contains more than one frame; the last one is shown. */
    private static final int MOST_FRAMES = 8;

    static Av1Configuration read(ByteRange box) throws HeifException {
        int version = box.u8();
        if (version != MARKER_AND_VERSION) {
            throw HeifException.unsupported("the AV1 configuration has version " + (version & 0x7F) + "; expected 1");
        }
        box.skip(1);
        int flags = box.u8();
        box.skip(1);
        int bitDepth = (flags & 0x40) == 0 ? 8 : (flags & 0x20) == 0 ? 10 : 12;
        byte[] units = box.rest();
        Coding described = described(units);
        // Some writers leave the chroma bits at zero; only the header that follows is right.
        return described == null
                ? new Av1Configuration(bitDepth, chroma((flags & 0x10) != 0, (flags & 8) != 0, (flags & 4) != 0), units)
                : new Av1Configuration(described.bitDepth(), described.chroma(), units);
    }

    private static @Nullable Coding described(byte[] units) throws HeifException {
        ByteRange range = ByteRange.of(units);
        while (range.remaining() > 0) {
            Av1Unit unit = Av1Unit.next(range);
            if (unit.isSequenceHeader()) {
                return Av1SequenceHeader.read(unit.content().rest()).coding();
            }
        }
        return null;
    }

    static Chroma chroma(boolean monochrome, boolean halvedWidth, boolean halvedHeight) {
        if (monochrome) {
            return Chroma.NONE;
        }
        if (halvedHeight) {
            return Chroma.HALVED_BOTH;
        }
        return halvedWidth ? Chroma.HALVED_WIDTH : Chroma.FULL;
    }

    @Override
    public byte[] packet(byte[] stored, int width, int height) throws HeifException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream(stored.length + units.length);
        boolean described = append(stored, packet, width, height);
        if (!described) {
            ByteArrayOutputStream with = new ByteArrayOutputStream(stored.length + units.length);
            if (!append(units, with, width, height)) {
                throw HeifException.broken("the coded picture has no sequence header");
            }
            with.writeBytes(packet.toByteArray());
            packet = with;
        }
        return packet.toByteArray();
    }

    /** Copies the units; returns whether they include a sequence header. */
    private boolean append(byte[] from, ByteArrayOutputStream to, int width, int height) throws HeifException {
        ByteRange range = ByteRange.of(from);
        boolean described = false;
        int frames = 0;
        while (range.remaining() > 0) {
            Av1Unit unit = Av1Unit.next(range);
            if (unit.isSequenceHeader()) {
                Av1SequenceHeader.read(unit.content().rest()).coding().checkSame(width, height, this);
                described = true;
            }
            frames += unit.isFrame() ? 1 : 0;
            if (frames > MOST_FRAMES) {
                throw HeifException.tooLarge(
                        "more than " + MOST_FRAMES + " frames of one picture", "at most that many");
            }
            if (unit.isNeeded()) {
                unit.writeTo(to);
            }
        }
        return described;
    }
}
