package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.job.Stage;
import io.follow.gateway.status.StageReporter;
import org.apache.camel.Exchange;

/** Publishes the progress of a job. Each method is named after the stage that begins. Never waits for the server. */
public final class ReportStage {

    private final StageReporter stages;

    public ReportStage(StageReporter stages) {
        this.stages = stages;
    }

    public void validating(Exchange exchange) {
        report(exchange, Stage.VALIDATING);
    }

    public void decoding(Exchange exchange) {
        report(exchange, Stage.DECODING);
    }

    public void processing(Exchange exchange) {
        report(exchange, Stage.PROCESSING);
    }

    public void encoding(Exchange exchange) {
        report(exchange, Stage.ENCODING);
    }

    public void uploading(Exchange exchange) {
        report(exchange, Stage.UPLOADING);
    }

    private void report(Exchange exchange, Stage stage) {
        Delivery delivery = Delivery.required(exchange);
        JobImage.ifUsable(exchange).ifPresent(image -> stages.reached(delivery, image, stage));
    }
}
