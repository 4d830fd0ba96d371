package io.follow.gateway.steps.http;

import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.status.StatusReader;
import java.util.LinkedHashMap;
import java.util.Map;

/** Returns the current status of an image. */
public final class ShowStatus {

    private final PerPipeline<StatusReader> statuses;

    public ShowStatus(PerPipeline<StatusReader> statuses) {
        this.statuses = statuses;
    }

    /** The status hash, and {@code image_id}. */
    public Map<String, String> of(ImageRef asked) throws HttpProblem, InterruptedException {
        Map<String, String> hash = statuses.of(asked.pipeline()).read(asked.image());
        if (hash.isEmpty()) {
            throw HttpProblem.notFound("no status of this image: it is unknown, or its status has expired");
        }
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("image_id", asked.image().value());
        answer.putAll(hash);
        return answer;
    }
}
