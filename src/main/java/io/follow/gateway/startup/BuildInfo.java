package io.follow.gateway.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What the build has written down about itself. */
public final class BuildInfo {

    private static final String UNKNOWN = "unknown";

    private BuildInfo() {}

    /** The version, or {@value #UNKNOWN} when the gateway runs from classes. */
    public static String version() {
        Properties build = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the version cannot be read from the jar", e);
        }
        return build.getProperty("build.version", UNKNOWN);
    }
}
