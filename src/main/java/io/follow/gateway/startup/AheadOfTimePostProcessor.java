package io.follow.gateway.startup;

import io.follow.gateway.settings.SettingsPostProcessor;
import java.io.File;
import java.net.URL;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ClassUtils;

/**
 * Starts from the beans that Spring's ahead-of-time processing has written down while the jar was built, which is faster
 * than finding out about them. The conditions of automatic configurations were decided then, so a start with properties
 * that may decide otherwise finds out again. {@code -Dspring.aot.enabled} has the last word.
 */
final class AheadOfTimePostProcessor implements EnvironmentPostProcessor, Ordered {

    /**
     * Properties of Spring and Camel, also as environment variables; where files of properties are looked for decides nothing,
     * but those in them may. What is the gateway's own decides nothing: {@code
     * ArchitectureTest} forbids conditions.
     */
    private static final Pattern DECISIVE =
            Pattern.compile("(spring(?!\\.(aot|config)\\.)|server|management|camel)[._-].*", Pattern.CASE_INSENSITIVE);

    private final Log log;

    AheadOfTimePostProcessor(DeferredLogFactory logs) {
        this.log = logs.getLog(AheadOfTimePostProcessor.class);
    }

    /** Last: all properties are there by then. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Optional<String> decisive = decisiveProperty(environment);
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            decisive.ifPresent(name -> log.warn(
                    name + " is set while the jar is built, and what it decides is decided for every start of it"));
            return;
        }
        Class<?> main = application.getMainApplicationClass();
        if (main == null || !isProcessed(main) || SpringProperties.getProperty(AotDetector.AOT_ENABLED) != null) {
            return;
        }
        Optional<String> reason = decisive.map(name -> name + " is set");
        if (reason.isEmpty() && isMoreThanOneOn(System.getProperty("java.class.path", ""))) {
            reason = Optional.of("the class path holds more than the jar");
        }
        if (reason.isEmpty() && CloudPlatform.CLOUD_FOUNDRY.isActive(environment)) {
            reason = Optional.of("VCAP_APPLICATION is set");
        }
        if (reason.isEmpty()) {
            SpringProperties.setFlag(AotDetector.AOT_ENABLED);
            log.debug("beans as they were decided when the jar was built");
        } else {
            log.debug("beans are decided now, because " + reason.get());
        }
    }

    /** Only in a jar: beside sources that change, what was processed once may be of yesterday. */
    private static boolean isProcessed(Class<?> main) {
        CodeSource source = main.getProtectionDomain().getCodeSource();
        return source != null
                && isInJar(source.getLocation())
                && ClassUtils.isPresent(main.getName() + "__ApplicationContextInitializer", main.getClassLoader());
    }

    private static boolean isInJar(@Nullable URL place) {
        return place != null && !place.getPath().endsWith("/");
    }

    /** Whether somebody has put classes of their own beside the jar. A wildcard that stands for no jar stays as it is. */
    static boolean isMoreThanOneOn(String classPath) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                        .splitAsStream(classPath)
                        .filter(entry -> !entry.equals("*") && !entry.endsWith(File.separator + "*"))
                        .count()
                > 1;
    }

    /** A property that may decide about beans, and that was not there when the jar was built. */
    static Optional<String> decisiveProperty(ConfigurableEnvironment environment) {
        return names(environment, source -> !isOfTheJar(source))
                .filter(name -> DECISIVE.matcher(name).matches())
                .findFirst();
    }

    /** Whether the name of any property is of that kind. */
    static boolean anyName(ConfigurableEnvironment environment, Pattern kind) {
        return names(environment, source -> true)
                .anyMatch(name -> kind.matcher(name).matches());
    }

    private static Stream<String> names(ConfigurableEnvironment environment, Predicate<PropertySource<?>> which) {
        return environment.getPropertySources().stream()
                .filter(which)
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()));
    }

    /** Ours, the name and version that Spring Boot reads from the manifest, and the defaults. */
    private static boolean isOfTheJar(PropertySource<?> source) {
        return source.getName().equals(SettingsPostProcessor.SOURCE)
                || source.getName().equals("applicationInfo")
                || source.getName().contains("'class path resource [application.yaml]'");
    }
}
