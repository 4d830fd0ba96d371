package io.follow.gateway.steps.http;

import io.follow.gateway.access.Caller;
import io.follow.gateway.access.DemoAccess;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.camel.Exchange;

/** Admits local callers, in embedded mode only. The first step of every route under {@code /api/v1/demo}. */
public final class CheckDemo {

    private static final int LONGEST_BODY = 64 * 1024;

    private final DemoAccess access;

    public CheckDemo(DemoAccess access) {
        this.access = access;
    }

    /** Checks the caller. The body becomes the {@link StorageKey} in the parameter {@code key}; every header is dropped. */
    public StorageKey forKey(Exchange exchange) throws HttpProblem {
        HttpServletRequest request = PlatformRequests.take(exchange);
        admit(request);
        String key = request.getParameter("key");
        try {
            return StorageKey.of("key", key == null ? "" : key);
        } catch (JobException e) {
            throw HttpProblem.malformed(String.valueOf(e.getMessage()));
        }
    }

    /** Checks the caller. The body becomes the text of the request, at most 64 KB; every header is dropped. */
    public String forTokens(Exchange exchange) throws HttpProblem {
        HttpServletRequest request = PlatformRequests.take(exchange);
        admit(request);
        return PlatformRequests.textOf(request, LONGEST_BODY);
    }

    private void admit(HttpServletRequest request) throws HttpProblem {
        if (!access.embedded()) {
            throw HttpProblem.notFound("this operation exists in embedded mode only");
        }
        if (!access.admits(Caller.of(request))) {
            throw HttpProblem.unauthorized("only local callers may use this operation");
        }
    }
}
