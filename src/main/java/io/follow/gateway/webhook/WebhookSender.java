package io.follow.gateway.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.webhook.WebhookException.Reason;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one result to one program, once. Redirects are not followed, because only the program that the operator has
 * named may receive results. Thread-safe.
 */
public final class WebhookSender {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private final ObjectMapper json;
    private final Clock clock;
    private @Nullable HttpClient client;

    public WebhookSender(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** Created on first use, because the client starts its own threads. */
    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    // Without the headers that request an upgrade to a later HTTP version.
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LONGEST_CONNECT)
                    .build();
            client = made;
        }
        return made;
    }

    /**
     * Sends a result.
     *
     * @param fields the result, sent as a JSON object of strings
     * @param deliveryId the id by which a receiver recognizes a repeated result
     * @throws WebhookException if it was not accepted
     */
    public void send(Webhook webhook, Map<String, String> fields, String deliveryId)
            throws WebhookException, InterruptedException {
        int status = statusOf(webhook, request(webhook, bodyOf(fields), deliveryId));
        if (status < 200 || status > 299) {
            throw new WebhookException(
                    Reason.WEBHOOK_REFUSED, webhook.url().getHost() + " answered " + status + ", expected 200 to 299");
        }
    }

    private HttpRequest request(Webhook webhook, byte[] body, String deliveryId) {
        return HttpRequest.newBuilder(webhook.url())
                .timeout(webhook.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "image-gateway")
                .header("Gateway-Pipeline", webhook.pipeline())
                .header("Gateway-Delivery", deliveryId)
                .header("Gateway-Signature", Signature.of(webhook.secret(), clock.instant(), body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private byte[] bodyOf(Map<String, String> fields) {
        try {
            return json.writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written as JSON", e);
        }
    }

    /** The timeout of a request ends with the headers of the response; this limit includes the body. */
    private int statusOf(Webhook webhook, HttpRequest request) throws WebhookException, InterruptedException {
        AtomicInteger status = new AtomicInteger();
        CompletableFuture<HttpResponse<@Nullable Void>> answer = client().sendAsync(request, head -> {
            status.set(head.statusCode());
            return new LimitedDiscard();
        });
        try {
            return answer.get(webhook.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
        } catch (TimeoutException e) {
            return status.get() > 0 ? status.get() : fail(webhook, e);
        } catch (ExecutionException e) {
            return status.get() > 0 ? status.get() : fail(webhook, e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static int fail(Webhook webhook, @Nullable Throwable failure) throws WebhookException {
        throw new WebhookException(
                Reason.WEBHOOK_UNREACHABLE, webhook.url().getHost() + ": " + describe(webhook, failure));
    }

    private static String describe(Webhook webhook, @Nullable Throwable failure) {
        if (failure instanceof TimeoutException || failure instanceof HttpTimeoutException) {
            return "no answer within " + webhook.timeout().toMillis() + " ms";
        }
        if (failure instanceof ConnectException) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof UnresolvedAddressException) {
                    return "found no such host";
                }
            }
            return "cannot connect";
        }
        if (failure instanceof SSLException) {
            return "TLS failed: " + failure.getMessage();
        }
        return "the connection ended before an answer came (" + nameOf(failure) + ")";
    }

    private static String nameOf(@Nullable Throwable failure) {
        return failure == null ? "no cause" : failure.getClass().getSimpleName();
    }
}
