package io.follow.gateway.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Finds the value of a setting: in its own variable, in the file that this names, or under a name of the gateway in Go. */
final class Variables {

    /** Behind the name of a variable that holds a secret: the file that holds the value. */
    static final String FILE = "_FILE";

    private static final Pattern OF_KUBERNETES = Pattern.compile("(tcp|udp|sctp)://.*");

    private final Environment environment;

    Variables(Environment environment) {
        this.environment = environment;
    }

    /**
     * Finds a value; the variable's own name comes first.
     *
     * @throws InvalidSettingException when a file cannot be used, or a variable and its file are both given
     */
    @Nullable
    GivenValue find(EnvVariable setting) {
        return setting.names().stream()
                .map(name -> setting.isSecret() ? secret(name) : plain(name))
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElseGet(() -> new FollowNames(this).derived(setting.name()));
    }

    /** A variable as it is; null also when it is blank, or an address that Kubernetes has put there for a Service. */
    @Nullable
    GivenValue plain(String name) {
        String value = environment.getProperty(name);
        if (value == null || value.isBlank() || isOfKubernetes(value)) {
            return null;
        }
        return new GivenValue(name, value.strip());
    }

    /** The first of several variables that is given. */
    @Nullable
    GivenValue firstOf(List<String> names) {
        return names.stream()
                .map(this::plain)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }

    /** Whether a value is the address of a Service, as in {@code IMG_GW_PORT=tcp://10.0.0.1:8090}. */
    static boolean isOfKubernetes(String value) {
        return OF_KUBERNETES.matcher(value.strip().toLowerCase(Locale.ROOT)).matches();
    }

    /** The variable that sets a property of the gateway, as Spring Boot reads it. */
    static String nameOf(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /**
     * A variable, or the content of the file that it names.
     *
     * @throws InvalidSettingException when the file cannot be used, or both are given
     */
    @Nullable
    GivenValue secret(String name) {
        GivenValue value = plain(name);
        GivenValue file = plain(name + FILE);
        if (value != null && file != null) {
            throw new InvalidSettingException(name + " and " + name + FILE + " are both set, expected one of them");
        }
        return file == null ? value : SecretFile.read(file.variable(), Path.of(file.value()));
    }
}
