package io.follow.gateway.job;

import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.OutputOptions;
import io.follow.gateway.image.PictureOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The defaults of a pipeline for its jobs.
 *
 * @param maxWidth the maximum width of results, in pixels, and the maximum width and height that a job can request
 * @param defaults the options that apply unless a job overrides them
 * @param renditions the renditions of jobs that have no such field; their keys contain {@link #IMAGE_ID}
 */
public record PipelineOptions(int maxWidth, PictureOptions defaults, List<Rendition> renditions) {

    /** The placeholder of the image id in the key of a rendition. */
    public static final String IMAGE_ID = "{image_id}";

    private static final int DEFAULT_MAX_WIDTH = 1920;
    private static final String MAX_WIDTH = "maxWidth";
    private static final String FORMAT = "format";
    private static final String RENDITIONS = "renditions";
    private static final PictureOptions DEFAULTS =
            new PictureOptions(null, null, null, null, ImageFormat.WEBP, EncodeOptions.DEFAULT_QUALITY, null);

    /** Keeps a copy of the list. */
    public PipelineOptions {
        renditions = List.copyOf(renditions);
    }

    /** The defaults of a route that specifies only a format here; its steps specify the rest. */
    public static PipelineOptions of(ImageFormat format) {
        return new PipelineOptions(
                OptionParser.LONGEST_SIDE, new PictureOptions(null, null, null, null, format, null, null), List.of());
    }

    /**
     * Parses {@code name=value} pairs separated by {@code &}: {@code maxWidth} (default 1920), the options of a picture, and
     * last {@code renditions}, a JSON list as in a job, which extends to the end of the text. A blank value means the
     * default.
     *
     * @throws IllegalArgumentException with a one-line message if a name is unknown or a value invalid
     */
    public static PipelineOptions parse(String text) {
        Map<String, String> values = valuesOf(text);
        try {
            String limit = values.get(MAX_WIDTH);
            int maxWidth = limit == null
                    ? DEFAULT_MAX_WIDTH
                    : OptionParser.pixels(MAX_WIDTH, limit, OptionParser.LONGEST_SIDE);
            PictureOptions options = OptionParser.parse(values, maxWidth);
            return new PipelineOptions(
                    maxWidth, options.orElse(DEFAULTS), keyed(RenditionParser.parse(values.get(RENDITIONS), maxWidth)));
        } catch (JobException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Map<String, String> valuesOf(String text) {
        Map<String, String> values = new HashMap<>();
        String rest = text.strip();
        while (!rest.isEmpty()) {
            boolean last = rest.startsWith(RENDITIONS + "=");
            int end = last ? -1 : rest.indexOf('&');
            String pair = end < 0 ? rest : rest.substring(0, end);
            rest = end < 0 ? "" : rest.substring(end + 1);
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 0 || !isKnown(name)) {
                throw new IllegalArgumentException(
                        "found \"" + OneLine.of(pair) + "\", expected name=value with one of " + MAX_WIDTH + ", "
                                + String.join(", ", OptionParser.NAMES) + ", " + RENDITIONS);
            }
            String value = pair.substring(equals + 1).strip();
            if (values.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("found " + name + " twice, expected it once");
            }
        }
        values.values().removeIf(String::isEmpty);
        // The setting IMG_GW_OUTPUT_FORMAT accepts any case, and jpg.
        values.computeIfPresent(FORMAT, (name, value) -> ImageFormat.ofName(value)
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .orElse(value));
        return values;
    }

    private static boolean isKnown(String name) {
        return name.equals(MAX_WIDTH) || name.equals(RENDITIONS) || OptionParser.NAMES.contains(name);
    }

    private static List<Rendition> keyed(List<Rendition> renditions) {
        for (Rendition rendition : renditions) {
            if (!rendition.storageKey().value().contains(IMAGE_ID)) {
                throw new IllegalArgumentException("the storage_key of the rendition " + rendition.name() + " has no "
                        + IMAGE_ID + ", expected one: each image would replace the one before");
            }
        }
        return renditions;
    }

    /** The resolved options of the processed image. */
    public OutputOptions output(PictureOptions job) {
        return outputOf(job.orElse(defaults));
    }

    /** The resolved options of a rendition; it inherits format, quality and background from the processed image. */
    public OutputOptions output(Rendition rendition, PictureOptions job) {
        return outputOf(rendition.options().orElse(job.orElse(defaults).withoutBox()));
    }

    private OutputOptions outputOf(PictureOptions options) {
        ImageFormat format = options.format();
        return new OutputOptions(
                options.box(maxWidth),
                format == null ? ImageFormat.WEBP : format,
                options.quality(),
                options.background());
    }

    /**
     * The default renditions, with the image id in their keys.
     *
     * @throws JobException {@link ErrorCode#INVALID_STORAGE_KEY} if a key becomes too long
     */
    public List<Rendition> renditionsOf(ImageId image) throws JobException {
        List<Rendition> result = new ArrayList<>();
        for (Rendition rendition : renditions) {
            String key = rendition.storageKey().value().replace(IMAGE_ID, image.value());
            result.add(new Rendition(rendition.name(), rendition.options(), StorageKey.of("storage_key", key)));
        }
        return List.copyOf(result);
    }
}
