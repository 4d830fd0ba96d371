package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.client.RequiredCommand;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what belongs to the pipelines that consumers name by their option {@code pipeline}. */
public interface PipelineStrategy {

    /**
     * What follows from the name of a pipeline.
     *
     * @throws IllegalArgumentException in one line when no pipeline may have that name
     */
    Names namesOf(String pipeline);

    /**
     * What follows from a subscription to the results of a pipeline.
     *
     * @param subscription {@code KIND:NAME}
     * @throws IllegalArgumentException in one line when no pipeline or no subscription may have that name
     */
    default SubscriptionNames subscriptionOf(String pipeline, String subscription) {
        return SubscriptionNames.of(namesOf(pipeline).resultStream(), pipeline, subscription);
    }

    /** What this user has to be allowed before an entry of a pipeline is read, beside what its consumer needs. */
    default List<RequiredCommand> requiredCommands(String pipeline) {
        return List.of();
    }

    /** The names that an endpoint takes where its options name none. */
    record Names(String stream, String group, String resultStream, String deadLetterStream) {}

    /** The names that a consumer with a subscription takes where its options name none. */
    record SubscriptionNames(String stream, String group, String deadLetterStream, String replayStream) {

        private static final Pattern SUBSCRIPTION = Pattern.compile("([a-z][a-z0-9-]{0,31}):([a-z][a-z0-9-]{0,31})");

        /**
         * Names after a subscription.
         *
         * @param stem what the keys begin with
         */
        public static SubscriptionNames of(String results, String stem, String subscription) {
            Matcher parts = SUBSCRIPTION.matcher(subscription);
            if (!parts.matches()) {
                throw new IllegalArgumentException("found subscription=" + subscription
                        + ", expected KIND:NAME, each of 1 to 32 characters of [a-z0-9-] that begin with a letter");
            }
            String own = stem + ":" + subscription;
            return new SubscriptionNames(results, parts.group(1) + "-" + parts.group(2), own + ":dlq", own + ":replay");
        }
    }

    /** {@code NAME:process}, {@code NAME-workers}, {@code NAME:result} and {@code NAME:process:dlq}. */
    static Names plain(String pipeline) {
        return new Names(pipeline + ":process", pipeline + "-workers", pipeline + ":result", pipeline + ":process:dlq");
    }
}
