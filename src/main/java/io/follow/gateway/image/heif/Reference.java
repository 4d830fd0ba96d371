package io.follow.gateway.image.heif;

import java.util.List;

/**
 * A reference between items.
 *
 * @param type for example {@code dimg}, from a derived picture to its sources
 * @param from the id of an item
 * @param to ids in their order
 */
record Reference(String type, long from, List<Long> to) {}
