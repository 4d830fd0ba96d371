package io.follow.gateway.http;

/** Divides the file descriptors of a process between jobs and HTTP connections. */
final class DescriptorShare {

    /** Open descriptors of an idle gateway, 28 as counted on Linux, plus those of the probe for free ones. */
    private static final int IDLE = 36;

    /** One connection to the server, plus directories and a file of a store. */
    private static final int EACH_WORKER = 6;

    /** The maximum number of concurrent uploads, each with directories and a file of a store. */
    private static final int UPLOADS = 128 * 4;

    private static final int FEWEST = 8;

    private DescriptorShare() {}

    /**
     * The maximum number of open connections.
     *
     * @param descriptors the limit of the process
     * @return at least 8, so that health checks get through
     */
    static long connections(long descriptors, int workers) {
        long left = descriptors - IDLE - (long) EACH_WORKER * workers;
        // With few descriptors, uploads fail in the store and are answered 503.
        return Math.max(FEWEST, Math.max(left / 2, left - UPLOADS));
    }
}
