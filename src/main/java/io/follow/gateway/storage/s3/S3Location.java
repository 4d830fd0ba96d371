package io.follow.gateway.storage.s3;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.ImageStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The location of a store: {@code s3://bucket}, {@code s3://bucket/prefix}, or either with options: for a server other
 * than the default ({@code ?endpoint=https://host&region=auto&profile=name&pathStyle=true}), and for the objects that are
 * written ({@code ?cacheControl=public, max-age=31536000&sse=aws:kms&kmsKeyId=ID&metadata.owner=web}).
 *
 * @param bucket   its name
 * @param prefix   the prefix of each key, without the slash; empty for none
 * @param settings how to connect to the server
 * @param objects  what is sent along with each object
 */
public record S3Location(String bucket, String prefix, S3Settings settings, ObjectOptions objects) {

    /** The form of a location, for messages. */
    public static final String FORM = "s3://bucket/prefix";

    private static final Pattern PARTS = Pattern.compile("//([^/?#]*)(?:/([^?#]*))?(?:\\?([^#]*))?");
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]");
    private static final Set<String> OPTIONS = Set.of("endpoint", "region", "pathStyle", "profile");

    /** One whose objects have no options. */
    S3Location(String bucket, String prefix, S3Settings settings) {
        this(bucket, prefix, settings, ObjectOptions.NONE);
    }

    /**
     * Parses the text after {@code s3:}. Prefix and options are literal and never URL-decoded; one trailing slash of the
     * prefix is ignored.
     *
     * @param defaults used for missing options
     * @throws IllegalArgumentException in one line that does not repeat the location
     */
    public static S3Location parse(String place, S3Settings defaults) {
        Matcher parts = PARTS.matcher(place);
        if (!parts.matches()) {
            throw new IllegalArgumentException("an s3 store is not of the form " + FORM);
        }
        if (!BUCKET.matcher(parts.group(1)).matches()) {
            throw new IllegalArgumentException("an s3 store has no valid bucket name, expected " + FORM
                    + " with a bucket of 3 to 63 letters, digits, dots, hyphens and underscores, and no credentials");
        }
        Map<String, String> options = options(parts.group(3));
        return new S3Location(
                parts.group(1), prefix(parts.group(2)), settings(options, defaults), ObjectOptions.of(options));
    }

    /**
     * The object name of a key in the bucket.
     *
     * @throws JobException {@link ErrorCode#INVALID_STORAGE_KEY} if S3 does not support it or it is reserved for the
     *     gateway
     */
    String nameOf(StorageKey key) throws JobException {
        if (key.parts().contains(ImageStore.RESERVED_PART)) {
            throw new JobException(
                    ErrorCode.INVALID_STORAGE_KEY, "the key has the reserved part " + ImageStore.RESERVED_PART);
        }
        String name = place(key.value());
        if (name.getBytes(StandardCharsets.UTF_8).length > StorageKey.MAX_BYTES) {
            throw new JobException(
                    ErrorCode.INVALID_STORAGE_KEY,
                    "the key and the prefix of its store are longer than " + StorageKey.MAX_BYTES + " bytes together");
        }
        return name;
    }

    /** The prefix, a slash, and the given name. */
    String place(String below) {
        return prefix.isEmpty() ? below : prefix + "/" + below;
    }

    private static String prefix(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String prefix = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        try {
            if (new StorageKey(prefix).parts().contains(ImageStore.RESERVED_PART)) {
                throw new IllegalArgumentException("the key has the reserved part " + ImageStore.RESERVED_PART);
            }
        } catch (IllegalArgumentException fault) {
            throw new IllegalArgumentException(
                    "the prefix of an s3 store breaks the rules of keys: " + fault.getMessage(), fault);
        }
        return prefix;
    }

    private static Map<String, String> options(@Nullable String query) {
        Map<String, String> options = new HashMap<>();
        if (query != null) {
            for (String option : query.split("&", -1)) {
                int equals = option.indexOf('=');
                String name = option.substring(0, Math.max(0, equals));
                boolean known = OPTIONS.contains(name) || ObjectOptions.isOne(name);
                if (!known || options.put(name, option.substring(equals + 1)) != null) {
                    throw new IllegalArgumentException(
                            "an s3 store has an unknown or repeated option, allowed: endpoint, region, pathStyle,"
                                    + " profile, cacheControl, sse, kmsKeyId and metadata.NAME, each as name=value");
                }
            }
        }
        return options;
    }

    /** Another endpoint is another server, to which only the default time limit applies. */
    private static S3Settings settings(Map<String, String> options, S3Settings defaults) {
        String own = options.get("endpoint");
        URI endpoint = own == null ? defaults.endpoint() : S3Settings.endpoint(own);
        String region = options.getOrDefault("region", own == null ? defaults.region() : null);
        String style = options.get("pathStyle");
        if (style != null && !style.equals("true") && !style.equals("false")) {
            throw new IllegalArgumentException("the pathStyle of an s3 store is not true or false");
        }
        Boolean defaultStyle = own == null ? defaults.pathStyle() : null;
        return new S3Settings(
                endpoint,
                region,
                style == null ? defaultStyle : Boolean.valueOf(style),
                options.getOrDefault("profile", defaults.profile()),
                defaults.timeout());
    }
}
