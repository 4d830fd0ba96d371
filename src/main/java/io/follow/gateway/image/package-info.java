/** Reads, resizes and writes pictures: plain Java that needs neither Camel nor Spring. */
@NullMarked
package io.follow.gateway.image;

import org.jspecify.annotations.NullMarked;
