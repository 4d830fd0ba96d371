package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.deadletter.OriginalEntryIds;
import io.follow.gateway.image.OutputOptions;
import io.follow.gateway.image.PictureOptions;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.ImageJob;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.JobParser;
import io.follow.gateway.job.OptionParser;
import io.follow.gateway.job.PipelineOptions;
import io.follow.gateway.job.Rendition;
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
    private final JobTokenPolicy requiredTokens;
    private final OriginalEntryIds originalEntryIds;
    private final Duration timeLimit;
    private final StageListener listener;
    private final PipelineOptionsCache pipelines = new PipelineOptionsCache();

    /**
     * @param tokens the policy of pipelines that do not require a token
     * @param requiredTokens the policy of those that do
     * @param listener notified of the steps of each job
     */
    public CheckJob(
            Stores stores,
            JobTokenPolicy tokens,
            JobTokenPolicy requiredTokens,
            OriginalEntryIds originalEntryIds,
            Duration timeLimit,
            StageListener listener) {
        this.stores = stores;
        this.tokens = tokens;
        this.requiredTokens = requiredTokens;
        this.originalEntryIds = originalEntryIds;
        this.timeLimit = timeLimit;
        this.listener = listener;
    }

    /**
     * Checks the job of the delivery.
     *
     * @param source the store of the raw images
     * @param target the store of the processed ones; source and target must not be the same object
     * @param format the output format: webp, jpeg, png or avif. It determines the extension of the stored object and the
     *     maximum side length
     */
    public ImageWork check(Exchange exchange, String source, String target, String format)
            throws JobException, InterruptedException {
        PipelineOptions pipeline = PipelineOptions.of(Encode.formatOf(format));
        return timed(exchange, () -> check(exchange, source, target, tokens, pipeline, PictureOptions.NONE));
    }

    /**
     * Like {@link #check}, for jobs that may carry options. The options of a job override those of the pipeline. A
     * rendition has its own box, and inherits format, quality and background.
     *
     * @param options the defaults of the pipeline, for example {@code maxWidth=1920&format=webp&quality=85}, see
     *     {@link PipelineOptions#parse}
     * @throws IllegalArgumentException with a one-line message if {@code options} is invalid
     */
    public ImageWork checkWith(Exchange exchange, String source, String target, String options)
            throws JobException, InterruptedException {
        return checkWith(exchange, source, target, false, options);
    }

    /**
     * Like {@link #checkWith(Exchange, String, String, String)}, optionally with a mandatory upload token.
     *
     * @param requireToken whether to reject jobs without an upload token even if the gateway does not require one
     */
    public ImageWork checkWith(Exchange exchange, String source, String target, boolean requireToken, String options)
            throws JobException, InterruptedException {
        PipelineOptions pipeline = pipelines.of(options);
        return timed(exchange, () -> {
            PictureOptions wanted =
                    OptionParser.parse(Delivery.required(exchange).fields(), pipeline.maxWidth());
            return check(exchange, source, target, requireToken ? requiredTokens : tokens, pipeline, wanted);
        });
    }

    private interface Check {
        ImageWork run() throws JobException, InterruptedException;
    }

    /** Reports the duration to the listener alone, because there is no work yet that could record it. */
    private ImageWork timed(Exchange exchange, Check check) throws JobException, InterruptedException {
        String pipeline = PipelineNaming.of(Delivery.required(exchange));
        long since = System.nanoTime();
        try {
            return check.run();
        } catch (JobException e) {
            listener.failed(pipeline, "check", e.getCode());
            throw e;
        } finally {
            listener.ran(pipeline, "check", System.nanoTime() - since);
        }
    }

    private ImageWork check(
            Exchange exchange,
            String source,
            String target,
            JobTokenPolicy policy,
            PipelineOptions pipeline,
            PictureOptions wanted)
            throws JobException, InterruptedException {
        Delivery delivery = Delivery.required(exchange);
        OutputOptions output = pipeline.output(wanted);
        StorePair pair = new StorePair(
                stores.open(source), stores.open(target), output.format().extension());
        ImageJob job = new JobParser(pair, pipeline.maxWidth())
                .parse(delivery.entryId(), JobImage.required(exchange), delivery.fields());
        checkToken(policy, job, delivery);
        List<Rendition> asked = delivery.fields().containsKey(JobParser.RENDITIONS)
                ? job.renditions()
                : pipeline.renditionsOf(job.imageId());
        List<RenditionTarget> renditions = RenditionTarget.of(job, asked, pair, pipeline, wanted);
        ImageWork work = new ImageWork(ImageRequest.of(delivery, job, output, renditions), timeLimit, listener);
        WorkOwner.own(exchange, work);
        return work;
    }

    /**
     * Checks the upload token. If it has expired, the job may be a replay: then the time of its first entry counts, which
     * only the server knows.
     */
    private void checkToken(JobTokenPolicy policy, ImageJob job, Delivery delivery)
            throws JobException, InterruptedException {
        String pipeline = PipelineNaming.of(delivery);
        try {
            policy.check(job, pipeline);
        } catch (JobException failure) {
            if (failure.getCode() != ErrorCode.UPLOAD_TOKEN_EXPIRED) {
                throw failure;
            }
            Optional<Instant> first = originalEntryIds.enteredAt(delivery.stream(), job.id());
            if (first.isEmpty()) {
                throw failure;
            }
            policy.check(job, pipeline, first.get());
        }
    }
}
