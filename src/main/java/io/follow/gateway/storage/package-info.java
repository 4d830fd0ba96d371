/** Stores from which images are read and to which they are written: objects with literal keys. */
@NullMarked
package io.follow.gateway.storage;

import org.jspecify.annotations.NullMarked;
