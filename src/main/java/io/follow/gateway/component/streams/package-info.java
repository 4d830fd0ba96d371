/**
 * The Camel component {@code valkey-streams:}: reads through consumer groups with bounded concurrency, claims the
 * entries of dead consumers, and settles entries: one script adds the result and acknowledges the entry. Depends only
 * on Camel and Lettuce.
 */
@NullMarked
package io.follow.gateway.component.streams;

import org.jspecify.annotations.NullMarked;
