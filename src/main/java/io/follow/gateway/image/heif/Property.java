package io.follow.gateway.image.heif;

/**
 * A property of an item.
 *
 * @param type the type of its box
 * @param essential whether a reader that does not know the property must not show the item
 */
record Property(String type, boolean essential, ByteRange box) {

    /** Returns a separate cursor over the content, because several items may share a property. */
    ByteRange content() throws HeifException {
        return box.part(0, box.remaining());
    }
}
