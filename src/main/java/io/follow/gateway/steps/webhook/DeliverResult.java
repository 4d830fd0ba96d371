package io.follow.gateway.steps.webhook;

import io.follow.gateway.component.streams.DeliveryLimitException;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.Settlement;
import io.follow.gateway.job.OneLine;
import io.follow.gateway.job.WireTime;
import io.follow.gateway.webhook.Webhook;
import io.follow.gateway.webhook.WebhookException;
import io.follow.gateway.webhook.WebhookSender;
import io.follow.gateway.webhook.Webhooks;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a result to the webhook of its route, and keeps a result that was not accepted. */
public final class DeliverResult {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverResult.class);

    private final Webhooks webhooks;
    private final WebhookSender sender;
    private final Clock clock;

    /** The routes whose last call failed: only the first failure and the recovery are logged. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    public DeliverResult(Webhooks webhooks, WebhookSender sender, Clock clock) {
        this.webhooks = webhooks;
        this.sender = sender;
        this.clock = clock;
    }

    /** Sends the result once. Skips results whose status the webhook does not receive. */
    public void deliver(Exchange exchange) throws WebhookException, InterruptedException {
        Delivery delivery = Delivery.required(exchange);
        String route = exchange.getFromRouteId();
        try {
            Webhook webhook = webhooks.ofRoute(route);
            // Camel's redelivery policy accepts no duration with a unit, so the delay is set here.
            exchange.getMessage()
                    .setHeader(
                            Exchange.REDELIVERY_DELAY,
                            webhook.delayAfter(retriesOf(exchange)).toMillis());
            if (webhook.events().contains(delivery.fields().getOrDefault("status", ""))) {
                sender.send(webhook, delivery.fields(), deliveryIdOf(delivery));
                recovered(route);
            }
        } catch (WebhookException | RuntimeException e) {
            failed(route, e);
            throw e;
        }
    }

    private static int retriesOf(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
    }

    private void failed(String route, Exception failure) {
        if (failing.add(route)) {
            LOG.warn("{}: {}, results are sent again", route, OneLine.of(String.valueOf(failure.getMessage())));
        }
    }

    private void recovered(String route) {
        // Checked first, because it is cheaper for the majority of results.
        if (!failing.isEmpty() && failing.remove(route)) {
            LOG.info("{}: results are accepted again", route);
        }
    }

    /** Results added by other programs may lack a job id. */
    private static String deliveryIdOf(Delivery delivery) {
        return delivery.fields().getOrDefault("job_id", delivery.entryId());
    }

    /** The body becomes the {@link Settlement} that keeps the result as a letter of the webhook, and adds no result. */
    public Settlement letter(Exchange exchange) {
        Delivery delivery = Delivery.required(exchange);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String error = OneLine.of(failure == null ? "no failure" : String.valueOf(failure.getMessage()));
        LOG.warn("{}: {} is kept as a letter: {}", exchange.getFromRouteId(), deliveryIdOf(delivery), error);
        // Only the additional fields: the server copies the fields of the result.
        Map<String, String> letter = new LinkedHashMap<>();
        letter.put("dlq_reason", reasonOf(failure));
        letter.put("dlq_error", error);
        letter.put("dlq_delivery_count", Long.toString(delivery.deliveryCount()));
        letter.put("dlq_at", WireTime.format(clock.instant()));
        letter.put("dlq_stream", delivery.stream());
        letter.put("dlq_entry_id", delivery.entryId());
        letter.put("dlq_consumer", delivery.consumer());
        return new Settlement(Map.of(), letter);
    }

    private static String reasonOf(Throwable failure) {
        if (failure instanceof WebhookException refused) {
            return refused.reason().name();
        }
        return failure instanceof DeliveryLimitException ? "MAX_DELIVERIES_EXCEEDED" : "WEBHOOK_FAILED";
    }
}
