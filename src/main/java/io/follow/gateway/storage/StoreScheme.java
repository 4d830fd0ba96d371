package io.follow.gateway.storage;

/** A kind of stores, told by what stands before the colon of a location. Safe for use by several threads. */
public interface StoreScheme extends AutoCloseable {

    /** What stands before the colon, in lower case, for instance {@code s3}. */
    String name();

    /** How a location looks, for messages, for instance {@code s3://bucket/prefix}. */
    String form();

    /**
     * Opens a store, without asking it anything.
     *
     * @param place what follows the colon, taken literally
     * @return the same store for the same place
     * @throws IllegalArgumentException in one line that says what is allowed and does not repeat the place, which may
     *     hold credentials
     */
    ImageStore open(String place);

    /** {@linkplain ImageStore#sweep Sweeps} the stores that are open. */
    void sweep();

    /** Closes the stores and gives back connections. */
    @Override
    void close();
}
