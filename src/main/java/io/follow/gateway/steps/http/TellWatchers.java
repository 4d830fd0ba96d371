package io.follow.gateway.steps.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.live.LiveStatus;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes progress events on to those who watch images over HTTP. */
public final class TellWatchers {

    private static final Logger LOG = LoggerFactory.getLogger(TellWatchers.class);
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private final LiveStatus live;
    private final ObjectMapper json;

    public TellWatchers(LiveStatus live, ObjectMapper json) {
        this.live = live;
        this.json = json;
    }

    /** Takes an event as the channel carries it. Anybody may publish there, so what is no event is passed over. */
    public void ofEvent(String event) {
        if (live.isIdle()) {
            return;
        }
        try {
            live.changed(json.readValue(event, FIELDS));
        } catch (JsonProcessingException e) {
            LOG.debug("not a progress event: {}", e.getOriginalMessage());
        }
    }
}
