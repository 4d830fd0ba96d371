package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.Position;
import io.follow.gateway.image.operation.WatermarkStyle;
import io.follow.gateway.job.OneLine;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses the options of a watermark: {@code name=value} pairs separated by {@code &}. A blank value means the default. */
final class WatermarkOptions {

    private static final String POSITION = "position";
    private static final String X = "x";
    private static final String Y = "y";
    private static final String OPACITY = "opacity";
    private static final String WIDTH = "width";
    private static final String TILE = "tile";
    private static final List<String> NAMES = List.of(POSITION, X, Y, OPACITY, WIDTH, TILE);

    /** The centre, the edges and the corners, but not attention, which depends on the picture. */
    private static final Set<Position> POSITIONS = EnumSet.range(Position.CENTRE, Position.NORTHWEST);

    private static final Pattern FRACTION = Pattern.compile("(0|1)?(\\.[0-9]{1,6})?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final int MAX_PERCENT = 100;
    private static final int MAX_OFFSET = 16_383;

    private final Map<String, String> values;

    private WatermarkOptions(Map<String, String> values) {
        this.values = values;
    }

    /** @throws IllegalArgumentException with a one-line message if a name is unknown or a value invalid */
    static WatermarkStyle parse(String text) {
        Map<String, String> values = new HashMap<>();
        for (String pair : text.isBlank() ? new String[0] : text.strip().split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals).strip();
            if (equals < 0 || !NAMES.contains(name)) {
                throw unusable(pair, "name=value with one of " + String.join(", ", NAMES));
            }
            String value = pair.substring(equals + 1).strip();
            if (values.put(name, value) != null) {
                throw unusable(name + " twice", "it once");
            }
        }
        values.values().removeIf(String::isEmpty);
        return new WatermarkOptions(values).style();
    }

    private WatermarkStyle style() {
        return new WatermarkStyle(
                position(),
                number(X, 0, MAX_OFFSET, 0),
                number(Y, 0, MAX_OFFSET, 0),
                opacity(),
                number(WIDTH, 1, MAX_PERCENT, WatermarkStyle.OWN_SIZE),
                tile());
    }

    private Position position() {
        String text = values.get(POSITION);
        if (text == null) {
            return Position.SOUTHEAST;
        }
        return POSITIONS.stream()
                .filter(position -> nameOf(position).equals(text))
                .findFirst()
                .orElseThrow(() -> unusable(
                        POSITION + "=" + text,
                        POSITIONS.stream().map(WatermarkOptions::nameOf).collect(Collectors.joining(", "))));
    }

    private static String nameOf(Position position) {
        return position.name().toLowerCase(Locale.ROOT);
    }

    private int number(String name, int least, int most, int otherwise) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw unusable(name + "=" + text, "a whole number from " + least + " to " + most);
        }
        return number;
    }

    private double opacity() {
        String text = values.get(OPACITY);
        if (text == null) {
            return 1;
        }
        double opacity = FRACTION.matcher(text).matches() ? Double.parseDouble(text) : -1;
        if (!(opacity >= 0 && opacity <= 1)) {
            throw unusable(OPACITY + "=" + text, "a number from 0 to 1 such as 0.5");
        }
        return opacity;
    }

    private boolean tile() {
        @Nullable String text = values.get(TILE);
        if (text != null && !Arrays.asList("true", "false").contains(text)) {
            throw unusable(TILE + "=" + text, "true or false");
        }
        return Boolean.parseBoolean(text);
    }

    private static IllegalArgumentException unusable(String found, String expected) {
        return new IllegalArgumentException("found " + OneLine.of(found) + ", expected " + expected);
    }
}
