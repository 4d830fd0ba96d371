package io.follow.gateway.deadletter;

import io.follow.gateway.component.streams.PipelineStrategy.SubscriptionNames;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.IndexWrite;
import io.follow.gateway.intake.OwnedSources;
import io.follow.gateway.job.UploadToken;
import io.follow.gateway.pipeline.PipelineKeys;
import io.follow.gateway.webhook.Webhook;
import org.jspecify.annotations.Nullable;

/**
 * Where dead letters are and where they came from. In a cluster all names have the same hash tag.
 *
 * @param letters the stream of dead letters
 * @param jobs the stream of jobs, the only one into which a dead letter is put back
 * @param origin a second stream that they may have come from, or once more that of the jobs
 */
public record DeadLetterKeys(String letters, String jobs, String origin) {

    /** Those that only come from the stream that they are put back into. */
    public DeadLetterKeys(String letters, String jobs) {
        this(letters, jobs, jobs);
    }

    /** Those of a pipeline. */
    public static DeadLetterKeys of(PipelineKeys keys) {
        return new DeadLetterKeys(keys.deadLetter(), keys.process());
    }

    /**
     * Those of a webhook: results that it has not accepted, which are put back into a stream for it alone.
     *
     * @param keys of the pipeline whose results it is told
     */
    public static DeadLetterKeys ofWebhook(PipelineKeys keys, String webhook) {
        SubscriptionNames names = SubscriptionNames.of(keys.result(), keys.stem(), Webhook.KIND + ":" + webhook);
        return new DeadLetterKeys(names.deadLetterStream(), names.replayStream(), keys.result());
    }

    /** The hash that leads from the entry of a replayed job to the first entry of that job; has the jobs' hash tag. */
    public String firstEntries() {
        return firstEntriesOf(jobs);
    }

    /** The end of a job removes its own first entry; null for a job without a token, of which none is kept. */
    public static @Nullable IndexWrite firstEntryRemoval(Delivery delivery) {
        return delivery.fields().containsKey(UploadToken.FIELD)
                ? IndexWrite.removal(firstEntriesOf(delivery.stream()))
                : null;
    }

    /** The hash of first entries that belongs to a stream of jobs. */
    public static String firstEntriesOf(String jobs) {
        return jobs + ":replays";
    }

    /** The hash that leads from a job's entry to a source of the gateway's own; has the jobs' hash tag. */
    public String sources() {
        return OwnedSources.notesOf(jobs);
    }
}
