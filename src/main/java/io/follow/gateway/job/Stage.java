package io.follow.gateway.job;

import java.util.Locale;

/** The progress of a job, as shown by the status hash. */
public enum Stage {
    /** Written by the producer, waiting in the stream. */
    QUEUED(0),
    /** The job's fields and its source are checked. */
    VALIDATING(10),
    /** The source is turned into pixels. */
    DECODING(30),
    /** The picture is oriented and resized. */
    PROCESSING(55),
    /** The pixels become the output format. */
    ENCODING(75),
    /** The output is written to the target store. */
    UPLOADING(90),
    /** Ended with a processed image. */
    DONE(100),
    /** Ended without one. */
    FAILED(-1);

    private final int progress;

    Stage(int progress) {
        this.progress = progress;
    }

    /**
     * The value of the field {@code stage}.
     *
     * @return the lower-case name
     */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The value of the field {@code progress}.
     *
     * @return per cent from 0 to 100, or -1 for {@link #FAILED}
     */
    public int progress() {
        return progress;
    }

    /**
     * Whether nothing follows this stage.
     *
     * @return true for {@link #DONE} and {@link #FAILED}
     */
    public boolean isEnd() {
        return this == DONE || this == FAILED;
    }
}
