package io.follow.gateway.http;

/** How the file descriptors of a process are shared out between jobs and HTTP connections. */
final class DescriptorShare {

    /** What is open while nothing is done, 28 as counted on Linux, and what the probe for free ones takes. */
    private static final int IDLE = 36;

    /** A connection to the server, and folders and a file of a store. */
    private static final int EACH_WORKER = 6;

    /** As many uploads at a time as are let in, each with folders and a file of a store. */
    private static final int UPLOADS = 128 * 4;

    private static final int FEWEST = 8;

    private DescriptorShare() {}

    /**
     * How many connections may be open at a time.
     *
     * @param descriptors that the process may have
     * @return at least 8, so that whoever asks for the health has a chance
     */
    static long connections(long descriptors, int workers) {
        long left = descriptors - IDLE - (long) EACH_WORKER * workers;
        // With few, uploads find that the store has none left and are answered with 503.
        return Math.max(FEWEST, Math.max(left / 2, left - UPLOADS));
    }
}
