package io.follow.gateway.steps.intake;

import io.follow.gateway.access.Caller;
import io.follow.gateway.access.ProducerAccess;
import io.follow.gateway.job.TraceParent;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.steps.http.HttpProblem;
import io.follow.gateway.steps.http.PlatformRequests;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Admits callers who may add jobs over HTTP. The first step of a route that accepts jobs. */
public final class CheckProducer {

    /** Bytes of a request. */
    static final int LONGEST_BODY = 1024 * 1024;

    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

    private final ProducerAccess access;
    private final Pipelines pipelines;

    /** @param pipelines the pipelines to which jobs can be added */
    public CheckProducer(ProducerAccess access, Pipelines pipelines) {
        this.access = access;
        this.pipelines = pipelines;
    }

    /**
     * Checks the caller and reads the request body, of at most 1 MB. The body becomes a {@link JobsCall}; every header
     * is dropped. The exchange property {@code GatewayRequestId} is the same for requests with the same {@code
     * Idempotency-Key}.
     */
    public JobsCall admit(Exchange exchange) throws HttpProblem {
        // A tracer replaces the header of the request by the context of its own span.
        String traceParent = exchange.getMessage().getHeader(TraceParent.FIELD, String.class);
        HttpServletRequest request = PlatformRequests.take(exchange);
        if (!access.admits(Caller.of(request))) {
            throw HttpProblem.unauthorized(
                    "adding jobs needs IMG_GW_JOBS_TOKEN or IMG_GW_ADMIN_TOKEN as Authorization: Bearer or ?token=");
        }
        String name = PlatformRequests.pipelineOf(request);
        String key = keyOf(request);
        exchange.setProperty(Upload.REQUEST_ID, key == null ? UUID.randomUUID().toString() : NewJobs.requestOf(key));
        return new JobsCall(
                pipelines
                        .find(name)
                        .orElseThrow(() -> HttpProblem.notFound("no pipeline with the name " + name + " runs here")),
                key,
                traceParent,
                PlatformRequests.textOf(request, LONGEST_BODY));
    }

    private static @Nullable String keyOf(HttpServletRequest request) throws HttpProblem {
        String key = request.getHeader("Idempotency-Key");
        if (key != null && !KEY.matcher(key).matches()) {
            throw HttpProblem.malformed("the Idempotency-Key is not 1 to 255 visible ASCII characters");
        }
        return key;
    }
}
