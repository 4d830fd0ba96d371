package io.follow.gateway.startup;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What has to be settled about this JVM before the first library is loaded. */
public final class JvmDefaults {

    private static final int FIRST_JAVA_THAT_WARNS = 24;

    private JvmDefaults() {}

    /** Sets system properties of libraries, unless they are set already. */
    public static void apply() {
        // Lettuce's events for the JVM's flight recorder: loading the recorder is a twentieth of a start.
        setIfMissing("io.lettuce.core.jfr", "false");
        if (Runtime.version().feature() >= FIRST_JAVA_THAT_WARNS) {
            // Else Netty makes the JVM warn of sun.misc.Unsafe at each start.
            setIfMissing("io.netty.noUnsafe", "true");
        }
    }

    private static void setIfMissing(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    /** Why this JVM cannot run the gateway, in one line, or null. */
    public static @Nullable String problem() {
        try {
            Path folder = Path.of(System.getProperty("user.dir"));
            return folder.isAbsolute() ? null : "found no working directory, start from one that exists";
        } catch (InvalidPathException e) {
            return localeProblem("the working directory");
        }
    }

    /** The line for a path whose characters this locale lacks. */
    static String localeProblem(String path) {
        return path + " has characters that the locale of this process lacks (" + System.getProperty("sun.jnu.encoding")
                + "), set a UTF-8 one such as LC_ALL=C.UTF-8";
    }
}
