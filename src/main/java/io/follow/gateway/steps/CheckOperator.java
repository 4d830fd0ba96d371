package io.follow.gateway.steps;

import io.follow.gateway.access.Caller;
import io.follow.gateway.access.OperatorAccess;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.camel.Exchange;

/** Lets operators pass and nobody else. The first step of every route under {@code /api/v1/operator}. */
public final class CheckOperator {

    private final OperatorAccess access;

    public CheckOperator(OperatorAccess access) {
        this.access = access;
    }

    /**
     * Checks the caller. The body becomes an {@link OperatorCall}; every header is dropped, so that nothing from outside
     * steers a later step or returns with the answer.
     */
    public OperatorCall admit(Exchange exchange) throws HttpProblem {
        HttpServletRequest request = PlatformRequests.take(exchange);
        if (!access.admits(Caller.of(request))) {
            throw HttpProblem.unauthorized(
                    "operator calls need IMG_GW_ADMIN_TOKEN as Authorization: Bearer or ?token=");
        }
        return new OperatorCall(
                PlatformRequests.idOf(exchange, request), request.getParameter("after"), request.getParameter("count"));
    }
}
