/** Decodes, resizes and encodes pictures; does not depend on Camel or Spring. */
@NullMarked
package io.follow.gateway.image;

import org.jspecify.annotations.NullMarked;
