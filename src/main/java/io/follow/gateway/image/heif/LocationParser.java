package io.follow.gateway.image.heif;

import java.util.ArrayList;
import java.util.List;

/** Reads an {@code iloc} box: the location of the data of each item. */
final class LocationParser {

    private static final int IN_FILE = 0;
    private static final int IN_METADATA = 1;

    private final HeifLimits limits;
    private final Metadata metadata;
    private long extents;

    LocationParser(HeifLimits limits, Metadata metadata) {
        this.limits = limits;
        this.metadata = metadata;
    }

    void parse(ByteRange box) throws HeifException {
        int version = box.u8();
        box.skip(3);
        if (version > 2) {
            throw HeifException.unsupported("the item locations have version " + version + "; expected 0 to 2");
        }
        int sizes = box.u16();
        int offsetSize = sizes >> 12;
        int lengthSize = sizes >> 8 & 0xF;
        int baseSize = sizes >> 4 & 0xF;
        int indexSize = version == 0 ? 0 : sizes & 0xF;
        long count = version < 2 ? box.u16() : box.u32();
        limits.checkBoxes(count, "items");
        for (long i = 0; i < count; i++) {
            long id = version < 2 ? box.u16() : box.u32();
            int method = version == 0 ? IN_FILE : box.u16() & 0xF;
            int otherFile = box.u16();
            long base = box.number(baseSize);
            List<Extent> places = new ArrayList<>();
            int parts = box.u16();
            extents += parts;
            limits.checkBoxes(extents, "parts of items");
            for (int j = 0; j < parts; j++) {
                box.number(indexSize);
                long offset = base + box.number(offsetSize);
                places.add(new Extent(offset, box.number(lengthSize)));
            }
            Item item = metadata.known(id);
            if (item != null && otherFile == 0 && (method == IN_FILE || method == IN_METADATA)) {
                item.locate(places, method == IN_METADATA);
            }
        }
    }
}
