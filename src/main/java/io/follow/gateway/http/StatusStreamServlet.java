package io.follow.gateway.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.access.Caller;
import io.follow.gateway.access.ImageAccess;
import io.follow.gateway.access.PipelineParameter;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.live.LiveStatus;
import io.follow.gateway.live.Subscription;
import io.follow.gateway.pipeline.PerPipeline;
import io.lettuce.core.RedisException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/v1/images/status/stream?image_ids=a,b}. A servlet instead of a route, because a route would occupy a
 * thread per client.
 */
public final class StatusStreamServlet extends HttpServlet {

    public static final String PATH = "/api/v1/images/status/stream";

    /** As many as fit into a request line together with their tokens, and more than a page shows. */
    static final int MOST_IMAGES = 100;

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(StatusStreamServlet.class);

    private final transient PerPipeline<LiveStatus> live;
    private final transient ImageAccess access;
    private final transient StatusStreams streams;
    private final transient ObjectMapper json;

    public StatusStreamServlet(
            PerPipeline<LiveStatus> live, ImageAccess access, StatusStreams streams, ObjectMapper json) {
        this.live = live;
        this.access = access;
        this.streams = streams;
        this.json = json;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<String> ids = ids(request);
        if (ids.isEmpty() || ids.size() > MOST_IMAGES || !ids.stream().allMatch(ImageId::isUsable)) {
            refuse(
                    response,
                    400,
                    "MALFORMED_REQUEST",
                    "expected image_ids with 1 to " + MOST_IMAGES
                            + " ids separated by commas, each 1 to 128 characters of [A-Za-z0-9._-]");
            return;
        }
        String pipeline;
        try {
            pipeline = PipelineParameter.of(request);
        } catch (IllegalArgumentException e) {
            refuse(response, 400, "MALFORMED_REQUEST", String.valueOf(e.getMessage()));
            return;
        }
        List<ImageId> images = ids.stream().map(ImageId::new).toList();
        if (!access.admits(Caller.of(request), pipeline, images)) {
            refuse(
                    response,
                    401,
                    "UNAUTHORIZED",
                    "reading these images needs the upload token of each or IMG_GW_ADMIN_TOKEN,"
                            + " as Authorization: Bearer or ?token=");
            return;
        }
        if (!streams.open()) {
            response.setHeader("Retry-After", "10");
            refuse(response, 503, "TOO_MANY_STREAMS", "the maximum number of event streams is open, try again later");
            return;
        }
        boolean started = false;
        try {
            started = stream(live.of(pipeline), images, request, response);
        } finally {
            if (!started) {
                streams.closed();
            }
        }
    }

    private static List<String> ids(HttpServletRequest request) {
        String[] parameters = request.getParameterValues("image_ids");
        return parameters == null
                ? List.of()
                : Arrays.stream(parameters)
                        .flatMap(parameter -> Arrays.stream(parameter.split(",", -1)))
                        .map(String::strip)
                        .distinct()
                        .toList();
    }

    private boolean stream(
            LiveStatus watched, List<ImageId> images, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        StatusStream stream = new StatusStream(new EventFrames(json), streams);
        Subscription subscription;
        try {
            subscription = watched.watch(images, stream);
        } catch (RedisException e) {
            LOG.warn("an event stream was rejected: {}", String.valueOf(e.getMessage()));
            refuse(response, 503, "SERVER_UNAVAILABLE", "Valkey is unavailable, try again later");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(response, 503, "SERVER_UNAVAILABLE", "the gateway is stopping");
            return false;
        }
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Proxies that buffer responses would delay events.
        response.setHeader("X-Accel-Buffering", "no");
        stream.start(request.startAsync(), () -> watched.leave(subscription));
        return true;
    }

    private void refuse(HttpServletResponse response, int status, String code, String message) throws IOException {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("code", code);
        body.put("message", message);
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
