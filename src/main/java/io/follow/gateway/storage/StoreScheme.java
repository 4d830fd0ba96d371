package io.follow.gateway.storage;

/** A type of stores, identified by the scheme of a location. Thread-safe. */
public interface StoreScheme extends AutoCloseable {

    /** The scheme before the colon, in lower case, for example {@code s3}. */
    String name();

    /** The form of a location, for messages, for example {@code s3://bucket/prefix}. */
    String form();

    /**
     * Opens a store without accessing it.
     *
     * @param place the literal text after the colon
     * @return the same store for the same place
     * @throws IllegalArgumentException in one line that says what is allowed and does not repeat the place, which may
     *     contain credentials
     */
    ImageStore open(String place);

    /** {@linkplain ImageStore#sweep Sweeps} the open stores. */
    void sweep();

    /** Closes the stores and releases connections. */
    @Override
    void close();
}
