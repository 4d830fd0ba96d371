package io.follow.gateway.steps.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.live.LiveStatus;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.pipeline.PipelineNaming;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forwards progress events to HTTP clients that subscribe to images. */
public final class TellWatchers {

    private static final Logger LOG = LoggerFactory.getLogger(TellWatchers.class);
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private final PerPipeline<LiveStatus> live;
    private final ObjectMapper json;

    public TellWatchers(PerPipeline<LiveStatus> live, ObjectMapper json) {
        this.live = live;
        this.json = json;
    }

    /** Forwards an event from the channel of the pipeline {@code image}; see {@link #ofPipeline}. */
    public void ofEvent(String event) {
        ofPipeline(PipelineNaming.IMAGE, event);
    }

    /**
     * Forwards an event from the channel of a pipeline. Any client may publish there, so messages that are not events
     * are ignored.
     */
    public void ofPipeline(String pipeline, String event) {
        LiveStatus watched = live.of(pipeline);
        if (watched.isIdle()) {
            return;
        }
        try {
            watched.changed(json.readValue(event, FIELDS));
        } catch (JsonProcessingException e) {
            LOG.debug("not a progress event: {}", e.getOriginalMessage());
        }
    }
}
