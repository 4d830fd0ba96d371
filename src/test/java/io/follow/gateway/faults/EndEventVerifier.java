package io.follow.gateway.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.contract.JobClient;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Verifies that the result of a job is in the stream when its end is published. Events arrive on a thread of the client;
 * a second thread checks them and hands violations to the test in a concurrent queue.
 */
final class EndEventVerifier implements AutoCloseable {

    private static final int LATEST = 50;

    private final JobClient jobClient;
    private final StatefulRedisPubSubConnection<String, String> events;
    private final ExecutorService looks = Executors.newSingleThreadExecutor();
    private final ObjectMapper json = new ObjectMapper();
    private final Queue<String> premature = new ConcurrentLinkedQueue<>();

    EndEventVerifier(URI server) {
        jobClient = new JobClient(server);
        events = jobClient.client().connectPubSub();
        events.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String event) {
                looks.execute(() -> look(event));
            }
        });
        events.sync().subscribe(JobClient.EVENTS);
    }

    private void look(String event) {
        try {
            JsonNode fields = json.readTree(event);
            String stage = fields.path("stage").asText();
            String jobId = fields.path("job_id").asText();
            boolean ended = "done".equals(stage) || "failed".equals(stage);
            if (ended && !JobClient.persistently(() -> hasResult(jobId))) {
                premature.add(event);
            }
        } catch (JsonProcessingException e) {
            premature.add("no JSON: " + event);
        }
    }

    private boolean hasResult(String jobId) {
        return isAmongTheLatest(jobId) || !jobClient.resultsOf(jobId).isEmpty();
    }

    private boolean isAmongTheLatest(String jobId) {
        return jobClient.commands().xrevrange(JobClient.RESULT, Range.unbounded(), Limit.from(LATEST)).stream()
                .anyMatch(entry -> jobId.equals(entry.getBody().get("job_id")));
    }

    /** Returns and clears the end events that were published before their results. */
    List<String> takePremature() {
        try {
            looks.submit(() -> {}).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the events cannot be looked at", e);
        }
        List<String> taken = List.copyOf(premature);
        premature.clear();
        return taken;
    }

    @Override
    public void close() {
        events.close();
        looks.shutdownNow();
        jobClient.close();
    }
}
