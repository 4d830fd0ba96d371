package io.follow.gateway.job;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the field {@code renditions} of a job. Unknown members are ignored. */
final class RenditionParser {

    /** The widest rendition in pixels, which is also the widest WebP. */
    static final int MAX_WIDTH = 16_383;

    /** With more, one job would occupy a worker for too long. */
    static final int MAX_COUNT = 16;

    private static final Set<String> FORMATS = Set.of("webp", "jpeg", "png");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RenditionParser() {}

    /**
     * Reads a list.
     *
     * @param text the JSON, or null when the job has no such field
     * @return the renditions in the order of the list; none when there is no field
     * @throws JobException {@link ErrorCode#INVALID_JOB} when the list is malformed,
     *     {@link ErrorCode#INVALID_STORAGE_KEY} when a key breaks the rules
     */
    static List<Rendition> parse(@Nullable String text) throws JobException {
        if (text == null) {
            return List.of();
        }
        JsonNode list = read(text);
        if (list.size() > MAX_COUNT) {
            throw invalid("renditions has " + list.size() + " entries, expected at most " + MAX_COUNT);
        }
        List<Rendition> renditions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode entry : list) {
            Rendition rendition = rendition("renditions[" + renditions.size() + "]", entry);
            if (!names.add(rendition.name())) {
                throw invalid("renditions has the name \"" + rendition.name() + "\" twice, expected it once");
            }
            renditions.add(rendition);
        }
        return List.copyOf(renditions);
    }

    private static JsonNode read(String text) throws JobException {
        try {
            JsonNode list = JSON.readTree(text);
            if (list.isArray()) {
                return list;
            }
        } catch (JacksonException e) {
            throw new JobException(ErrorCode.INVALID_JOB, "renditions is not JSON, expected a list", e);
        }
        throw invalid("renditions is not a list, expected one of objects with name, width, format and storage_key");
    }

    private static Rendition rendition(String where, JsonNode entry) throws JobException {
        if (!entry.isObject()) {
            throw invalid(where + " is not an object");
        }
        String name = text(where, entry, "name");
        if (!NAME.matcher(name).matches()) {
            throw invalid(where + ".name is not 1 to 64 characters of [A-Za-z0-9._-]");
        }
        return new Rendition(
                name,
                width(where, entry),
                format(where, entry),
                StorageKey.of(where + ".storage_key", text(where, entry, "storage_key")));
    }

    private static int width(String where, JsonNode entry) throws JobException {
        JsonNode width = entry.path("width");
        if (!width.isIntegralNumber()
                || !width.canConvertToInt()
                || width.intValue() < 1
                || width.intValue() > MAX_WIDTH) {
            throw invalid(where + ".width is not a number of pixels from 1 to " + MAX_WIDTH);
        }
        return width.intValue();
    }

    private static @Nullable String format(String where, JsonNode entry) throws JobException {
        JsonNode format = entry.path("format");
        if (format.isMissingNode() || format.isNull()) {
            return null;
        }
        if (!FORMATS.contains(format.asText())) {
            throw invalid(where + ".format is not webp, jpeg or png");
        }
        return format.asText();
    }

    private static String text(String where, JsonNode entry, String member) throws JobException {
        JsonNode value = entry.path(member);
        if (!value.isTextual()) {
            throw invalid(where + "." + member + (value.isMissingNode() ? " is missing" : " is not a string"));
        }
        return value.textValue();
    }

    private static JobException invalid(String message) {
        return new JobException(ErrorCode.INVALID_JOB, message);
    }
}
