package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.deadletter.OriginalEntryIds;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.ImageJob;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.JobParser;
import io.follow.gateway.pipeline.PipelineNaming;
import io.follow.gateway.storage.StorePair;
import io.follow.gateway.storage.Stores;
import io.follow.gateway.token.JobTokenPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Checks the fields of a job and its upload token. The body becomes an {@link ImageWork}. */
public final class CheckJob {

    private final Stores stores;
    private final JobTokenPolicy tokens;
    private final OriginalEntryIds originalEntryIds;
    private final Duration timeLimit;

    public CheckJob(Stores stores, JobTokenPolicy tokens, OriginalEntryIds originalEntryIds, Duration timeLimit) {
        this.stores = stores;
        this.tokens = tokens;
        this.originalEntryIds = originalEntryIds;
        this.timeLimit = timeLimit;
    }

    /**
     * Checks the job that the exchange came with.
     *
     * @param source the store of the raw images
     * @param target the store of the processed ones; source and target must not be the same object
     * @param format webp, jpeg or png: the output format, whose extension the stored object will have and whose longest
     *     side no picture is made larger than
     */
    public ImageWork check(Exchange exchange, String source, String target, String format)
            throws JobException, InterruptedException {
        Delivery delivery = Delivery.required(exchange);
        ImageFormat output = Encode.formatOf(format);
        StorePair pair = new StorePair(stores.open(source), stores.open(target), output.extension());
        ImageJob job = new JobParser(pair).parse(delivery.entryId(), delivery.fields());
        checkToken(job, delivery);
        List<RenditionTarget> renditions = RenditionTarget.of(job, pair.source(), pair.target(), output);
        return ImageWork.begin(exchange, job, output, renditions, timeLimit);
    }

    /**
     * A replayed job's first entry is older than its own, so a token that had not expired then needs no second look: only
     * for an expired one the server is asked.
     */
    private void checkToken(ImageJob job, Delivery delivery) throws JobException, InterruptedException {
        String pipeline = PipelineNaming.of(delivery);
        try {
            tokens.check(job, pipeline);
        } catch (JobException failure) {
            if (failure.getCode() != ErrorCode.UPLOAD_TOKEN_EXPIRED) {
                throw failure;
            }
            Optional<Instant> first = originalEntryIds.enteredAt(delivery.stream(), job.id());
            if (first.isEmpty()) {
                throw failure;
            }
            tokens.check(job, pipeline, first.get());
        }
    }
}
