package io.follow.gateway.pipeline;

import io.follow.gateway.component.streams.entry.Delivery;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Derives the keys of a pipeline from its name.
 *
 * @param image the keys of the pipeline {@value #IMAGE}, which can be configured individually
 * @param cluster whether the server is a cluster, in which the keys of a pipeline have its name as their hash tag, so
 *     that one script can access them together
 */
public record PipelineNaming(PipelineKeys image, boolean cluster) {

    /** The default pipeline. */
    public static final String IMAGE = "image";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** Whether a text is a valid name of a pipeline. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Returns the name of the pipeline to which a delivery belongs. */
    public static String of(Delivery delivery) {
        return orImage(delivery.destinations().pipeline());
    }

    /** Returns the name, or {@value #IMAGE} if it is null. */
    public static String orImage(@Nullable String name) {
        return name == null ? IMAGE : name;
    }

    /**
     * Returns the keys of a pipeline, whether or not it runs in this process.
     *
     * @throws IllegalArgumentException with a message of one line if the name is invalid
     */
    public PipelineKeys keysOf(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("found the pipeline name \"" + name
                    + "\", expected 1 to 32 characters of [a-z0-9-] that begin with a letter");
        }
        return name.equals(IMAGE) ? image : PipelineKeys.of(name, cluster ? "{" + name + "}" : name);
    }
}
