package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.client.RequiredCommand;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Determines the streams and groups of the pipelines that consumers name in their option {@code pipeline}. */
public interface PipelineStrategy {

    /**
     * Returns the names that are derived from the name of a pipeline.
     *
     * @throws IllegalArgumentException with a message of one line if the name is invalid
     */
    Names namesOf(String pipeline);

    /**
     * Returns the names that are derived from a subscription to the results of a pipeline.
     *
     * @param subscription {@code KIND:NAME}
     * @throws IllegalArgumentException with a message of one line if the name of the pipeline or of the subscription is
     *     invalid
     */
    default SubscriptionNames subscriptionOf(String pipeline, String subscription) {
        return SubscriptionNames.of(namesOf(pipeline).resultStream(), pipeline, subscription);
    }

    /**
     * Returns the permissions that the user needs before an entry of a pipeline is read, in addition to those of the
     * consumer.
     */
    default List<RequiredCommand> requiredCommands(String pipeline) {
        return List.of();
    }

    /**
     * Returns the permissions that the user needs in a process that adds entries to a stream and reads none of them; none if
     * nothing adds entries to it. A key of {@code HSET} is a hash that is written together with entries; it needs the
     * permission for {@code TYPE}, too.
     */
    default List<RequiredCommand> requiredCommandsOfIntake(Intake intake) {
        return List.of();
    }

    /**
     * What the route of an intake names.
     *
     * @param pipeline null if it names none
     * @param stream the stream to which entries are added
     * @param resultStream null if it names none
     */
    record Intake(@Nullable String pipeline, String stream, @Nullable String resultStream) {}

    /** The names that an endpoint uses if its options do not set them. */
    record Names(String stream, String group, String resultStream, String deadLetterStream) {}

    /** The names that a consumer with a subscription uses if its options do not set them. */
    record SubscriptionNames(String stream, String group, String deadLetterStream, String replayStream) {

        private static final Pattern SUBSCRIPTION = Pattern.compile("([a-z][a-z0-9-]{0,31}):([a-z][a-z0-9-]{0,31})");

        /**
         * Names after a subscription.
         *
         * @param stem the prefix of the keys
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
