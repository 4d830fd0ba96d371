package io.follow.gateway.steps.intake;

import io.follow.gateway.access.Caller;
import io.follow.gateway.image.ReadableFormats;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.UploadToken;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.steps.http.HttpProblem;
import io.follow.gateway.steps.http.PlatformRequests;
import io.follow.gateway.token.UploadClaims;
import io.follow.gateway.token.UploadTokenVerifier;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/** Checks an upload without reading its body: the token, then the declared size. The first step of an upload route. */
public final class CheckUpload {

    private final @Nullable UploadTokenVerifier verifier;
    private final Clock clock;
    private final Pipelines pipelines;
    private final ReadableFormats formats;
    private final UploadListener listener;
    private final UploadPlaces places;

    /**
     * @param verifier    null if no public key is configured, in which case no upload is accepted
     * @param pipelines   the pipelines to which images can be uploaded
     * @param formats     the formats that are read
     * @param listener    is notified of the response to each upload
     * @param maxAtOnce   the maximum number of concurrent uploads, to all pipelines together
     */
    public CheckUpload(
            @Nullable UploadTokenVerifier verifier,
            Clock clock,
            Pipelines pipelines,
            ReadableFormats formats,
            UploadListener listener,
            int maxAtOnce) {
        this.formats = formats;
        this.verifier = verifier;
        this.clock = clock;
        this.pipelines = pipelines;
        this.listener = listener;
        this.places = new UploadPlaces(maxAtOnce);
    }

    /**
     * Checks the request. The body becomes the {@link Upload}; every header is removed, so that headers of the caller
     * neither affect later steps nor appear in the response.
     */
    public Upload admit(Exchange exchange) throws HttpProblem {
        Upload upload = Upload.begin(exchange);
        exchange.getExchangeExtension().addOnCompletion(new TellAnswer(listener, pipelines));
        String name = PlatformRequests.pipelineOf(upload.request());
        UploadClaims claims = verify(upload, name);
        checkPath(PlatformRequests.imageIdOf(exchange, upload.request()), claims);
        upload.pipeline(pipelines
                .find(name)
                .orElseThrow(() -> HttpProblem.notFound("no pipeline with the name " + name + " runs here")));
        if (formats.ofContentType(claims.contentType()).isEmpty()) {
            throw new HttpProblem(
                    400,
                    "UNSUPPORTED_FORMAT",
                    "the token's content_type is none of " + String.join(", ", formats.contentTypes()));
        }
        checkHead(upload.request(), Math.min(upload.pipeline().maxFileSize(), claims.maxFileSize()));
        takePlace(exchange, name);
        return upload;
    }

    /** The path may repeat the image of the token, for clients that need one URL per image. */
    private static void checkPath(@Nullable String image, UploadClaims claims) throws HttpProblem {
        if (image != null && !image.equals(claims.imageId().value())) {
            throw UploadProblem.badToken("the upload token is for another image than the path");
        }
    }

    private static void checkHead(HttpServletRequest request, long limit) throws HttpProblem {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            throw UploadProblem.encoded(encoding);
        }
        long announced = request.getContentLengthLong();
        if (announced > limit + (FormFile.isIn(request) ? FormFile.OVERHEAD : 0)) {
            throw UploadProblem.tooLarge(announced + " bytes", limit);
        }
        if (announced == 0) {
            throw UploadProblem.empty();
        }
    }

    private UploadClaims verify(Upload upload, String pipeline) throws HttpProblem {
        if (verifier == null) {
            throw UploadProblem.badToken("uploads are not possible here, no public key is configured");
        }
        List<String> tokens = Caller.of(upload.request()).tokens();
        if (tokens.size() != 1) {
            throw UploadProblem.badToken("found " + tokens.size()
                    + " tokens, expected one upload token as Authorization: Bearer or ?token=");
        }
        try {
            UploadToken token = new UploadToken(tokens.get(0));
            UploadClaims claims = verifier.verify(token, clock.instant());
            if (!claims.pipeline().equals(pipeline)) {
                throw UploadProblem.badToken(
                        "the upload token is for another pipeline, expected " + pipeline + " in its claim pipeline");
            }
            upload.verified(token, claims);
            return claims;
        } catch (JobException refused) {
            throw UploadProblem.of(refused);
        }
    }

    private void takePlace(Exchange exchange, String pipeline) throws HttpProblem {
        List<String> running = pipelines.running().stream().map(Pipeline::name).toList();
        if (!places.tryTake(pipeline, running)) {
            throw new HttpProblem(503, "TOO_MANY_UPLOADS", "too many uploads at the same time, try again later");
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                places.release(pipeline);
            }
        });
    }
}
