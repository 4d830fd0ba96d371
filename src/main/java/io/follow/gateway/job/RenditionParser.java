package io.follow.gateway.job;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.follow.gateway.image.PictureOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the field {@code renditions} of a job. Unknown members are ignored. */
final class RenditionParser {

    /** With more, one job would occupy a worker for too long. */
    static final int MAX_COUNT = 16;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The members of a JSON object; a quoted number is not a number. */
    private record Members(JsonNode object) implements OptionParser.Values {

        @Override
        public @Nullable String number(String name) {
            return of(name, JsonNode::isIntegralNumber);
        }

        @Override
        public @Nullable String text(String name) {
            return of(name, JsonNode::isTextual);
        }

        private @Nullable String of(String name, Predicate<JsonNode> expected) {
            JsonNode value = object.path(name);
            if (value.isMissingNode() || value.isNull()) {
                return null;
            }
            return expected.test(value) ? value.asText() : value.toString();
        }
    }

    private RenditionParser() {}

    /**
     * Reads a list.
     *
     * @param text the JSON, or null when the job has no such field
     * @param maxSide the greatest width and height, in pixels
     * @return the renditions in the order of the list; none when there is no field
     * @throws JobException {@link ErrorCode#INVALID_JOB} when the list is malformed,
     *     {@link ErrorCode#INVALID_STORAGE_KEY} when a key breaks the rules
     */
    static List<Rendition> parse(@Nullable String text, int maxSide) throws JobException {
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
            Rendition rendition = rendition("renditions[" + renditions.size() + "]", entry, maxSide);
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
        throw invalid("renditions is not a list, expected one of objects with name, width or height, and storage_key");
    }

    private static Rendition rendition(String where, JsonNode entry, int maxSide) throws JobException {
        if (!entry.isObject()) {
            throw invalid(where + " is not an object");
        }
        String name = text(where, entry, "name");
        if (!NAME.matcher(name).matches()) {
            throw invalid(where + ".name is not 1 to 64 characters of [A-Za-z0-9._-]");
        }
        PictureOptions options = OptionParser.parse(new Members(entry), where + ".", maxSide);
        if (options.width() == null && options.height() == null) {
            throw invalid(where + ".width is not a number of pixels from 1 to " + maxSide + ", and height is missing");
        }
        return new Rendition(name, options, StorageKey.of(where + ".storage_key", text(where, entry, "storage_key")));
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
