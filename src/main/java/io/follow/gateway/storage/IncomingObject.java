package io.follow.gateway.storage;

import java.io.InputStream;
import java.util.OptionalLong;

/**
 * An object to be stored while its bytes arrive.
 *
 * @param content     read once to its end and not closed
 * @param size        the declared number of bytes; the actual number may differ
 * @param maxBytes    the maximum number of bytes, enforced while they are read
 * @param contentType the content type, for stores that record it
 */
public record IncomingObject(InputStream content, OptionalLong size, long maxBytes, String contentType) {}
