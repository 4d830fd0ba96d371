package io.follow.gateway.steps;

import io.follow.gateway.component.streams.Delivery;
import io.follow.gateway.job.ImageJob;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.JobParser;
import io.follow.gateway.storage.StorePair;
import io.follow.gateway.storage.Stores;
import io.follow.gateway.token.JobTokenPolicy;
import java.time.Duration;
import org.apache.camel.Exchange;

/** Checks the fields of a job and its upload token. The body becomes an {@link ImageWork}. */
public final class CheckJob {

    private final Stores stores;
    private final JobTokenPolicy tokens;
    private final Duration timeLimit;

    public CheckJob(Stores stores, JobTokenPolicy tokens, Duration timeLimit) {
        this.stores = stores;
        this.tokens = tokens;
        this.timeLimit = timeLimit;
    }

    /**
     * Checks the job that the exchange came with.
     *
     * @param source the store of the raw images
     * @param target the store of the processed ones; source and target must not be the same object
     * @param format webp, jpeg or png: the output format, whose extension the stored object will have
     */
    public ImageWork check(Exchange exchange, String source, String target, String format) throws JobException {
        Delivery delivery = Delivery.required(exchange);
        StorePair pair = new StorePair(
                stores.open(source),
                stores.open(target),
                Encode.formatOf(format).extension());
        ImageJob job = new JobParser(pair).parse(delivery.entryId(), delivery.fields());
        tokens.check(job);
        return ImageWork.begin(exchange, job, timeLimit);
    }
}
