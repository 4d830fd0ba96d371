/** Decodes, resizes and encodes pictures: plain Java without Camel and Spring. */
@NullMarked
package io.follow.gateway.image;

import org.jspecify.annotations.NullMarked;
