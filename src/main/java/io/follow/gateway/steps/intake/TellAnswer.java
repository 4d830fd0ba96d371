package io.follow.gateway.steps.intake;

import io.follow.gateway.access.PipelineParameter;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.steps.http.HttpProblem;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/** Notifies a listener of the response to an upload, once its exchange is complete. */
final class TellAnswer extends SynchronizationAdapter {

    private static final int INTERNAL_ERROR = 500;

    private final UploadListener listener;
    private final Pipelines pipelines;

    TellAnswer(UploadListener listener, Pipelines pipelines) {
        this.listener = listener;
        this.pipelines = pipelines;
    }

    @Override
    public void onDone(Exchange exchange) {
        int status = exchange.isFailed()
                ? INTERNAL_ERROR
                : exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, INTERNAL_ERROR, Integer.class);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        listener.answered(pipelineOf(exchange), status, failure instanceof HttpProblem problem ? problem.code() : null);
    }

    /** Only running pipelines, because names invented by callers must not create series of metrics. */
    private @Nullable String pipelineOf(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        if (upload == null) {
            return null;
        }
        try {
            return pipelines
                    .find(PipelineParameter.of(upload.request()))
                    .map(Pipeline::name)
                    .orElse(null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
