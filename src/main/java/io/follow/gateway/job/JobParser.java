package io.follow.gateway.job;

import io.follow.gateway.image.ReadableFormats;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses stream entries into jobs. Unknown fields are ignored. If both a field and its alias are present, the alias is
 * ignored. A field that is present but empty is malformed, not absent.
 */
public final class JobParser {

    /** The field with the renditions; an empty list means none, even if the pipeline has default ones. */
    public static final String RENDITIONS = "renditions";

    private static final Set<String> CONTENT_TYPES = Set.copyOf(ReadableFormats.ALL.contentTypes());
    private static final Pattern DECIMAL = Pattern.compile("[0-9]+");
    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=[0-9])");
    private static final int LONGEST_SURE_LONG = 18;

    private final SameObject sameObject;
    private final int maxSide;

    /**
     * A parser for one pair of stores.
     *
     * @param sameObject determines whether a job would overwrite its own source
     */
    public JobParser(SameObject sameObject) {
        this(sameObject, OptionParser.LONGEST_SIDE);
    }

    /**
     * A parser with a limit for renditions.
     *
     * @param sameObject determines whether a job would overwrite its own source
     * @param maxSide the maximum width and height of a rendition, in pixels
     */
    public JobParser(SameObject sameObject, int maxSide) {
        this.sameObject = sameObject;
        this.maxSide = maxSide;
    }

    /**
     * Reads and checks a job.
     *
     * @param entryId the entry's id in the stream
     * @param fields  the entry's fields
     * @return the job
     * @throws JobException {@link ErrorCode#INVALID_JOB} when a field is missing or malformed or the source would be
     *     overwritten, {@link ErrorCode#INVALID_STORAGE_KEY} when a key breaks the rules,
     *     {@link ErrorCode#UNSUPPORTED_FORMAT} when the declared type is not processed
     * @throws IllegalArgumentException when {@code entryId} is not one the server gives
     */
    public ImageJob parse(String entryId, Map<String, String> fields) throws JobException {
        return parse(entryId, imageId(fields), fields);
    }

    /**
     * Reads and checks a job whose image id is parsed already.
     *
     * @param imageId the value of {@link #imageId} for these fields
     * @throws JobException as {@link #parse(String, Map)} does
     */
    public ImageJob parse(String entryId, ImageId imageId, Map<String, String> fields) throws JobException {
        StorageKey storageKey = StorageKey.of("storage_key", required(fields, "storage_key"));
        String source = fields.get("source_key");
        StorageKey sourceKey = source == null ? storageKey : StorageKey.of("source_key", source);
        if (sameObject.test(sourceKey, storageKey)) {
            throw new JobException(
                    ErrorCode.INVALID_JOB, "source_key and storage_key name the same object, expected two");
        }
        String token = fields.get(UploadToken.FIELD);
        return new ImageJob(
                JobId.parse(entryId),
                imageId,
                storageKey,
                sourceKey,
                contentType(fields),
                maxFileSize(fields),
                token == null ? null : new UploadToken(token),
                requestedAt(fields),
                RenditionParser.parse(fields.get(RENDITIONS), maxSide));
    }

    /**
     * The image id of a job.
     *
     * @param fields the entry's fields
     * @throws JobException {@link ErrorCode#INVALID_JOB} if it is missing or malformed
     */
    public static ImageId imageId(Map<String, String> fields) throws JobException {
        return ImageId.of(required(fields, "image_id"));
    }

    /**
     * The image id of an entry that may be malformed otherwise: if it has one, its failure is published as a result.
     *
     * @param fields the entry's fields
     * @return empty if the entry has no valid id
     */
    public static Optional<ImageId> usableImageId(Map<String, String> fields) {
        return Optional.ofNullable(fields.get("image_id"))
                .filter(ImageId::isUsable)
                .map(ImageId::new);
    }

    private static String contentType(Map<String, String> fields) throws JobException {
        String type = withAlias(fields, "expected_content_type", "content_type");
        if (type == null) {
            throw missing("expected_content_type");
        }
        if (!CONTENT_TYPES.contains(type)) {
            throw new JobException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "content type \"" + OneLine.of(type) + "\" is none of "
                            + String.join(", ", ReadableFormats.ALL.contentTypes()));
        }
        return type;
    }

    private static long maxFileSize(Map<String, String> fields) throws JobException {
        String text = withAlias(fields, "max_file_size", "max_size");
        if (text == null) {
            return Long.MAX_VALUE;
        }
        String digits = LEADING_ZEROS.matcher(text).replaceFirst("");
        if (!DECIMAL.matcher(digits).matches() || digits.equals("0")) {
            throw malformed("max_file_size", text, "a positive number of bytes");
        }
        return digits.length() > LONGEST_SURE_LONG ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    private static @Nullable Instant requestedAt(Map<String, String> fields) throws JobException {
        String text = fields.get("requested_at");
        if (text == null) {
            return null;
        }
        return WireTime.parse(text).orElseThrow(() -> malformed("requested_at", text, "an RFC 3339 time"));
    }

    private static String required(Map<String, String> fields, String name) throws JobException {
        String value = fields.get(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    private static @Nullable String withAlias(Map<String, String> fields, String name, String alias) {
        String value = fields.get(name);
        return value != null ? value : fields.get(alias);
    }

    private static JobException missing(String name) {
        return new JobException(ErrorCode.INVALID_JOB, name + " is missing");
    }

    private static JobException malformed(String name, String found, String expected) {
        return new JobException(ErrorCode.INVALID_JOB, name + " \"" + OneLine.of(found) + "\" is not " + expected);
    }
}
