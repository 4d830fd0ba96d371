package io.follow.gateway.steps.intake;

import io.follow.gateway.component.streams.entry.AlsoWrite;
import io.follow.gateway.component.streams.entry.NewEntry;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.intake.OwnedSources;
import io.follow.gateway.intake.SourceFolder;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.OriginalJobId;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.job.WireTime;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.status.StatusHash;
import io.follow.gateway.storage.Stores;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a file from a drop folder into a job: its bytes go to the source store, the body becomes the job's fields. */
public final class DropFile {

    private static final Logger LOG = LoggerFactory.getLogger(DropFile.class);

    /** The subfolder for files that can never become a job. */
    private static final String REFUSED = ".refused";

    private static final int DIGEST_DIGITS = 10;

    private final Stores stores;
    private final SourceFolder folder;
    private final PerPipeline<StatusHash> hashes;
    private final Clock clock;
    private final Pipelines pipelines;

    /** @param folder the directory of the source store for the files */
    public DropFile(
            Stores stores, SourceFolder folder, PerPipeline<StatusHash> hashes, Clock clock, Pipelines pipelines) {
        this.folder = folder;
        this.hashes = hashes;
        this.pipelines = pipelines;
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * Does {@link #toJob(Exchange, String, String)} for a pipeline that runs here, with its source store and stream.
     *
     * @param pipeline its name
     */
    public @Nullable NewEntry toPipeline(Exchange exchange, String pipeline)
            throws JobException, IOException, InvalidPayloadException {
        Pipeline meant = pipelines
                .find(pipeline)
                .orElseThrow(() -> new IllegalStateException("no pipeline with the name " + pipeline + " runs here"));
        return toJob(exchange, meant.source(), meant.keys().process());
    }

    /**
     * Stores the file and creates its job: a {@link NewEntry} with the stage {@code queued} and a record that the
     * gateway owns the source. The ids are derived from the name and bytes of the file, so that a file that is found
     * again after a crash becomes the same image, and two files never become one. The exchange property {@code
     * GatewayRequestId} is the same for an unchanged file, so that it becomes one job. A file over the size limit is
     * moved to the folder {@code .refused}, and the route stops.
     *
     * @param store  the source store
     * @param stream the stream to which the job is added next
     */
    public @Nullable NewEntry toJob(Exchange exchange, String store, String stream)
            throws JobException, IOException, InvalidPayloadException {
        File file = exchange.getMessage().getMandatoryBody(File.class);
        Pipeline pipeline = pipelines.ofStream(stream);
        if (file.length() > pipeline.maxFileSize()) {
            refuse(file, pipeline.maxFileSize());
            exchange.setRouteStop(true);
            return null;
        }
        byte[] bytes = Files.readAllBytes(file.toPath());
        ImageFormat format = ImageFormat.detect(bytes).orElse(ImageFormat.JPEG);
        ImageId image = new ImageId(
                ImageNames.of(file.getName()) + "-" + digest(file.getPath().getBytes(StandardCharsets.UTF_8), bytes));
        String request = requestOf(file, image);
        exchange.setProperty(Upload.REQUEST_ID, request);
        StorageKey source = folder.keyOf(stream, image, request, format.extension());
        stores.open(store).write(source, bytes, format.contentType());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("image_id", image.value());
        fields.put("storage_key", image + "." + format.extension());
        fields.put("source_key", source.value());
        fields.put("expected_content_type", format.contentType());
        fields.put("requested_at", WireTime.format(clock.instant()));
        return new NewEntry(
                stream,
                fields,
                new AlsoWrite(hashes.of(pipeline.name()).queued(image), OwnedSources.noteOf(stream, source)),
                new NewEntry.Restoration(OriginalJobId.FIELD, null, null));
    }

    /** Identifies this file in its current state: a copy of the same bytes is another file. */
    private static String requestOf(File file, ImageId image) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file.toPath(), BasicFileAttributes.class);
        Object changed = Files.getFileStore(file.toPath()).supportsFileAttributeView("unix")
                ? Files.getAttribute(file.toPath(), "unix:ctime")
                : attributes.creationTime();
        String state = image + " " + attributes.fileKey() + " " + attributes.lastModifiedTime() + " " + changed;
        return digest(state.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    private static void refuse(File file, long maxFileSize) throws IOException {
        Path aside = Files.createDirectories(file.toPath().resolveSibling(REFUSED));
        Files.move(file.toPath(), aside.resolve(file.getName()), StandardCopyOption.REPLACE_EXISTING);
        LOG.warn(
                "{} has more than {} bytes and is moved to {}; IMG_GW_MAX_FILE_SIZE sets the limit",
                file.getName(),
                maxFileSize,
                REFUSED);
    }

    private static String digest(byte[] name, byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(name);
            return HexFormat.of().formatHex(digest.digest(bytes)).substring(0, DIGEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
