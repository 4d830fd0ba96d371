package io.follow.gateway.faults;

import java.security.SecureRandom;
import java.util.Random;

/** The seed of all random numbers of a test run; {@code -Dsoak.seed=42} sets it. */
final class RandomSeed {

    static final String PROPERTY = "soak.seed";

    private static final long OF_THIS_RUN = Long.getLong(PROPERTY, new SecureRandom().nextInt(1_000_000));

    private RandomSeed() {}

    static long ofThisRun() {
        return OF_THIS_RUN;
    }

    /** A generator that repeats its numbers for the same seed and purpose. */
    static Random randomFor(String purpose) {
        return new Random(31 * OF_THIS_RUN + purpose.hashCode());
    }
}
