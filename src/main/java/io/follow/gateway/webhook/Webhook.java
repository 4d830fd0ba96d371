package io.follow.gateway.webhook;

import io.follow.gateway.pipeline.PipelineNaming;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A program that receives the results of a pipeline.
 *
 * @param name {@code [a-z][a-z0-9-]{0,31}}
 * @param pipeline the pipeline whose results are sent
 * @param url the URL to which they are sent
 * @param secret the secret for their signatures
 * @param events the values of the field {@code status} of the results to send
 * @param timeout the time limit of one request
 * @param retryDelay the delay of the first retry; it doubles with each retry, up to one minute
 */
public record Webhook(
        String name,
        String pipeline,
        URI url,
        Secret secret,
        Set<String> events,
        Duration timeout,
        Duration retryDelay) {

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    /** After this number of doublings, every delay is the maximum, and the factor would overflow. */
    private static final int MOST_DOUBLINGS = 20;

    /** The kind of subscription that a webhook is. */
    public static final String KIND = "webhook";

    /** The prefix of the name of a webhook's consumer group. */
    public static final String GROUP_PREFIX = KIND + "-";

    private static final Set<String> EVENTS = Set.of("processed", "failed");

    /**
     * Checks each value.
     *
     * @throws IllegalArgumentException with a message of one line, without the secret and without the query of the URL
     */
    public static Webhook of(
            String name,
            String pipeline,
            String url,
            String secret,
            String events,
            Duration timeout,
            Duration retryDelay) {
        checkName(name);
        require(timeout.toMillis() >= 1, "timeout", "a duration such as 10s");
        require(!retryDelay.isNegative(), "retryDelay", "a duration such as 1s");
        return new Webhook(name, pipeline, checkUrl(url), Secret.of(secret), checkEvents(events), timeout, retryDelay);
    }

    /**
     * Checks a name.
     *
     * @throws IllegalArgumentException with a message of one line if the name is invalid
     */
    public static void checkName(String name) {
        require(PipelineNaming.isName(name), "name", "1 to 32 characters of [a-z0-9-] that begin with a letter");
    }

    /** Returns the delay after a failed request. */
    public Duration delayAfter(int retries) {
        Duration delay = shorter(retryDelay).multipliedBy(1L << Math.min(retries, MOST_DOUBLINGS));
        return shorter(delay);
    }

    private static Duration shorter(Duration delay) {
        return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    }

    /**
     * Parses a URL.
     *
     * @throws IllegalArgumentException with a message of one line, without the query, if the URL is invalid
     */
    public static URI checkUrl(String text) {
        try {
            URI url = new URI(text.strip());
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            boolean usable = Set.of("http", "https").contains(scheme)
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getFragment() == null;
            require(usable, "url", "http://HOST[:PORT]/PATH or https://…, without user, password and fragment");
            return url;
        } catch (URISyntaxException e) {
            // Without the cause, whose message contains the whole text.
            throw new IllegalArgumentException("found a url with a character that is not allowed at position "
                    + e.getIndex() + ", expected http://HOST[:PORT]/PATH or https://…");
        }
    }

    /**
     * Parses a list of events.
     *
     * @throws IllegalArgumentException with a message of one line if the list is invalid
     */
    public static Set<String> checkEvents(String text) {
        Set<String> events = new TreeSet<>();
        Arrays.stream(text.split(",", -1)).map(String::strip).forEach(events::add);
        require(EVENTS.containsAll(events), "events", "processed, failed or both, separated by a comma");
        return Set.copyOf(events);
    }

    private static void require(boolean holds, String parameter, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "found an unusable value of the parameter " + parameter + ", expected " + expected);
        }
    }
}
