package io.follow.gateway.metrics;

import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.steps.intake.UploadListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts uploads by outcome. Thread-safe. */
public final class UploadMeters implements UploadListener {

    private final PerPipeline<Map<Result, Counter>> counters;
    private final TokenMeters tokens;

    /** The response to an upload, in the label {@code result}. */
    private enum Result {
        ACCEPTED,
        UNAUTHORIZED,
        DUPLICATE,
        TOO_LARGE,
        REFUSED,
        UNAVAILABLE;

        static Result of(int status) {
            return switch (status) {
                case 200, 202 -> ACCEPTED;
                case 401, 403 -> UNAUTHORIZED;
                case 409 -> DUPLICATE;
                case 413 -> TOO_LARGE;
                default -> status >= 500 ? UNAVAILABLE : REFUSED;
            };
        }
    }

    public UploadMeters(Meters meters, TokenMeters tokens) {
        this.counters = new PerPipeline<>(name -> register(meters, Tags.of(Meters.PIPELINE, name)));
        this.tokens = tokens;
    }

    private static Map<Result, Counter> register(Meters meters, Tags tags) {
        Map<Result, Counter> all = new EnumMap<>(Result.class);
        for (Result result : Result.values()) {
            all.put(
                    result,
                    meters.counter(
                            "upload.submit",
                            "Uploads by outcome",
                            tags.and("result", result.name().toLowerCase(Locale.ROOT))));
        }
        return all;
    }

    /** Registers the meters of a pipeline, so that they exist before its first upload. */
    public void prepare(String pipeline) {
        counters.of(pipeline);
    }

    @Override
    public void answered(@Nullable String pipeline, int status, @Nullable String code) {
        Counter counter = counters.of(pipeline == null ? Meters.NONE : pipeline).get(Result.of(status));
        if (counter != null) {
            counter.increment();
        }
        if (code != null) {
            tokens.failed(code);
        }
    }
}
