package io.follow.gateway.storage;

import java.io.InputStream;
import java.util.OptionalLong;

/**
 * Bytes on their way into a store.
 *
 * @param content     read once to its end, and not closed
 * @param size        how many bytes were announced; what comes may differ
 * @param maxBytes    how many there may be; more are refused while they are read
 * @param contentType the type, for stores that keep one
 */
public record IncomingObject(InputStream content, OptionalLong size, long maxBytes, String contentType) {}
