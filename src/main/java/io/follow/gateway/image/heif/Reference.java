package io.follow.gateway.image.heif;

import java.util.List;

/**
 * A reference between items.
 *
 * @param type such as {@code dimg}, from a derived picture to those that it is made of
 * @param from the id of an item
 * @param to ids in their order
 */
record Reference(String type, long from, List<Long> to) {}
