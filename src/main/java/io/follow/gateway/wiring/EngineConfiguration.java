package io.follow.gateway.wiring;

import io.follow.gateway.image.DeferredEngine;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ResizeQuality;
import io.follow.gateway.image.ffmpeg.NativeEngine;
import io.follow.gateway.image.java2d.JavaEngine;
import io.follow.gateway.resource.FileDescriptors;
import io.follow.gateway.resource.ResourceGate;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.settings.InvalidSettingException;
import io.follow.gateway.startup.ImageLibraries;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The image engines: the native one before the one in Java, which reads everything. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger("io.follow.gateway.start");

    @Bean
    ImageLibraries imageLibraries() {
        return new ImageLibraries(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Asks for everything once, so that what is missing from the beginning is told before anything is read. */
    @Bean
    ResourceGate resourceGate(ImageLibraries libraries) {
        return new ResourceGate(List.of(libraries, new FileDescriptors()));
    }

    @Bean
    @Order(2)
    ImageEngine javaEngine() {
        return JavaEngine.create();
    }

    /**
     * Loaded beside the rest of the start, which would otherwise wait for files to be unpacked, and once the WebP library
     * has shown that libraries can be loaded at all: a second try would not be possible. Null, which is no bean at all for
     * whoever asks for a list, when the engine is not wanted.
     */
    @Bean
    @Order(1)
    @Nullable
    ImageEngine nativeEngine(GatewayProperties properties, ImageEngine javaEngine, ImageLibraries libraries) {
        ResizeQuality quality = properties.image().resize();
        return switch (properties.image().engine()) {
            case JavaEngine.NAME -> null;
            case NativeEngine.NAME -> load(javaEngine, quality);
            default ->
                DeferredEngine.of(
                        NativeEngine.NAME,
                        libraries
                                .loadable()
                                .thenApplyAsync(loaded -> tryToLoad(javaEngine, quality), EngineConfiguration::start));
        };
    }

    private static void start(Runnable loading) {
        Thread loader = new Thread(loading, "native-engine");
        loader.setDaemon(true);
        loader.start();
    }

    private static Optional<ImageEngine> tryToLoad(ImageEngine javaEngine, ResizeQuality quality) {
        try {
            return Optional.of(load(javaEngine, quality));
        } catch (LinkageError | RuntimeException e) {
            LOG.info("image engine: java; {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static ImageEngine load(ImageEngine javaEngine, ResizeQuality quality) {
        try {
            ImageEngine engine = NativeEngine.create(javaEngine.encoder(), quality);
            LOG.info("image engine: native ({}), java for what it does not read", NativeEngine.versions());
            return engine;
        } catch (LinkageError e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
            throw new InvalidSettingException("the native image engine cannot be loaded (" + reason
                    + "), expected IMG_GW_IMAGE_ENGINE to be java on this machine");
        }
    }
}
