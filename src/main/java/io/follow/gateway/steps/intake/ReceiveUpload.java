package io.follow.gateway.steps.intake;

import io.follow.gateway.component.streams.entry.AlsoWrite;
import io.follow.gateway.component.streams.entry.NewEntry;
import io.follow.gateway.deadletter.DeadLetterKeys;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.intake.OwnedSources;
import io.follow.gateway.intake.SourceFolder;
import io.follow.gateway.intake.UploadGuard;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.OriginalJobId;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.job.TraceParent;
import io.follow.gateway.job.UploadToken;
import io.follow.gateway.job.WireTime;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.status.StatusHash;
import io.follow.gateway.steps.http.HttpProblem;
import io.follow.gateway.storage.ImageStore;
import io.follow.gateway.storage.IncomingObject;
import io.follow.gateway.storage.StoreCircuitBreaker;
import io.follow.gateway.storage.StoredObject;
import io.follow.gateway.storage.Stores;
import io.follow.gateway.token.UploadClaims;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Streams the body of an upload into a store and creates the job for it. */
public final class ReceiveUpload {

    private final Stores stores;
    private final SourceFolder folder;
    private final StoreCircuitBreaker gate;
    private final PerPipeline<UploadGuard> guards;
    private final PerPipeline<StatusHash> hashes;
    private final Clock clock;
    private final Duration timeLimit;
    private final boolean tokenInJob;

    /**
     * @param folder the directory of the source store for the bytes
     * @param timeLimit   the time limit for the whole body
     * @param tokenInJob  whether every job needs its token
     */
    public ReceiveUpload(
            Stores stores,
            SourceFolder folder,
            StoreCircuitBreaker gate,
            PerPipeline<UploadGuard> guards,
            PerPipeline<StatusHash> hashes,
            Clock clock,
            Duration timeLimit,
            boolean tokenInJob) {
        this.stores = stores;
        this.folder = folder;
        this.gate = gate;
        this.guards = guards;
        this.hashes = hashes;
        this.clock = clock;
        this.timeLimit = timeLimit;
        this.tokenInJob = tokenInJob;
    }

    /** Does {@link #into(Upload, String, String)} with the source store and the stream of the upload's pipeline. */
    public NewEntry into(Upload upload) throws HttpProblem {
        Pipeline pipeline = upload.pipeline();
        return into(upload, pipeline.source(), pipeline.keys().process());
    }

    /**
     * Reads the body. The body of the exchange becomes a {@link NewEntry}: the job, its stage {@code queued}, and a
     * record that the gateway owns its source.
     *
     * @param store  the store for the bytes
     * @param stream the stream to which the job is added next
     */
    public NewEntry into(Upload upload, String store, String stream) throws HttpProblem {
        if (!stream.equals(upload.pipeline().keys().process())) {
            throw HttpProblem.notFound("this gateway takes no uploads for the pipeline "
                    + upload.pipeline().name());
        }
        UploadClaims claims = upload.claims();
        ImageFormat format = ImageFormat.ofContentType(claims.contentType()).orElseThrow();
        StorageKey source = folder.keyOf(stream, claims.imageId(), upload.requestId(), format.extension());
        upload.source(source);
        receive(upload, stores.open(store), source, format);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("image_id", claims.imageId().value());
        fields.put("storage_key", claims.storageKey().value());
        fields.put("source_key", source.value());
        fields.put("expected_content_type", format.contentType());
        fields.put("max_file_size", Long.toString(claims.maxFileSize()));
        fields.put("requested_at", WireTime.format(clock.instant()));
        TraceParent.put(upload.traceParent(), fields);
        String pipeline = upload.pipeline().name();
        boolean needsToken = tokenInJob || upload.pipeline().requireToken();
        if (needsToken) {
            // The job's entry must not be younger than the token allows.
            if (clock.instant().isAfter(claims.expiresAt())) {
                throw new HttpProblem(
                        401, "UPLOAD_TOKEN_EXPIRED", "the upload token expired while the body was received");
            }
            fields.put(UploadToken.FIELD, upload.token().value());
        }
        Duration left = Duration.between(clock.instant(), claims.expiresAt());
        NewEntry.Restoration restoration = new NewEntry.Restoration(
                OriginalJobId.FIELD,
                needsToken ? DeadLetterKeys.firstEntriesOf(stream) : null,
                guards.of(pipeline).guardOf(claims.imageId(), upload.requestId(), left));
        AlsoWrite also =
                new AlsoWrite(hashes.of(pipeline).queued(claims.imageId()), OwnedSources.noteOf(stream, source));
        return new NewEntry(stream, fields, also, restoration);
    }

    private void receive(Upload upload, ImageStore store, StorageKey source, ImageFormat format) throws HttpProblem {
        UploadClaims claims = upload.claims();
        try {
            UploadBody body = UploadBody.open(upload.request(), format, timeLimit);
            StoredObject stored = store.write(
                    source,
                    new IncomingObject(
                            body.content(),
                            body.size(),
                            Math.min(upload.pipeline().maxFileSize(), claims.maxFileSize()),
                            claims.contentType()));
            if (stored.size() != body.size().orElse(stored.size())) {
                throw HttpProblem.malformed("the body has " + stored.size() + " bytes, expected the declared "
                        + body.size().getAsLong());
            }
        } catch (JobException e) {
            gate.suspectIntake(upload.pipeline().name(), store, e);
            throw UploadProblem.of(e);
        } catch (IOException e) {
            throw UploadProblem.of(e);
        }
    }
}
