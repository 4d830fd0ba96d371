package io.follow.gateway.steps.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.operator.JobHistory;
import io.follow.gateway.operator.RecentResults;
import io.follow.gateway.operator.ResultFilter;
import io.follow.gateway.operator.ResultPage;
import io.follow.gateway.operator.ResultView;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.steps.http.DemoImage;
import io.follow.gateway.steps.http.HttpProblem;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** The operator's calls about results. */
public final class ShowResults {

    private static final int DEFAULT_PAGE = 50;

    private final PerPipeline<RecentResults> results;
    private final PerPipeline<JobHistory> history;
    private final Pipelines pipelines;
    private final DemoImage images;
    private final ObjectMapper json;

    public ShowResults(
            PerPipeline<RecentResults> results,
            PerPipeline<JobHistory> history,
            Pipelines pipelines,
            DemoImage images,
            ObjectMapper json) {
        this.results = results;
        this.history = history;
        this.pipelines = pipelines;
        this.images = images;
        this.json = json;
    }

    /** A page of results, the newest first: {@code results}, and {@code next} to go on after, or null. */
    public Map<String, @Nullable Object> list(OperatorCall call) throws HttpProblem, InterruptedException {
        ResultFilter filter =
                new ResultFilter(call.parameter("image"), call.parameter("status"), call.parameter("code"));
        int count = call.countOr(DEFAULT_PAGE, RecentResults.LARGEST_PAGE);
        try {
            ResultPage page = results.of(call.pipeline()).list(filter, call.after(), count);
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("results", page.results());
            answer.put("next", page.next());
            return answer;
        } catch (IllegalArgumentException e) {
            throw HttpProblem.malformed(String.valueOf(e.getMessage()));
        }
    }

    /** One result, and the {@code life} of its job. */
    public Map<String, Object> show(OperatorCall call) throws HttpProblem, InterruptedException {
        ResultView result = find(call);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", result.id());
        answer.put("fields", result.fields());
        String job = result.fields().getOrDefault("job_id", "");
        answer.put("life", JobLife.of(result, history.of(call.pipeline()).find(job)));
        return answer;
    }

    /** The bytes of an image that a result names, with their type as {@code Content-Type}. */
    public byte[] object(Exchange exchange, OperatorCall call) throws HttpProblem, InterruptedException {
        String key = String.valueOf(call.parameter("key"));
        if (!keysOf(find(call)).contains(key)) {
            throw HttpProblem.notFound("the result names no object with that key");
        }
        Pipeline pipeline = pipelines
                .find(call.pipeline())
                .orElseThrow(() -> HttpProblem.notFound("the pipeline does not run here, so its store is not known"));
        try {
            return images.from(exchange, StorageKey.of("key", key), pipeline.target());
        } catch (JobException e) {
            throw HttpProblem.malformed(String.valueOf(e.getMessage()));
        }
    }

    private ResultView find(OperatorCall call) throws HttpProblem, InterruptedException {
        try {
            return results.of(call.pipeline())
                    .find(String.valueOf(call.id()))
                    .orElseThrow(() -> HttpProblem.notFound("no such result; it was trimmed, or never existed"));
        } catch (IllegalArgumentException e) {
            throw HttpProblem.malformed(String.valueOf(e.getMessage()));
        }
    }

    private Set<String> keysOf(ResultView result) {
        Set<String> keys = new LinkedHashSet<>();
        String own = result.fields().get("storage_key");
        if (own != null) {
            keys.add(own);
        }
        try {
            for (JsonNode rendition : json.readTree(result.fields().getOrDefault("renditions", "[]"))) {
                keys.add(rendition.path("storage_key").asText());
            }
        } catch (JsonProcessingException notOurs) {
            // A route of somebody's own may put anything there.
        }
        return keys;
    }
}
