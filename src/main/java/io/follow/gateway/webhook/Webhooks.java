package io.follow.gateway.webhook;

/** The webhooks of this process. */
@FunctionalInterface
public interface Webhooks {

    /**
     * Returns the webhook of a route, with the current values of its parameters: a secret in a file may be replaced at
     * any time.
     *
     * @throws IllegalArgumentException with a message of one line if a value is invalid
     */
    Webhook ofRoute(String routeId);
}
