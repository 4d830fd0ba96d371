package io.follow.gateway.steps.http;

import io.follow.gateway.access.Caller;
import io.follow.gateway.access.DemoAccess;
import io.follow.gateway.access.OperatorAccess;
import io.follow.gateway.image.ImageFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Tells callers what they may do, so that a page need not find out by being refused. */
public final class ShowAccess {

    private static final List<String> CONTENT_TYPES =
            Stream.of(ImageFormat.values()).map(ImageFormat::contentType).toList();

    private final OperatorAccess operators;
    private final DemoAccess demo;
    private final long maxFileSize;

    /**
     * @param maxFileSize bytes of a raw image
     */
    public ShowAccess(OperatorAccess operators, DemoAccess demo, long maxFileSize) {
        this.operators = operators;
        this.demo = demo;
        this.maxFileSize = maxFileSize;
    }

    /** {@code operator}: whether operator calls are open; {@code uploads}: what may be uploaded without an account, or null. */
    public Map<String, @Nullable Object> of(Exchange exchange) {
        Caller caller = Caller.of(PlatformRequests.take(exchange));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("operator", operators.admits(caller));
        answer.put(
                "uploads",
                demo.admits(caller) ? Map.of("max_file_size", maxFileSize, "content_types", CONTENT_TYPES) : null);
        return answer;
    }
}
