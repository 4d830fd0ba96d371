package io.follow.gateway.wiring;

import io.follow.gateway.image.DeferredEngine;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ReadableFormats;
import io.follow.gateway.image.ResizeQuality;
import io.follow.gateway.image.ffmpeg.NativeEngine;
import io.follow.gateway.image.java2d.JavaEngine;
import io.follow.gateway.resource.FileDescriptors;
import io.follow.gateway.resource.Resource;
import io.follow.gateway.resource.ResourceGate;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.settings.InvalidSettingException;
import io.follow.gateway.startup.ImageLibraries;
import io.follow.gateway.startup.NativeImageEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    ResourceGate resourceGate(ImageLibraries libraries, List<NativeImageEngine> engines) {
        List<Resource> resources = new ArrayList<>(List.of(libraries, new FileDescriptors()));
        resources.addAll(engines);
        return new ResourceGate(resources);
    }

    @Bean
    ReadableFormats readableFormats(GatewayProperties properties) {
        String wanted = properties.image().formats();
        ReadableFormats formats = ReadableFormats.of(wanted == null ? "" : wanted, hasNativeEngine(properties));
        LOG.info("image formats: {}", formats.names());
        return formats;
    }

    private static boolean hasNativeEngine(GatewayProperties properties) {
        return !properties.image().engine().equals(JavaEngine.NAME) && NativeEngine.isBuilt();
    }

    @Bean
    @Order(2)
    ImageEngine javaEngine(GatewayProperties properties) {
        if (hasNativeEngine(properties)) {
            return JavaEngine.create(NativeEngine::encodeAvif);
        }
        if (properties.image().outputFormat().equals(ImageFormat.AVIF.label())) {
            throw new InvalidSettingException("IMG_GW_OUTPUT_FORMAT is \"avif\", which the native image engine writes,"
                    + " expected webp, jpeg or png without it");
        }
        return JavaEngine.create();
    }

    /**
     * Loaded beside the rest of the start, which would otherwise wait for files to be unpacked, and once the WebP library
     * has shown that libraries can be loaded at all. Null, which is no bean at all for whoever asks for a list, when the
     * engine is not deferred.
     */
    @Bean
    @Nullable
    NativeImageEngine nativeImageEngine(
            GatewayProperties properties, ImageEngine javaEngine, ImageLibraries libraries) {
        boolean deferred =
                hasNativeEngine(properties) && !properties.image().engine().equals(NativeEngine.NAME);
        return deferred
                ? new NativeImageEngine(
                        () -> load(javaEngine, properties.image().resize()),
                        libraries.loadable(),
                        EngineConfiguration::start)
                : null;
    }

    /** Null when the engine is not wanted, or there is none for this platform. */
    @Bean
    @Order(1)
    @Nullable
    ImageEngine nativeEngine(GatewayProperties properties, ImageEngine javaEngine, List<NativeImageEngine> deferred) {
        if (!deferred.isEmpty()) {
            return DeferredEngine.of(NativeEngine.NAME, deferred.get(0)::forFile);
        }
        return properties.image().engine().equals(NativeEngine.NAME)
                ? load(javaEngine, properties.image().resize())
                : null;
    }

    private static void start(Runnable loading) {
        Thread loader = new Thread(loading, "native-engine");
        loader.setDaemon(true);
        loader.start();
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
