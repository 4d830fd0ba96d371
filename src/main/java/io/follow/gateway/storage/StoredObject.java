package io.follow.gateway.storage;

/**
 * An object as it was written.
 *
 * @param etag   the store's own tag for these bytes; a file store has none and gives the SHA-256
 * @param sha256 64 lower-case hexadecimal digits of the bytes
 * @param size   bytes
 */
public record StoredObject(String etag, String sha256, long size) {}
