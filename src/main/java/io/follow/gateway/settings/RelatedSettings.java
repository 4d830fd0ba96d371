package io.follow.gateway.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Refuses settings that are well-formed each and do not go together. */
final class RelatedSettings {

    /** What names something on the server; a group and a channel do so in places of their own. */
    private static final List<String> KEYS = List.of("process", "result", "dead-letter", "status", "upload");

    private final Environment environment;

    RelatedSettings(Environment environment) {
        this.environment = environment;
    }

    /**
     * Whether the gateway starts a server of its own.
     *
     * @throws InvalidSettingException when more than one server is named, or one by half
     */
    boolean isEmbedded() {
        bothOrNone(EnvVariable.REDIS_SENTINEL_NODES, EnvVariable.REDIS_SENTINEL_MASTER);
        boolean sentinel = isGiven(EnvVariable.REDIS_SENTINEL_NODES);
        boolean cluster = isGiven(EnvVariable.REDIS_CLUSTER_NODES);
        if (sentinel && cluster) {
            throw new InvalidSettingException(
                    "REDIS_CLUSTER_NODES and REDIS_SENTINEL_NODES are both set, expected one of them");
        }
        return !sentinel && !cluster && !isGiven(EnvVariable.REDIS_URL);
    }

    /**
     * The property counts more than the variable, and has not been checked as that was.
     *
     * @throws InvalidSettingException when the number cannot be used, or this process reads no jobs and no other process can
     */
    void checkWorkers() {
        String property = environment.getProperty(EnvVariable.IMG_GW_WORKERS.property());
        String workers = property == null
                ? EnvVariable.IMG_GW_WORKERS.read(environment)
                : EnvVariable.IMG_GW_WORKERS.check(EnvVariable.IMG_GW_WORKERS.property(), property.strip());
        if ("0".equals(workers) && isEmbedded()) {
            String name = property == null ? nameOf(EnvVariable.IMG_GW_WORKERS) : EnvVariable.IMG_GW_WORKERS.property();
            throw new InvalidSettingException(name
                    + " is 0 and the gateway starts its own server, whose jobs no other process can read; expected 1 or more,"
                    + " or a server such as REDIS_URL");
        }
    }

    /** @throws InvalidSettingException when TLS files are given and TLS is not used, or one half of a pair is missing */
    void checkCredentials() {
        bothOrNone(EnvVariable.REDIS_TLS_CERT, EnvVariable.REDIS_TLS_KEY);
        bothOrNone(EnvVariable.IMG_GW_S3_ACCESS_KEY_ID, EnvVariable.IMG_GW_S3_SECRET_ACCESS_KEY);
        String url = EnvVariable.REDIS_URL.given(environment);
        boolean plain =
                url == null ? isEmbedded() : !url.toLowerCase(Locale.ROOT).startsWith("rediss:");
        Stream.of(EnvVariable.REDIS_TLS_CA, EnvVariable.REDIS_TLS_CERT)
                .filter(file -> plain && isGiven(file))
                .findFirst()
                .ifPresent(file -> {
                    throw new InvalidSettingException(
                            file + " is set and TLS is not used, expected a REDIS_URL that" + " begins with rediss://");
                });
        checkKeyPair(EnvVariable.REDIS_TLS_CERT.given(environment), EnvVariable.REDIS_TLS_KEY.given(environment));
    }

    private void checkKeyPair(@Nullable String certificate, @Nullable String key) {
        try {
            if (certificate != null && key != null && !PemKeyPair.matches(Path.of(certificate), Path.of(key))) {
                throw new InvalidSettingException(nameOf(EnvVariable.REDIS_TLS_KEY) + " is not the key of "
                        + nameOf(EnvVariable.REDIS_TLS_CERT)
                        + ", expected the private key of the first certificate in that file");
            }
        } catch (IOException e) {
            throw new InvalidSettingException(nameOf(EnvVariable.REDIS_TLS_CERT) + " and "
                    + nameOf(EnvVariable.REDIS_TLS_KEY) + " cannot be read, expected two PEM files");
        }
    }

    /** @throws InvalidSettingException when one name is given to two keys */
    void checkKeys() {
        Map<String, String> owners = new LinkedHashMap<>();
        for (String key : KEYS) {
            String property = "gateway.keys." + key;
            String name = environment.getProperty(property);
            String other = name == null ? null : owners.put(name, property);
            if (other != null) {
                throw new InvalidSettingException(Variables.nameOf(other) + " and " + Variables.nameOf(property)
                        + " are both \"" + name + "\", expected a different name for each");
            }
        }
    }

    private void bothOrNone(EnvVariable one, EnvVariable other) {
        if (isGiven(one) != isGiven(other)) {
            throw new InvalidSettingException(
                    nameOf(one) + " and " + nameOf(other) + " belong together, only one of them is set");
        }
    }

    /** The one that was given, which may be another name. */
    private String nameOf(EnvVariable setting) {
        GivenValue given = new Variables(environment).find(setting);
        return given == null ? setting.name() : given.variable();
    }

    private boolean isGiven(EnvVariable setting) {
        return setting.given(environment) != null;
    }
}
