package io.follow.gateway.steps.http;

import io.follow.gateway.access.Caller;
import io.follow.gateway.access.ImageAccess;
import io.follow.gateway.job.ImageId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.apache.camel.Exchange;

/** Lets those pass who may read an image. The first step of a route whose path names one. */
public final class CheckReader {

    private final ImageAccess access;

    public CheckReader(ImageAccess access) {
        this.access = access;
    }

    /** Checks {@code {id}} of the path and the caller. The body becomes the {@link ImageId}; every header is dropped. */
    public ImageId admit(Exchange exchange) throws HttpProblem {
        HttpServletRequest request = PlatformRequests.take(exchange);
        String id = PlatformRequests.idOf(exchange, request);
        if (!ImageId.isUsable(id)) {
            throw HttpProblem.malformed("the image id is not 1 to 128 characters of [A-Za-z0-9._-]");
        }
        ImageId image = new ImageId(id);
        if (!access.admits(Caller.of(request), List.of(image))) {
            throw HttpProblem.unauthorized(
                    "reading this image needs its upload token or IMG_GW_ADMIN_TOKEN, as Authorization: Bearer or ?token=");
        }
        return image;
    }
}
