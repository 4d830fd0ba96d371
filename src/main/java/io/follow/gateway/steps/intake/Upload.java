package io.follow.gateway.steps.intake;

import io.follow.gateway.job.StorageKey;
import io.follow.gateway.job.TraceParent;
import io.follow.gateway.job.UploadToken;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.steps.http.PlatformRequests;
import io.follow.gateway.token.UploadClaims;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.jspecify.annotations.Nullable;

/**
 * An upload in progress: the body of the exchange from {@code checkUpload} on, and what must be undone if the upload
 * fails. Belongs to one exchange, which is processed by one thread at a time.
 */
public final class Upload {

    /** The exchange property that identifies a request, for the option {@code idempotentKey}. */
    static final String REQUEST_ID = "GatewayRequestId";

    private static final String PROPERTY = "GatewayUpload";

    private final String requestId = UUID.randomUUID().toString();
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final @Nullable String traceParent;

    private @Nullable Pipeline pipeline;
    private @Nullable UploadToken token;
    private @Nullable UploadClaims claims;
    private @Nullable StorageKey source;
    private boolean guarded;

    private Upload(HttpServletRequest request, HttpServletResponse response, @Nullable String traceParent) {
        this.request = request;
        this.response = response;
        this.traceParent = traceParent;
    }

    static Upload begin(Exchange exchange) {
        HttpServletResponse response =
                exchange.getMessage() instanceof PlatformHttpMessage message ? message.getResponse() : null;
        String traceParent = exchange.getMessage().getHeader(TraceParent.FIELD, String.class);
        HttpServletRequest request = PlatformRequests.take(exchange);
        if (response == null) {
            throw new IllegalStateException("a request without a response");
        }
        Upload upload = new Upload(request, response, traceParent);
        exchange.setProperty(PROPERTY, upload);
        exchange.setProperty(REQUEST_ID, upload.requestId);
        return upload;
    }

    /** Returns the upload of an exchange, even if its body has changed; null before {@code checkUpload}. */
    static @Nullable Upload of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Upload.class);
    }

    /** Returns the trace context of the request or, if requests are traced, of its span; null without one. */
    @Nullable
    String traceParent() {
        return traceParent;
    }

    HttpServletRequest request() {
        return request;
    }

    Pipeline pipeline() {
        if (pipeline == null) {
            throw new IllegalStateException("the step checkUpload must come before this one in the route");
        }
        return pipeline;
    }

    /** Sets the pipeline to which the job will be added. */
    void pipeline(Pipeline meant) {
        this.pipeline = meant;
    }

    String requestId() {
        return requestId;
    }

    UploadClaims claims() {
        if (claims == null) {
            throw new IllegalStateException("the step checkUpload must come before this one in the route");
        }
        return claims;
    }

    UploadToken token() {
        if (token == null) {
            throw new IllegalStateException("the step checkUpload must come before this one in the route");
        }
        return token;
    }

    void verified(UploadToken given, UploadClaims verifiedClaims) {
        this.token = given;
        this.claims = verifiedClaims;
    }

    /** Returns the key of the bytes, which may not exist yet; null before {@code receiveUpload}. */
    @Nullable
    StorageKey source() {
        return source;
    }

    void source(StorageKey key) {
        this.source = key;
    }

    /** Whether this request has, or may have, set the guard. */
    boolean isGuarded() {
        return guarded;
    }

    void guarded(boolean claimed) {
        this.guarded = claimed;
    }

    /** Closes the connection after the response, so that an unwanted body is not read to keep it alive. */
    void endConnection() {
        response.setHeader("Connection", "close");
    }
}
