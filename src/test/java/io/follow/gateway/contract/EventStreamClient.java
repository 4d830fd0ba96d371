package io.follow.gateway.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** A client of the event stream. It needs no thread; received events are in a concurrent list. */
final class EventStreamClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<HttpResponse<Void>> answer;

    /** The received events, with heartbeats. */
    record Event(String name, Map<String, String> data) {

        String stage() {
            return data.getOrDefault("stage", "");
        }

        String image() {
            return data.getOrDefault("image_id", "");
        }
    }

    private EventStreamClient(HttpClient http, HttpRequest request) {
        answer = http.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(events)));
    }

    static EventStreamClient of(HttpClient http, InProcessGateway gateway, String bearer, String... images) {
        URI uri = gateway.uri("/api/v1/images/status/stream?image_ids=" + String.join(",", images));
        return new EventStreamClient(
                http,
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + bearer)
                        .build());
    }

    /** The events received so far, without heartbeats. */
    List<Event> events() {
        return events.stream()
                .filter(event -> !event.name().equals("heartbeat"))
                .toList();
    }

    long heartbeats() {
        return events.stream().filter(event -> event.name().equals("heartbeat")).count();
    }

    /** Whether the gateway has closed the stream normally. */
    boolean isClosed() {
        return answer.isDone() && !answer.isCompletedExceptionally();
    }

    @Override
    public void close() {
        answer.cancel(true);
    }

    /** Its fields are confined to the thread that the client calls it on. */
    private static final class Lines implements Flow.Subscriber<String> {

        private final List<Event> events;
        private final Map<String, String> fields = new LinkedHashMap<>();
        private final long begun = System.nanoTime();

        Lines(List<Event> events) {
            this.events = events;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.isEmpty()) {
                if (fields.containsKey("event")) {
                    events.add(new Event(fields.get("event"), parse(fields.get("data"))));
                }
                fields.clear();
            } else {
                String[] parts = line.split(": ", 2);
                fields.put(parts[0], parts[1]);
            }
        }

        private static Map<String, String> parse(String json) {
            try {
                return JSON.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(json, e);
            }
        }

        @Override
        public void onError(Throwable failure) {
            long after = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            events.add(new Event("connection lost after " + after + " ms: " + failure, Map.of()));
        }

        @Override
        public void onComplete() {
            // The response reports it.
        }
    }
}
