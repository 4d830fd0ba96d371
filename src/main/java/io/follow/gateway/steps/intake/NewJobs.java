package io.follow.gateway.steps.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.component.streams.ValkeyStreamsConstants;
import io.follow.gateway.component.streams.entry.AlsoWrite;
import io.follow.gateway.component.streams.entry.NewEntries;
import io.follow.gateway.component.streams.entry.NewEntry;
import io.follow.gateway.deadletter.DeadLetterKeys;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.JobParser;
import io.follow.gateway.job.OptionParser;
import io.follow.gateway.job.OriginalJobId;
import io.follow.gateway.job.TraceParent;
import io.follow.gateway.job.UploadToken;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.status.StatusHash;
import io.follow.gateway.steps.http.HttpProblem;
import io.follow.gateway.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** Creates jobs from a JSON request, and the response to it. */
public final class NewJobs {

    private static final int MOST_JOBS = 100;
    private static final int MOST_FIELDS = 100;

    /** Only the format of an entry id matters here. */
    private static final String ANY_ENTRY = "0-1";

    private static final String EXPECTED = "expected a job such as {\"image_id\":\"1\",\"storage_key\":\"1.jpg\","
            + "\"source_key\":\"raw/1.jpg\",\"expected_content_type\":\"image/jpeg\"}, or a list of 1 to " + MOST_JOBS;

    private final PerPipeline<StatusHash> hashes;
    private final ObjectMapper json;

    public NewJobs(PerPipeline<StatusHash> hashes, ObjectMapper json) {
        this.hashes = hashes;
        this.json = json;
    }

    /**
     * Returns the name of an idempotency key on the server, because the key may contain characters with a special
     * meaning there.
     */
    static String requestOf(String key) {
        return "jobs:" + Sha256.of(key.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Checks the jobs, except for the limits of their pipeline. The body becomes {@link NewEntries}, each with its
     * stage {@code queued}.
     */
    public NewEntries from(JobsCall call) throws HttpProblem {
        JsonNode request = parse(call.json());
        List<JsonNode> jobs = new ArrayList<>();
        if (request.isArray()) {
            request.forEach(jobs::add);
        } else {
            jobs.add(request);
        }
        if (jobs.isEmpty() || jobs.size() > MOST_JOBS) {
            throw HttpProblem.malformed("found " + jobs.size() + " jobs, " + EXPECTED);
        }
        Pipeline pipeline = call.pipeline();
        List<NewEntry> entries = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < jobs.size(); i++) {
            String which = request.isArray() ? "job " + (i + 1) + ": " : "";
            Map<String, String> fields = fields(jobs.get(i), which);
            // Before the trace context is added, which differs when a request is repeated.
            all.append(json.<JsonNode>valueToTree(fields)).append('\n');
            if (!fields.containsKey(TraceParent.FIELD)) {
                TraceParent.put(call.traceParent(), fields);
            }
            entries.add(entry(pipeline, fields, which));
        }
        String digest = call.key() == null ? null : Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8));
        return new NewEntries(pipeline.keys().process(), entries, digest);
    }

    private JsonNode parse(String text) throws HttpProblem {
        try {
            JsonNode request = json.readTree(text);
            if (request != null && (request.isObject() || request.isArray())) {
                return request;
            }
        } catch (JsonProcessingException e) {
            throw HttpProblem.malformed("the body is not JSON, " + EXPECTED);
        }
        throw HttpProblem.malformed("the body holds no job, " + EXPECTED);
    }

    /**
     * Returns the fields as strings, as in a stream; a list such as {@code renditions} as JSON. Null fields are
     * omitted.
     */
    private static Map<String, String> fields(JsonNode job, String which) throws HttpProblem {
        if (!job.isObject() || job.size() > MOST_FIELDS) {
            throw HttpProblem.malformed(which + "expected an object of at most " + MOST_FIELDS + " fields");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        job.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (!value.isNull()) {
                fields.put(field.getKey(), value.isValueNode() ? value.asText() : value.toString());
            }
        });
        return fields;
    }

    private NewEntry entry(Pipeline pipeline, Map<String, String> fields, String which) throws HttpProblem {
        String stream = pipeline.keys().process();
        ImageId image = check(fields, which);
        String firstEntries = fields.containsKey(UploadToken.FIELD) ? DeadLetterKeys.firstEntriesOf(stream) : null;
        return new NewEntry(
                stream,
                fields,
                AlsoWrite.of(hashes.of(pipeline.name()).queued(image)),
                new NewEntry.Restoration(OriginalJobId.FIELD, firstEntries, null));
    }

    /** Whether source and target are one object depends on the stores of the route, which checks that again. */
    private static ImageId check(Map<String, String> fields, String which) throws HttpProblem {
        try {
            OptionParser.parse(fields, OptionParser.LONGEST_SIDE);
            return new JobParser((source, target) -> false, OptionParser.LONGEST_SIDE)
                    .parse(ANY_ENTRY, fields)
                    .imageId();
        } catch (JobException e) {
            throw new HttpProblem(400, e.getCode().name(), which + e.getMessage());
        }
    }

    /** The body becomes {@code jobs}, each with {@code image_id} and {@code job_id}, with the status code 202. */
    public Map<String, List<Map<String, String>>> accepted(Exchange exchange, NewEntries added) {
        List<?> ids = exchange.getMessage().getHeader(ValkeyStreamsConstants.ENTRY_IDS, List.class);
        List<Map<String, String>> jobs = new ArrayList<>();
        for (int i = 0; i < added.entries().size(); i++) {
            Map<String, String> job = new LinkedHashMap<>();
            job.put("image_id", added.entries().get(i).fields().get("image_id"));
            job.put("job_id", String.valueOf(ids.get(i)));
            jobs.add(job);
        }
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 202);
        return Map.of("jobs", jobs);
    }
}
