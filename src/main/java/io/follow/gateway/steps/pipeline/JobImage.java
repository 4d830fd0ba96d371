package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.JobParser;
import java.util.Optional;
import org.apache.camel.Exchange;

/** The image id of a job. The first step that needs it parses it and keeps it in the exchange for the others. */
final class JobImage {

    private static final String PROPERTY = "GatewayImageId";

    private JobImage() {}

    /** @throws JobException {@link ErrorCode#INVALID_JOB} if the job has no valid image id */
    static ImageId required(Exchange exchange) throws JobException {
        ImageId known = exchange.getProperty(PROPERTY, ImageId.class);
        return known == null
                ? keep(exchange, JobParser.imageId(Delivery.required(exchange).fields()))
                : known;
    }

    /** Returns empty if the job has no valid image id. */
    static Optional<ImageId> ifUsable(Exchange exchange) {
        ImageId known = exchange.getProperty(PROPERTY, ImageId.class);
        return known == null
                ? JobParser.usableImageId(Delivery.required(exchange).fields()).map(id -> keep(exchange, id))
                : Optional.of(known);
    }

    private static ImageId keep(Exchange exchange, ImageId id) {
        exchange.setProperty(PROPERTY, id);
        return id;
    }
}
