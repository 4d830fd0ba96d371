package io.follow.gateway.image.heif;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a {@code meta} box: the items, their locations, references and properties. */
final class MetaParser {

    /** Higher than the number of properties of a picture; they are counted together. */
    private static final int PER_ITEM = 10;

    private final HeifLimits limits;
    private final Metadata metadata;
    private final List<Property> properties = new ArrayList<>();

    MetaParser(byte[] file, HeifLimits limits) {
        this.limits = limits;
        this.metadata = new Metadata(file);
    }

    Metadata parse(ByteRange meta) throws HeifException {
        int version = meta.u8();
        if (version != 0) {
            throw HeifException.unsupported("the metadata has version " + version + "; expected 0");
        }
        meta.skip(3);
        List<ByteRange> locations = new ArrayList<>();
        List<ByteRange> references = new ArrayList<>();
        List<ByteRange> propertyLists = new ArrayList<>();
        Boxes boxes = new Boxes(meta, limits);
        while (boxes.next()) {
            ByteRange content = boxes.content();
            switch (boxes.type()) {
                case "pitm" -> metadata.primary(versioned(content, 0));
                case "iinf" -> items(content);
                case "iloc" -> locations.add(content);
                case "iref" -> references.add(content);
                case "iprp" -> propertyLists.add(content);
                case "idat" -> metadata.store(content);
                default -> {
                    // Boxes that do not concern pixels.
                }
            }
        }
        // They refer to items that may follow them.
        for (ByteRange location : locations) {
            new LocationParser(limits, metadata).parse(location);
        }
        for (ByteRange reference : references) {
            references(reference);
        }
        for (ByteRange list : propertyLists) {
            properties(list);
        }
        return metadata;
    }

    /** Reads the version and flags, then an id of 16 bits, or of 32 above the given version. */
    private static long versioned(ByteRange box, int lastShort) throws HeifException {
        int version = box.u8();
        box.skip(3);
        return version > lastShort ? box.u32() : box.u16();
    }

    private void items(ByteRange box) throws HeifException {
        long count = versioned(box, 0);
        limits.checkBoxes(count, "items");
        Boxes entries = new Boxes(box, limits);
        while (entries.next()) {
            if (entries.is("infe")) {
                item(entries.content());
            }
        }
    }

    /** Entries before version 2 have no type and are not pictures. */
    private void item(ByteRange entry) throws HeifException {
        int version = entry.u8();
        entry.skip(3);
        if (version < 2) {
            return;
        }
        long id = version == 2 ? entry.u16() : entry.u32();
        entry.skip(2);
        metadata.add(new Item(id, entry.fourCharacters()));
    }

    private void references(ByteRange box) throws HeifException {
        int version = box.u8();
        box.skip(3);
        Boxes entries = new Boxes(box, limits);
        while (entries.next()) {
            ByteRange entry = entries.content();
            long from = version == 0 ? entry.u16() : entry.u32();
            int count = entry.u16();
            limits.checkBoxes(count, "references of an item");
            List<Long> to = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                to.add(version == 0 ? entry.u16() : entry.u32());
            }
            metadata.add(new Reference(entries.type(), from, to));
        }
    }

    private void properties(ByteRange box) throws HeifException {
        Boxes parts = new Boxes(box, limits);
        while (parts.next()) {
            if (parts.is("ipco")) {
                Boxes all = new Boxes(parts.content(), limits);
                while (all.next()) {
                    properties.add(new Property(all.type(), false, all.content()));
                }
            } else if (parts.is("ipma")) {
                associations(parts.content());
            }
        }
    }

    private void associations(ByteRange box) throws HeifException {
        int version = box.u8();
        box.skip(2);
        boolean wide = (box.u8() & 1) == 1;
        long entries = box.u32();
        limits.checkBoxes(entries, "items with properties");
        long associations = 0;
        for (long i = 0; i < entries; i++) {
            long id = version == 0 ? box.u16() : box.u32();
            int count = box.u8();
            associations += count;
            limits.checkBoxes(associations / PER_ITEM, "properties");
            for (int j = 0; j < count; j++) {
                int value = wide ? box.u16() : box.u8();
                associate(metadata.known(id), value & (wide ? 0x7FFF : 0x7F), value >> (wide ? 15 : 7) == 1);
            }
        }
    }

    private void associate(@Nullable Item item, int index, boolean essential) throws HeifException {
        if (item == null || index == 0) {
            return;
        }
        if (index > properties.size()) {
            throw HeifException.broken(
                    "item " + item.id() + " has the property " + index + "; there are only " + properties.size());
        }
        Property property = properties.get(index - 1);
        item.add(new Property(property.type(), essential, property.box()));
    }
}
