package io.follow.gateway.image.heif;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The items of a file, as its {@code meta} box describes them. */
final class Metadata {

    private final Map<Long, Item> items = new LinkedHashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final byte[] file;
    private @Nullable ByteRange stored;
    private long primary = -1;

    Metadata(byte[] file) {
        this.file = file;
    }

    void add(Item item) throws HeifException {
        if (items.putIfAbsent(item.id(), item) != null) {
            throw HeifException.broken("two items have the id " + item.id() + "; expected different ids");
        }
    }

    void add(Reference reference) {
        references.add(reference);
    }

    /** The content of the {@code idat} box. */
    void store(ByteRange content) {
        stored = content;
    }

    void primary(long id) {
        primary = id;
    }

    boolean hasPrimary() {
        return items.containsKey(primary);
    }

    Item primary() throws HeifException {
        return item(primary);
    }

    Item item(long id) throws HeifException {
        Item item = items.get(id);
        if (item == null) {
            throw HeifException.broken("found no item with the id " + id + ", which is referred to");
        }
        return item;
    }

    /** Null if there is none. */
    @Nullable
    Item known(long id) {
        return items.get(id);
    }

    /** Returns the items to which an item refers, in order. */
    List<Item> from(Item item, String type) throws HeifException {
        List<Item> found = new ArrayList<>();
        for (Reference reference : references) {
            if (reference.from() == item.id() && reference.type().equals(type)) {
                for (long to : reference.to()) {
                    found.add(item(to));
                }
            }
        }
        return found;
    }

    /** Returns the items that refer to an item. */
    List<Item> to(Item item, String type) {
        List<Item> found = new ArrayList<>();
        for (Reference reference : references) {
            Item from = items.get(reference.from());
            if (from != null && reference.type().equals(type) && reference.to().contains(item.id())) {
                found.add(from);
            }
        }
        return found;
    }

    /** Returns the locations of the data of an item in the file. */
    List<Extent> parts(Item item) throws HeifException {
        ByteRange space = item.inMetadata() ? stored : ByteRange.of(file);
        if (space == null || item.extents().isEmpty()) {
            throw HeifException.broken("item " + item.id() + " of type " + item.type() + " has no data in this file");
        }
        List<Extent> parts = new ArrayList<>();
        long total = 0;
        for (Extent extent : item.extents()) {
            long length = extent.length() == 0 ? space.remaining() - extent.offset() : extent.length();
            parts.add(new Extent(space.part(extent.offset(), length).offset(), length));
            total += length;
        }
        if (total > file.length) {
            throw HeifException.broken("item " + item.id() + " is longer than the file");
        }
        return parts;
    }

    /** A copy of the data of an item. */
    byte[] data(Item item) throws HeifException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (Extent part : parts(item)) {
            data.write(file, (int) part.offset(), (int) part.length());
        }
        return data.toByteArray();
    }
}
