package io.follow.gateway.storage;

/**
 * The bytes of an object at the start of an array, which may be longer.
 *
 * @param size the size of the object in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ReadObject(byte[] array, int size) {}
