package io.follow.gateway.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A client that remembers what it was told. Not safe for threads on purpose: whoever calls it must take turns. */
final class RecordingClient implements LiveClient {

    private final List<LiveEvent> events = new ArrayList<>();

    /** The same as text, for instance {@code image_progress a decoding}, and {@code finish}. */
    private final List<String> told = new ArrayList<>();

    @Override
    public void tell(LiveEvent event) {
        events.add(event);
        told.add(String.join(
                " ",
                Stream.of(
                                event.kind().name().toLowerCase(java.util.Locale.ROOT),
                                event.data().getOrDefault("image_id", ""),
                                event.data().getOrDefault("stage", ""))
                        .filter(word -> !word.isEmpty())
                        .toList()));
    }

    @Override
    public void finish() {
        told.add("finish");
    }

    List<String> told() {
        return List.copyOf(told);
    }

    /** The fields of the last event. */
    Map<String, String> lastData() {
        return events.get(events.size() - 1).data();
    }

    /** Forgets what it was told so far. */
    void clear() {
        events.clear();
        told.clear();
    }
}
