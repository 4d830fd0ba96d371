package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.Box;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.OutputOptions;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.JobParser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** Image works for tests without a stream. */
final class Works {

    private Works() {}

    /** The work of a job for the JPEG {@code a.jpg}, owned by an exchange. */
    static ImageWork of(Exchange exchange, Duration limit) throws JobException {
        Map<String, String> fields =
                Map.of("image_id", "a", "storage_key", "a.jpg", "expected_content_type", "image/jpeg");
        ImageRequest request = new ImageRequest(
                "image",
                fields,
                new JobParser((source, target) -> false).parse("1-0", fields),
                new OutputOptions(Box.ofWidth(1920), ImageFormat.WEBP, null, null),
                List.of());
        ImageWork work = new ImageWork(request, limit, StageListener.NONE);
        WorkOwner.own(exchange, work);
        return work;
    }
}
