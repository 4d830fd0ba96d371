package io.follow.gateway.storage;

/**
 * A stored object.
 *
 * @param etag   the store's own tag for the bytes; a file store has none and returns the SHA-256
 * @param sha256 64 lower-case hexadecimal digits of the bytes
 * @param size   bytes
 */
public record StoredObject(String etag, String sha256, long size) {}
