package io.follow.gateway.pipeline;

import io.follow.gateway.component.streams.entry.Delivery;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says which keys belong to the name of a pipeline.
 *
 * @param image the keys of the pipeline {@value #IMAGE}, which can be configured one by one
 * @param cluster whether the server is a cluster: then the keys of a pipeline have its name as their hash tag, so that one
 *     script may touch them together
 */
public record PipelineNaming(PipelineKeys image, boolean cluster) {

    /** The pipeline that is meant where none is named. */
    public static final String IMAGE = "image";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** Whether a pipeline may have a name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The name of the pipeline that a delivery belongs to. */
    public static String of(Delivery delivery) {
        return orImage(delivery.destinations().pipeline());
    }

    /** The name, or {@value #IMAGE} for none. */
    public static String orImage(@Nullable String name) {
        return name == null ? IMAGE : name;
    }

    /**
     * The keys of a pipeline, whether it runs here or not.
     *
     * @throws IllegalArgumentException in one line when no pipeline may have that name
     */
    public PipelineKeys keysOf(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("found the pipeline name \"" + name
                    + "\", expected 1 to 32 characters of [a-z0-9-] that begin with a letter");
        }
        return name.equals(IMAGE) ? image : PipelineKeys.of(name, cluster ? "{" + name + "}" : name);
    }
}
