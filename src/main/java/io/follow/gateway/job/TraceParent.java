package io.follow.gateway.job;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace context of a producer as the W3C recommendation writes it ({@code traceparent}). It is passed on from the job to
 * its result whether anything is traced here or not.
 */
public final class TraceParent {

    /** The field of jobs and results, and the header of requests and exchanges. */
    public static final String FIELD = "traceparent";

    /** Version, trace id, parent id and flags; later versions may have more. */
    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(?:-.{0,128})?");

    private TraceParent() {}

    /** Puts a trace context into the fields of a job or a result; what is none is passed over. */
    public static void put(@Nullable String traceParent, Map<String, String> fields) {
        if (traceParent != null && FORM.matcher(traceParent).matches()) {
            fields.put(FIELD, traceParent);
        }
    }
}
