package io.follow.gateway.job;

import io.follow.gateway.image.Colour;
import io.follow.gateway.image.Fit;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.PictureOptions;
import io.follow.gateway.image.Position;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parses the options of a picture. */
public final class OptionParser {

    /** The maximum side in pixels, which is also that of WebP. */
    public static final int LONGEST_SIDE = 16_383;

    /** The names of the options. */
    static final List<String> NAMES = List.of("width", "height", "fit", "position", "format", "quality", "background");

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}");
    private static final int BEST_QUALITY = 100;

    private final Values values;
    private final String prefix;
    private final int maxSide;

    /** The source of the values; returns null for an option that is absent. */
    interface Values {

        /** A number as decimal text; any other text if the value is not a number. */
        @Nullable
        String number(String name);

        @Nullable
        String text(String name);
    }

    private record TextValues(Map<String, String> fields) implements Values {

        @Override
        public @Nullable String number(String name) {
            return fields.get(name);
        }

        @Override
        public @Nullable String text(String name) {
            return fields.get(name);
        }
    }

    private OptionParser(Values values, String prefix, int maxSide) {
        this.values = values;
        this.prefix = prefix;
        this.maxSide = maxSide;
    }

    /**
     * Parses the options of a job. A field that is present but empty is malformed.
     *
     * @param fields the entry's fields; other fields are ignored
     * @param maxSide the maximum width and height, in pixels
     * @throws JobException {@link ErrorCode#INVALID_JOB} if an option is malformed
     */
    public static PictureOptions parse(Map<String, String> fields, int maxSide) throws JobException {
        return parse(new TextValues(fields), "", maxSide);
    }

    /**
     * Parses options from another source.
     *
     * @param prefix the text before the name of an option in messages
     */
    static PictureOptions parse(Values values, String prefix, int maxSide) throws JobException {
        return new OptionParser(values, prefix, maxSide).parse();
    }

    /**
     * Parses a number of pixels.
     *
     * @throws JobException {@link ErrorCode#INVALID_JOB} if it is not from 1 to {@code most}
     */
    static int pixels(String name, String text, int most) throws JobException {
        return number(name, text, most, "a number of pixels");
    }

    private PictureOptions parse() throws JobException {
        return new PictureOptions(
                side("width"),
                side("height"),
                choice("fit", Fit.values()),
                choice("position", Position.values()),
                choice("format", ImageFormat.outputs().toArray(ImageFormat[]::new)),
                quality(),
                background());
    }

    private @Nullable Integer side(String name) throws JobException {
        String text = values.number(name);
        return text == null ? null : pixels(prefix + name, text, maxSide);
    }

    private @Nullable Integer quality() throws JobException {
        String text = values.number("quality");
        return text == null ? null : number(prefix + "quality", text, BEST_QUALITY, "a number");
    }

    private static int number(String name, String text, int most, String what) throws JobException {
        int number = DECIMAL.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (number < 1 || number > most) {
            throw malformed(name, text, what + " from 1 to " + most);
        }
        return number;
    }

    private <E extends Enum<E>> @Nullable E choice(String name, E[] choices) throws JobException {
        String text = values.text(name);
        if (text == null) {
            return null;
        }
        Optional<E> found =
                Stream.of(choices).filter(choice -> nameOf(choice).equals(text)).findFirst();
        return found.orElseThrow(() -> malformed(prefix + name, text, listed(choices)));
    }

    private @Nullable Colour background() throws JobException {
        String text = values.text("background");
        if (text == null) {
            return null;
        }
        return Colour.of(text).orElseThrow(() -> malformed(prefix + "background", text, "a colour such as #ffffff"));
    }

    private static JobException malformed(String name, String found, String expected) {
        return new JobException(
                ErrorCode.INVALID_JOB, name + " is not " + expected + ": \"" + OneLine.of(found) + "\"");
    }

    private static String nameOf(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** For example {@code a, b or c}. */
    private static String listed(Enum<?>[] choices) {
        List<String> names = Arrays.stream(choices).map(OptionParser::nameOf).toList();
        int last = names.size() - 1;
        return names.subList(0, last).stream().collect(Collectors.joining(", ")) + " or " + names.get(last);
    }
}
