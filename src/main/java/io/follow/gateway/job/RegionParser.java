package io.follow.gateway.job;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.follow.gateway.image.Region;
import io.follow.gateway.image.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses the regions of a picture: a JSON list of objects with {@code x}, {@code y}, {@code width} and {@code height}, whole
 * numbers of pixels of the upright source. Unknown members are ignored.
 */
public final class RegionParser {

    /** The field of a job. */
    public static final String REGIONS = "regions";

    /** The most regions that a job may name. */
    public static final int MAX_COUNT = 100;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RegionParser() {}

    /**
     * Parses a list. A region that is partly outside the picture is refused and not cut: whoever has measured it has another
     * picture in mind.
     *
     * @param name what the text is called in messages
     * @param picture the size of the upright source
     * @param most the most regions
     * @return the regions; none for an empty list
     * @throws JobException {@link ErrorCode#INVALID_JOB} if the list is malformed
     */
    public static List<Region> parse(String name, String text, Size picture, int most) throws JobException {
        JsonNode list = read(name, text);
        if (list.size() > most) {
            throw invalid(name + " has " + list.size() + " entries, expected at most " + most);
        }
        List<Region> regions = new ArrayList<>();
        for (JsonNode entry : list) {
            String where = name + "[" + regions.size() + "]";
            if (!entry.isObject()) {
                throw invalid(where + " is not an object with x, y, width and height");
            }
            Region region = new Region(
                    pixels(where, entry, "x", 0),
                    pixels(where, entry, "y", 0),
                    pixels(where, entry, "width", 1),
                    pixels(where, entry, "height", 1));
            if (!region.isWithin(picture)) {
                throw invalid(where + " ends at " + ((long) region.x() + region.width()) + ", "
                        + ((long) region.y() + region.height()) + ", expected it within the upright picture of "
                        + picture.width() + "×" + picture.height() + " pixels");
            }
            regions.add(region);
        }
        return List.copyOf(regions);
    }

    private static JsonNode read(String name, String text) throws JobException {
        try {
            JsonNode list = JSON.readTree(text);
            if (list.isArray()) {
                return list;
            }
        } catch (JacksonException e) {
            throw new JobException(ErrorCode.INVALID_JOB, name + " is not JSON, expected a list", e);
        }
        throw invalid(name + " is not a list, expected one of objects with x, y, width and height");
    }

    private static int pixels(String where, JsonNode entry, String member, int least) throws JobException {
        JsonNode value = entry.path(member);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least) {
            throw invalid(where + "." + member + (value.isMissingNode() ? " is missing" : " is " + shown(value))
                    + ", expected a whole number of pixels of at least " + least);
        }
        return value.intValue();
    }

    private static String shown(JsonNode value) {
        return OneLine.of(value.toString());
    }

    private static JobException invalid(String message) {
        return new JobException(ErrorCode.INVALID_JOB, message);
    }
}
