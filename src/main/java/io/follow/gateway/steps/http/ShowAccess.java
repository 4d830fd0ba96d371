package io.follow.gateway.steps.http;

import io.follow.gateway.access.Caller;
import io.follow.gateway.access.DemoAccess;
import io.follow.gateway.access.OperatorAccess;
import io.follow.gateway.image.ReadableFormats;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Returns what the caller may do, so that a page need not find out by being rejected. */
public final class ShowAccess {

    private final OperatorAccess operators;
    private final DemoAccess demo;
    private final ReadableFormats formats;
    private final long maxFileSize;

    /**
     * @param formats the formats that are read
     * @param maxFileSize the maximum size of a raw image in bytes
     */
    public ShowAccess(OperatorAccess operators, DemoAccess demo, ReadableFormats formats, long maxFileSize) {
        this.formats = formats;
        this.operators = operators;
        this.demo = demo;
        this.maxFileSize = maxFileSize;
    }

    /**
     * {@code operator}: whether the caller may use the operator API; {@code uploads}: the limits of uploads by local
     * callers, or null.
     */
    public Map<String, @Nullable Object> of(Exchange exchange) {
        Caller caller = Caller.of(PlatformRequests.take(exchange));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("operator", operators.admits(caller));
        answer.put(
                "uploads",
                demo.admits(caller)
                        ? Map.of("max_file_size", maxFileSize, "content_types", formats.contentTypes())
                        : null);
        return answer;
    }
}
