/** Stores, which images are read from and written to: objects under literal keys. */
@NullMarked
package io.follow.gateway.storage;

import org.jspecify.annotations.NullMarked;
