package io.follow.gateway.image.heif;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An item of the metadata, filled in while its boxes are read. Not thread-safe. */
final class Item {

    private final long id;
    private final String type;
    private final List<Property> properties = new ArrayList<>();
    private List<Extent> extents = List.of();
    private boolean inMetadata;
    private boolean located;

    Item(long id, String type) {
        this.id = id;
        this.type = type;
    }

    long id() {
        return id;
    }

    String type() {
        return type;
    }

    boolean is(String wanted) {
        return type.equals(wanted);
    }

    void locate(List<Extent> places, boolean insideMetadata) throws HeifException {
        if (located) {
            throw HeifException.broken("item " + id + " is stored in two places; expected one");
        }
        located = true;
        extents = places;
        inMetadata = insideMetadata;
    }

    List<Extent> extents() {
        return extents;
    }

    /** Whether the extents are in the {@code idat} box. */
    boolean inMetadata() {
        return inMetadata;
    }

    void add(Property property) {
        properties.add(property);
    }

    List<Property> properties() {
        return properties;
    }

    Optional<Property> property(String wanted) {
        return properties.stream().filter(one -> one.type().equals(wanted)).findFirst();
    }

    Property required(String wanted) throws HeifException {
        return property(wanted)
                .orElseThrow(
                        () -> HeifException.broken("item " + id + " of type " + type + " has no property " + wanted));
    }
}
