package io.follow.gateway.image.heif;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** An {@code hvcC} property (ISO/IEC 14496-15, 8.3.3): the parameter sets, which precede each picture. */
record HevcConfiguration(int bitDepth, Chroma chroma, int lengthBytes, List<HevcUnit> parameters)
        implements CodecConfiguration {

    private static final int CHROMA_FORMAT = 15;

    static HevcConfiguration read(ByteRange box, HeifLimits limits) throws HeifException {
        int version = box.u8();
        if (version != 1) {
            throw HeifException.unsupported("the HEVC configuration has version " + version + "; expected 1");
        }
        box.skip(CHROMA_FORMAT);
        int chroma = box.u8() & 3;
        int lumaBits = (box.u8() & 7) + 8;
        int chromaBits = (box.u8() & 7) + 8;
        if (chroma != 0 && lumaBits != chromaBits) {
            throw HeifException.unsupported(
                    "luma has " + lumaBits + " bits and chroma " + chromaBits + "; expected as many for both");
        }
        box.skip(2);
        int lengthBytes = (box.u8() & 3) + 1;
        List<HevcUnit> parameters = new ArrayList<>();
        int arrays = box.u8();
        for (int i = 0; i < arrays; i++) {
            box.skip(1);
            int count = box.u16();
            limits.checkBoxes((long) parameters.size() + count, "parameter sets");
            for (int j = 0; j < count; j++) {
                HevcUnit unit = HevcUnit.of(box.take(box.u16()));
                if (unit.isParameterSet()) {
                    parameters.add(unit);
                }
            }
        }
        return new HevcConfiguration(lumaBits, Chroma.ofHevc(chroma), lengthBytes, List.copyOf(parameters));
    }

    @Override
    public byte[] packet(byte[] stored, int width, int height) throws HeifException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream(stored.length + 256);
        boolean described = false;
        boolean pictured = false;
        for (HevcUnit unit : parameters) {
            described |= check(unit, width, height);
            unit.writeTo(packet);
        }
        ByteRange units = ByteRange.of(stored);
        while (units.remaining() > 0) {
            HevcUnit unit = HevcUnit.of(units.take(length(units)));
            boolean slice = unit.isSlice();
            pictured |= slice;
            described |= check(unit, width, height);
            if (slice || unit.isParameterSet() || unit.isChecksum()) {
                unit.writeTo(packet);
            }
        }
        if (!described || !pictured) {
            throw HeifException.broken("the coded picture has no " + (described ? "slice" : "parameter set"));
        }
        return packet.toByteArray();
    }

    private long length(ByteRange units) throws HeifException {
        long length = 0;
        for (int i = 0; i < lengthBytes; i++) {
            length = length << 8 | units.u8();
        }
        return length;
    }

    /** Whether the unit describes the picture. */
    private boolean check(HevcUnit unit, int width, int height) throws HeifException {
        if (unit.isSequenceParameterSet()) {
            HevcSequenceParameters.read(unit).checkSame(width, height, this);
            return true;
        }
        return false;
    }
}
