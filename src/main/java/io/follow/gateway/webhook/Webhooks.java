package io.follow.gateway.webhook;

/** The webhooks that run in this process. */
@FunctionalInterface
public interface Webhooks {

    /**
     * The webhook of a route, with the values that its parameters have now: a secret in a file may be replaced at any time.
     *
     * @throws IllegalArgumentException in one line when a value cannot be used
     */
    Webhook ofRoute(String routeId);
}
