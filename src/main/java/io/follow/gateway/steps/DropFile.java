package io.follow.gateway.steps;

import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.job.WireTime;
import io.follow.gateway.storage.Stores;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;

/** Turns a file from a drop folder into a job: its bytes go to the source store, the body becomes the job's fields. */
public final class DropFile {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS").withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 80;

    private final Stores stores;
    private final Clock clock;

    public DropFile(Stores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * Stores the file and returns the fields of its job. The ids come from the file's name and time, so that a file that
     * is met again after a crash becomes the same image and not another one.
     *
     * @param store the source store
     */
    public Map<String, String> toJob(Exchange exchange, String store)
            throws JobException, IOException, InvalidPayloadException {
        File file = exchange.getMessage().getMandatoryBody(File.class);
        byte[] bytes = Files.readAllBytes(file.toPath());
        ImageFormat format = ImageFormat.detect(bytes).orElse(ImageFormat.JPEG);
        ImageId image = new ImageId(nameOf(file) + "-" + STAMP.format(Instant.ofEpochMilli(file.lastModified())));
        StorageKey source = new StorageKey("dropped/" + image + "." + format.extension());
        stores.open(store).write(source, bytes, format.contentType());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("image_id", image.value());
        fields.put("storage_key", image + "." + format.extension());
        fields.put("source_key", source.value());
        fields.put("expected_content_type", format.contentType());
        fields.put("requested_at", WireTime.format(clock.instant()));
        return fields;
    }

    private static String nameOf(File file) {
        String name = file.getName();
        int dot = name.lastIndexOf('.');
        String base = dot > 0 ? name.substring(0, dot) : name;
        String clean = base.replaceAll("[^A-Za-z0-9_-]+", "-").toLowerCase(Locale.ROOT);
        String shortened = clean.length() > LONGEST_NAME ? clean.substring(0, LONGEST_NAME) : clean;
        return shortened.isEmpty() ? "photo" : shortened;
    }
}
