package io.follow.gateway.steps.http;

import io.follow.gateway.access.Caller;
import io.follow.gateway.access.ImageAccess;
import io.follow.gateway.job.ImageId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.apache.camel.Exchange;

/** Admits callers who may read an image. The first step of a route whose path contains an image id. */
public final class CheckReader {

    private final ImageAccess access;

    public CheckReader(ImageAccess access) {
        this.access = access;
    }

    /** Checks {@code {id}} of the path and the caller. The body becomes an {@link ImageRef}; every header is dropped. */
    public ImageRef admit(Exchange exchange) throws HttpProblem {
        HttpServletRequest request = PlatformRequests.take(exchange);
        String id = PlatformRequests.idOf(exchange, request);
        if (!ImageId.isUsable(id)) {
            throw HttpProblem.malformed("the image id is not 1 to 128 characters of [A-Za-z0-9._-]");
        }
        ImageId image = new ImageId(id);
        String pipeline = PlatformRequests.pipelineOf(request);
        if (!access.admits(Caller.of(request), pipeline, List.of(image))) {
            throw HttpProblem.unauthorized(
                    "reading this image needs its upload token or IMG_GW_ADMIN_TOKEN, as Authorization: Bearer or ?token=");
        }
        return new ImageRef(pipeline, image);
    }
}
