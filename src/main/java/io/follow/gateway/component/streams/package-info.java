/**
 * The Camel component {@code valkey-streams:}: consumer groups with bounded concurrency, take-over of entries that a dead
 * worker left, and an ending of an entry that publishes its result in the same step. Knows Camel and Lettuce only.
 */
@NullMarked
package io.follow.gateway.component.streams;

import org.jspecify.annotations.NullMarked;
