package io.follow.gateway.routing;

import io.follow.gateway.job.OneLine;
import io.follow.gateway.job.PipelineOptions;
import io.follow.gateway.pipeline.PipelineNaming;
import io.follow.gateway.routing.check.TemplateRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the parameters of the template {@code image-pipeline} may be; a value that is not known yet is passed over. */
final class PipelineRule implements TemplateRule {

    /** In the order of the template: the last one extends to the end of the text. */
    private static final List<String> OPTIONS =
            List.of("maxWidth", "width", "height", "fit", "position", "format", "quality", "background", "renditions");

    @Override
    public String template() {
        return "image-pipeline";
    }

    @Override
    public void check(Function<String, @Nullable String> values) {
        String name = values.apply("name");
        if (name != null && !PipelineNaming.isName(name)) {
            throw unusable("name", name, "1 to 32 characters of [a-z0-9-] that begin with a letter");
        }
        checkOptions(values);
        number("maxFileSize", values, 1, Long.MAX_VALUE);
        number("maxPixels", values, 1, Long.MAX_VALUE);
        number("workers", values, 0, Integer.MAX_VALUE);
        number("retries", values, 0, Integer.MAX_VALUE);
        number("maxDeliveries", values, 1, Integer.MAX_VALUE);
        for (String choice : List.of("animated", "placeholder", "requireToken")) {
            String value = values.apply(choice);
            if (value != null && !List.of("true", "false").contains(value)) {
                throw unusable(choice, value, "true or false");
            }
        }
        for (String time : List.of("retryDelay", "claimIdle", "retention")) {
            duration(time, values);
        }
    }

    private static void checkOptions(Function<String, @Nullable String> values) {
        List<String> pairs = new ArrayList<>();
        for (String option : OPTIONS) {
            String value = values.apply(option);
            if (value == null) {
                // Which values the others may have can depend on this one.
                return;
            }
            pairs.add(option + "=" + value);
        }
        PipelineOptions.parse(String.join("&", pairs));
    }

    private static void duration(String name, Function<String, @Nullable String> values) {
        String text = values.apply(name);
        if (text != null) {
            try {
                new MillisFunction().apply(text);
            } catch (IllegalArgumentException e) {
                throw unusable(name, text, "milliseconds or a value such as 1s or 5m");
            }
        }
    }

    private static void number(String name, Function<String, @Nullable String> values, long least, long most) {
        String text = values.apply(name);
        if (text == null) {
            return;
        }
        long number;
        try {
            number = Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw unusable(name, text, "a whole number from " + least + " to " + most);
        }
        if (number < least || number > most) {
            throw unusable(name, text, "a whole number from " + least + " to " + most);
        }
    }

    private static IllegalArgumentException unusable(String name, String found, String expected) {
        return new IllegalArgumentException("found " + name + "=" + OneLine.of(found) + ", expected " + expected);
    }
}
